package dev.fencepost.properties.msix;

import static dev.fencepost.properties.protocol.Sites.protocol;
import static dev.fencepost.properties.protocol.Sites.site;
import static dev.fencepost.properties.protocol.Sites.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks and messages that software posts to the table of a PCI device: right with a read-back, with nothing else. */
@Claims(Clause.M7)
class MsixPostedProtocolTest {
    @ParameterizedTest
    @ValueSource(strings = {"pci-device", "pci-device/x86", "pci-device/arm64"})
    void aReadBackIsEnough(String row) {
        assertThat(broken(BarrierPlan.mandatory(), row)).isEmpty();
    }

    /** The mutants: whatever else may stand there, full barriers included. */
    @ParameterizedTest
    @CsvSource({"F1, posted-mask", "F2, posted-update"})
    void nothingElseIs(String name, String scenario) {
        BarrierSite site = site(name);
        for (Primitive primitive : Primitive.values()) {
            if (site.accepts(primitive) && primitive != Primitive.READL) {
                for (String row : List.of("pci-device", "pci-device/x86", "pci-device/arm64")) {
                    assertThat(broken(BarrierPlan.mandatory().with(site, primitive), row))
                            .as(primitive.spelling() + " on " + row)
                            .containsExactly(scenario);
                }
            }
        }
    }

    /** What makes the difference is that the writes are posted: without that boundary a write barrier is enough. */
    @Test
    void withoutPostingAWriteBarrierIsEnough() {
        BarrierPlan plan =
                BarrierPlan.mandatory().with(site("F1"), Primitive.WMB).with(site("F2"), Primitive.WMB);
        assertThat(broken(plan, row("pci-device"), new Armv8())).isEmpty();
        assertThat(broken(plan, "pci-device")).containsExactly("posted-mask", "posted-update");
    }

    @Test
    void aReadBackHasNoMeaningWhereNothingIsPosted() {
        protocol("msix")
                .sites()
                .forEach(site -> assertThat(site.accepts(Primitive.READL)).isFalse());
    }

    private static Platform row(String id) {
        return Platforms.of(id).orElseThrow();
    }

    private static List<String> broken(BarrierPlan plan, String row) {
        return broken(plan, row(row), row(row).memoryModel());
    }

    private static List<String> broken(BarrierPlan plan, Platform row, MemoryModel model) {
        List<String> broken = new ArrayList<>();
        for (Scenario scenario : variant("msix-posted").scenarios(plan, row, 1)) {
            if (!MsixJudge.broken(scenario, model).isEmpty()) {
                broken.add(scenario.name());
            }
        }
        return broken;
    }
}
