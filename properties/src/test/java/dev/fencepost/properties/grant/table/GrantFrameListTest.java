package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.grant.table.GrantFrameListModel;
import dev.fencepost.model.grant.table.GrantFrameListModel.Answer;
import dev.fencepost.model.grant.table.GrantStatus;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Which frames a table lies in: what is listed, and that nothing is written beyond the list. */
class GrantFrameListTest {
    /** 256 entries of version 2 in a frame, 2048 status words. */
    @Test
    void aStatusFrameIsThereForEveryEightFrames() {
        assertThat(new GrantFrameListModel(0, 1).statusFrames()).isEqualTo(1);
        assertThat(new GrantFrameListModel(0, 8).statusFrames()).isEqualTo(1);
        assertThat(new GrantFrameListModel(0, 9).statusFrames()).isEqualTo(2);
    }

    @Test
    void whatIsListed() {
        GrantFrameListModel model = new GrantFrameListModel(5, 9);
        assertThat(model.setupTable(2, 2)).isEqualTo(new Answer(GrantStatus.OKAY, List.of(5, 6)));
        assertThat(model.getStatusFrames(2, 2, 2)).isEqualTo(new Answer(GrantStatus.OKAY, List.of(14, 15)));
        Answer refused = new Answer(GrantStatus.GENERAL_ERROR, List.of());
        assertThat(model.setupTable(10, 16)).isEqualTo(refused);
        assertThat(model.setupTable(2, 1)).isEqualTo(refused);
        assertThat(model.getStatusFrames(2, 2, 1))
                .as("room is in status frames")
                .isEqualTo(refused);
        assertThat(model.getStatusFrames(1, 1, 1)).as("version 1 has none").isEqualTo(refused);
        assertThatThrownBy(() -> new GrantFrameListModel(0, 0)).hasMessageContaining("0 frames");
    }

    @Test
    void implementationAndModelListTheSame() {
        assertThat(GrantFrameListCheck.of(IntUnaryOperator.identity())).isEmpty();
    }

    /** XSA-382, and its neighbours: room in frames with entries, in bytes, and one too much. */
    @Test
    void roomInAnotherUnitIsNoticed() {
        assertThat(GrantFrameListCheck.of(room -> 8 * room)).isPresent();
        assertThat(GrantFrameListCheck.of(room -> room / 8)).isPresent();
        assertThat(GrantFrameListCheck.of(room -> room + 1)).isPresent();
        assertThat(GrantFrameListCheck.of(room -> Integer.MAX_VALUE)).isPresent();
    }
}
