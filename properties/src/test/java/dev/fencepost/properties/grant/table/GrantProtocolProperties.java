package dev.fencepost.properties.grant.table;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.GrantSite;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The implementation does to shared tables what the protocol of the model has: same accesses, same order, same fences
 * at the same sites. This is what carries a verdict about the protocol over to the code.
 */
class GrantProtocolProperties {
    private static final BarrierPlan PLAN = BarrierPlan.mandatory().with(site("GX4"), Primitive.SMP_STORE_RELEASE);

    @Test
    void version1PassesEverySiteOfTheTable() {
        assertThat(GrantRecorded.check(PLAN, 1).sites()).contains("GG1", "GG3", "GG4", "GX1", "GX5");
    }

    @Test
    void version2PassesEverySiteOfTheTable() {
        assertThat(GrantRecorded.check(PLAN, 2).sites()).contains("GG1", "GG2", "GG3", "GX2", "GX3");
    }

    @ParameterizedTest
    @CsvSource({
        "GG1, 1", "GG1, 2", "GG2, 2", "GG3, 1", "GG3, 2", "GG4, 1", "GX1, 1", "GX2, 2", "GX3, 2", "GX4, 2", "GX5, 1"
    })
    void fenceRemovedFromTheCodeIsNoticed(GrantSite site, int version) {
        assertThat(GrantRecorded.check(PLAN, version).rejects(MutantRecorders.without(site)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GG1, 1", "GG2, 2", "GG3, 1", "GG4, 1", "GX1, 1", "GX2, 2", "GX3, 2", "GX5, 1"})
    void fenceMovedInTheCodeIsNoticed(GrantSite site, int version) {
        assertThat(GrantRecorded.check(PLAN, version).rejects(MutantRecorders.late(site)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GG1, 1", "GG1, 2", "GG2, 2", "GG3, 1", "GG3, 2", "GG4, 1", "GX1, 1", "GX2, 2", "GX3, 2", "GX4, 2", "GX5, 1"
    })
    void fenceRemovedFromTheProtocolIsNoticed(String name, int version) {
        assertThat(GrantRecorded.check(PLAN.without(site(name)), version).rejects(Recorder::new))
                .isTrue();
    }
}
