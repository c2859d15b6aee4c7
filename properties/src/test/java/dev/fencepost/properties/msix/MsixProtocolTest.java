package dev.fencepost.properties.msix;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The capability without a lock as weak-memory programs: right with its fences, each site needed, traps found. */
@Claims({Clause.M2, Clause.M3, Clause.M5, Clause.M7, Clause.M8})
class MsixProtocolTest {
    @ParameterizedTest
    @ValueSource(strings = {"smp-lkmm", "smp-x86", "smp-arm64"})
    void holdsWithItsFences(String platform) {
        assertThat(MsixJudge.found(BarrierPlan.mandatory(), platform)).isEqualTo("-");
    }

    /**
     * The locked operations of x86 are full fences already; opening and closing the function are plain stores. Deep:
     * also under LKMM.
     */
    @ParameterizedTest
    @CsvSource({
        "I1, false, function-mask M2",
        "I2, false, function-unmask M3",
        "I3, false, function-unmask M5",
        "U1, true, 'function-unmask M3, vector-unmask M3'",
        "U2, false, 'function-unmask M5, unmask M5'",
        "U3, true, function-mask M2",
        "U4, false, vector-unmask M3",
    })
    void eachSiteIsNeeded(String name, boolean onX86, String broken) {
        BarrierPlan mutant = BarrierPlan.mandatory().without(site(name));
        assertThat(MsixJudge.found(mutant, "smp-arm64")).isEqualTo(broken);
        if (Boolean.getBoolean("fencepost.deep")) {
            assertThat(MsixJudge.found(mutant, "smp-lkmm")).isEqualTo(broken);
        }
        assertThat(MsixJudge.found(mutant, "smp-x86")).isEqualTo(onX86 ? broken : "-");
        assertThat(MsixJudge.found(mutant, Platforms.of("smp-lkmm").orElseThrow(), new Sc()))
                .isEqualTo("-");
    }

    /** What a vector's word saves: a release on it is enough where the message is written. */
    @Test
    void aReleaseWillDoAtTheMaskBit() {
        BarrierPlan plan = BarrierPlan.mandatory().with(site("U2"), Primitive.SMP_STORE_RELEASE);
        assertThat(MsixJudge.found(plan, "smp-arm64")).isEqualTo("-");
    }

    /** Check-then-act loses an interrupt with full fences, under sequential consistency. */
    @Test
    void checkThenActLosesAnInterruptUnderScAlready() {
        assertThat(MsixJudge.broken(MsixTraps.pair(true), new Sc())).containsExactly("M3");
        assertThat(MsixJudge.broken(MsixTraps.pair(false), new Sc())).isEmpty();
        assertThat(MsixJudge.broken(MsixTraps.pair(false), new Tso())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, false, 'M5,M7'", "true, false, 'M5,M7'", "false, true, 'M5,M7'", "true, true, ''"})
    void aMessageIsChangedSafelyOnlyWhileMaskedAndFlushed(boolean masked, boolean flushed, String broken) {
        assertThat(String.join(",", MsixJudge.broken(MsixTraps.update(masked, flushed), new Sc())))
                .isEqualTo(broken);
    }

    @Test
    void twoCpusThatShareAMaskRegisterNeedOneStep() {
        assertThat(MsixJudge.broken(MsixTraps.sharedMask(false), new Sc())).containsExactly("M8");
        assertThat(MsixJudge.broken(MsixTraps.sharedMask(true), new Sc())).isEmpty();
    }
}
