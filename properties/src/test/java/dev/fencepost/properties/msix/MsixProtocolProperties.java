package dev.fencepost.properties.msix;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixSite;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.properties.protocol.Sites;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The implementation does to shared memory what the protocol of the model has: same accesses, same order, same fences
 * at the same sites. This is what carries a verdict about the protocol over to the code.
 */
class MsixProtocolProperties {
    private static final BarrierPlan PLAN = BarrierPlan.mandatory();

    @Test
    void everyInterleavingDoesWhatTheProtocolHasAndPassesEverySite() {
        assertThat(MsixRecorded.check(PLAN).sites()).containsExactly("I1", "I2", "I3", "U1", "U2", "U3", "U4");
    }

    @ParameterizedTest
    @EnumSource
    void fenceRemovedFromTheCodeIsNoticed(MsixSite site) {
        assertRejected(PLAN, MutantRecorders.without(site));
    }

    @ParameterizedTest
    @EnumSource
    void fenceMovedInTheCodeIsNoticed(MsixSite site) {
        assertRejected(PLAN, MutantRecorders.late(site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceRemovedFromTheProtocolIsNoticed(String name) {
        assertRejected(PLAN.without(site(name)), Recorder::new);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceWeakenedInTheProtocolIsNoticed(String name) {
        BarrierSite site = site(name);
        Primitive other = site.needs() == Primitive.RMB ? Primitive.WMB : Primitive.RMB;
        assertRejected(PLAN.with(site, other), Recorder::new);
    }

    static List<String> sites() {
        return Sites.namesOf("msix");
    }

    private static void assertRejected(BarrierPlan plan, Function<SharedMemory, Recorder> recorder) {
        assertThat(MsixRecorded.check(plan).rejects(recorder))
                .as("code and protocol are found to differ where one of them was changed")
                .isTrue();
    }
}
