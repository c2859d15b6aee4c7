package dev.fencepost.properties.msix.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixRoute;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.model.msix.intercept.Action;
import dev.fencepost.model.msix.intercept.Action.DeviceEvent;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestDecode;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HostMask;
import dev.fencepost.model.msix.intercept.Action.Reassign;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.msix.PassthroughModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long histories of a guest behind a hypervisor that answers for its table, and the accesses that nobody should make.
 */
@Claims({Clause.M6, Clause.M8})
class MsixShadowProperties {
    private static final int LENGTH = 120;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void implementationDoesWhatTheModelDoes(@ForAll boolean forwardsMasks, @ForAll("histories") List<Action> history) {
        new MsixShadowReplay(forwardsMasks, history).run();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void textSaysAllThereIsToAHistory(@ForAll boolean forwardsMasks, @ForAll("histories") List<Action> history) {
        MsixShadowReplay replay = new MsixShadowReplay(forwardsMasks, history);
        assertThat(MsixShadowReplay.of(replay.toString())).isEqualTo(replay);
        assertThat(replay.toString()).matches("[-a-z0-9.:]+");
    }

    @Provide
    Arbitrary<List<Action>> histories() {
        Arbitrary<Integer> vectors = Arbitraries.integers().between(0, MsixShadowHistory.VECTORS - 1);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Action> writes = Combinators.combine(
                        vectors,
                        Arbitraries.integers().between(-1, 9),
                        Arbitraries.integers().between(-1, 1))
                .filter((vector, message, control) -> message >= 0 || control >= 0)
                .as(GuestWrite::new);
        Arbitrary<Action> enabling = Combinators.combine(
                        Arbitraries.of(true, true, false), Arbitraries.of(false, false, true))
                .as(GuestControl::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(60, writes),
                        Tuple.of(12, enabling),
                        Tuple.of(12, Combinators.combine(vectors, flag).as(HostMask::new)),
                        Tuple.of(12, vectors.map(DeviceEvent::new)),
                        Tuple.of(4, flag.map(GuestDecode::new)),
                        Tuple.of(1, Arbitraries.just(new Reassign())))
                .list()
                .ofMaxSize(LENGTH);
    }

    /** The mutant: a device model that takes no message for an open vector, row 98. */
    @Test
    void aDeviceModelThatDropsWritesIsNoticed() {
        PassthroughModel broken = new PassthroughModel(MsixShadowHistory.VECTORS) {
            private boolean open;

            @Override
            public void write(int offset, int size, long value) {
                if (!open || offset % 16 == 12) {
                    super.write(offset, size, value);
                }
                open = offset % 16 == 12 && (value & 1) == 0;
            }
        };
        MsixShadowHistory run = new MsixShadowHistory(true, broken);
        assertThatThrownBy(() -> {
                    run.step(new GuestControl(true, false));
                    run.step(new GuestWrite(3, 5, -1));
                    run.step(new GuestWrite(3, -1, 0));
                    run.step(new GuestWrite(3, 6, -1));
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("message=6");
    }

    /** Refused, dropped or passed on, as Xen does; never answered from a place beside the entry (row 83). */
    @ParameterizedTest
    @CsvSource({
        "2, 4, DROPPED",
        "4, 8, DROPPED",
        "12, 8, DROPPED",
        "9, 1, FORWARDED",
        "8, 2, FORWARDED",
        "64, 4, FORWARDED",
        "-4, 4, FORWARDED",
    })
    void badAccessesGoWhereXenSendsThem(int offset, int size, MsixRoute route) {
        MsixShadowHistory run = bound();
        assertThat(run.shadow().write(offset, size, 0)).isEqualTo(route);
        long served = run.shadow().ledger().reads(MsixRoute.SERVED);
        run.shadow().read(offset, size);
        assertThat(run.shadow().ledger().reads(MsixRoute.SERVED)).isEqualTo(served);
        assertThat(run.hardware().read(MsixRegion.TABLE, 12, 4)).isZero();
    }

    /** A quad word is answered if both halves can be, and joins data with the guest's mask. */
    @Test
    void qwordJoinsDataAndMask() {
        MsixShadowHistory run = bound();
        run.shadow().hostMask(0, true);
        assertThat(run.shadow().read(8, 8)).isEqualTo(7);
        run.step(new GuestWrite(0, -1, 1));
        assertThat(run.shadow().read(8, 8)).isEqualTo(1L << 32 | 7);
        assertThat(run.shadow().read(0, 8)).isNotZero();
    }

    /**
     * Of a message that was written before the vector was bound only the device model knows; the mask is the guest's.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void qwordOfWhichOneHalfIsNotKnownAsksTheDeviceModelForTheOther(boolean forwardsMasks) {
        MsixShadowHistory run = new MsixShadowHistory(forwardsMasks);
        run.step(new GuestWrite(0, 7, 0));
        run.step(new GuestControl(true, false));
        run.step(new GuestWrite(0, -1, 1));
        long reached = run.shadow().ledger().reachedModel();
        assertThat(run.shadow().read(8, 8)).isEqualTo(1L << 32 | 7);
        assertThat(run.shadow().ledger().reachedModel()).isEqualTo(reached + 1);
    }

    /** Row 94: one vector given back is none of the others' business. */
    @Test
    void unbindingOneVectorLeavesTheOthersIntercepted() {
        MsixShadowHistory run = bound();
        MsixShadow shadow = run.shadow();
        shadow.unbind(1);
        shadow.write(12, 4, 1);
        assertThat(run.hardware().read(MsixRegion.TABLE, 12, 4)).isEqualTo(1);
    }

    /** Vectors 0 and 1 bound and open, with data 7 written since. */
    private static MsixShadowHistory bound() {
        MsixShadowHistory run = new MsixShadowHistory(true);
        run.step(new GuestControl(true, false));
        for (int vector = 0; vector < 2; vector++) {
            run.step(new GuestWrite(vector, -1, 0));
            run.step(new GuestWrite(vector, 7, 0));
        }
        return run;
    }
}
