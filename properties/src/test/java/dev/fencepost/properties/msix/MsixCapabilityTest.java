package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.msix.MsixAnnouncement;
import dev.fencepost.impl.msix.MsixFault;
import dev.fencepost.model.msix.table.Placement;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The capability in configuration space: model and implementation agree, and what no function may announce. */
@Claims({Clause.M10, Clause.M11})
class MsixCapabilityTest {
    @Test
    void implementationShowsWhatTheModelShows() {
        new MsixCapabilityCheck().run();
    }

    /** As they stand in QEMU's virtio functions: table and PBA in the two halves of BAR 1. */
    @Test
    void doubleWordsOfAFunction() {
        MsixAnnouncement read = MsixAnnouncement.of(0xc004_8411, 0x1, 0x801);
        assertThat(read.vectors()).isEqualTo(5);
        assertThat(read.faults(0, 4096)).isEmpty();
        assertThat(read.faults(0, 2048)).containsExactly(MsixFault.PBA_RANGE);
        assertThat(read.faults(4096)).containsExactly(MsixFault.TABLE_RANGE, MsixFault.PBA_RANGE);
        assertThat(MsixAnnouncement.of(0x11, 6, 0xffff_ffff).faults(4096))
                .containsExactly(MsixFault.TABLE_BAR, MsixFault.PBA_BAR);
        assertThat(MsixAnnouncement.of(0x11, 0, 8).faults(4096)).containsExactly(MsixFault.OVERLAP);
    }

    @Test
    void whatCannotBeEncodedIsRefused() {
        assertThatThrownBy(() -> new MsixAnnouncement(1, 0, 4, 0, 16)).hasMessageContaining("a multiple of 8");
        assertThatThrownBy(() -> new Placement(1, 0, 16, 0, 4)).hasMessageContaining("a multiple of 8");
        assertThatThrownBy(() -> MsixAnnouncement.of(0x05, 0, 16)).hasMessageContaining("expected 17");
        assertThatThrownBy(() -> Placement.of(List.of(0x11))).hasMessageContaining("no capability of MSI-X");
    }

    @Test
    void bothNameTheSameFaults() {
        assertThat(Arrays.stream(MsixFault.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Placement.Fault.values()).map(Enum::name).toList());
    }
}
