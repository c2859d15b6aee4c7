package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.Gntst;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.grant.table.GrantStatus;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.recorded.Recorder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Long histories of guests and hypercalls: whatever guests write at whatever moment, the tables are as they must be.
 */
class GrantTableProperties {
    private static final int LENGTH = 80;

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Claims({Clause.G1, Clause.G2, Clause.G3, Clause.G4, Clause.G5, Clause.G7, Clause.G9})
    void implementationDoesWhatTheModelDoes(@ForAll("histories") List<GrantOperation> history) {
        new GrantReplay(history).run();
    }

    @Provide
    Arbitrary<List<GrantOperation>> histories() {
        return GrantHistories.histories(LENGTH);
    }

    /** Nothing agrees because it never happens; and locks that are taken are taken in their order, or the run fails. */
    @Test
    @Claims({Clause.G8})
    void historiesReachEveryAnswerAndTakeLocksInOrder() {
        int taken = 0;
        int editsInside = 0;
        Set<GrantStatus> answers = EnumSet.noneOf(GrantStatus.class);
        SplittableRandom random = new SplittableRandom(3);
        String filled = "d1.0.0".repeat(9);
        List<String> rare = List.of(
                "v0.2.0o0.0.0v0.1.0",
                "g3.0.0m1.0.2s0.0.2",
                "g3.0.0d1.0.0w1.0.7",
                "g3.0.0" + filled,
                "g3.9.6m1.36.2v0.2.0",
                "v3.2.0g6.2.6o5.9.18j2.0.0v3.1.0f1.38.15");
        for (int i = 0; i < 100 + rare.size(); i++) {
            GrantHistory history = new GrantHistory(UnaryOperator.identity());
            history.run(
                    i < rare.size() ? GrantReplay.of(rare.get(i)).history() : GrantHistories.random(random, LENGTH));
            taken += history.locksTaken();
            editsInside += history.editsInside();
            answers.addAll(history.answers());
        }
        assertThat(taken).isGreaterThan(10_000);
        assertThat(editsInside).isGreaterThan(50);
        Set<GrantStatus> never = EnumSet.of(
                GrantStatus.BAD_VIRT_ADDR, // Xen's answer to memory of the caller that it cannot read
                GrantStatus.NO_DEVICE_SPACE,
                GrantStatus.ADDRESS_TOO_BIG);
        assertThat(answers).isEqualTo(EnumSet.complementOf((EnumSet<GrantStatus>) never));
    }

    /** Half of a counter's range is left: 128 pins of a kind, and the next is refused (G3). */
    @Test
    void aPinCounterNeverOverflows() {
        GrantMachine machine = new GrantMachine(UnaryOperator.identity(), 40);
        machine.guests[0].grant(9, 1, 3, false);
        MapGrant op = new MapGrant();
        op.ref = 9;
        op.flags = 1;
        for (int i = 0; i < 128; i++) {
            machine.hypervisor.map(1, op);
            assertThat(op.status).isZero();
        }
        machine.hypervisor.map(1, op);
        assertThat(op.status).isEqualTo(Gntst.GENERAL_ERROR);
        op.flags = 5;
        machine.hypervisor.map(1, op);
        assertThat(op.status).isZero();
        assertThat(machine.hypervisor.table(0).pins(9)).isEqualTo(128 << 16 | 1 << 24);
    }

    /** What goes wrong between the hypervisor and its memory. */
    enum Mutant {
        /** Use bits are never cleared. */
        NO_CLEAR,
        /** Use bits are cleared while other pins are left. */
        CLEARS_ALL,
        /** A compare-and-set that sets whatever it finds. */
        NO_COMPARE,
        /** The status of version 2 is never raised. */
        NO_STATUS,
        /** The frame number is read as one more. */
        WRONG_FRAME
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(Mutant mutant) {
        SplittableRandom random = new SplittableRandom(7);
        int noticed = 0;
        for (int i = 0; i < 300; i++) {
            try {
                new GrantHistory(memory -> new Broken(memory, mutant)).run(GrantHistories.random(random, LENGTH));
            } catch (AssertionError | RuntimeException expected) {
                noticed++;
            }
        }
        assertThat(noticed).isPositive();
    }

    private static final class Broken extends Recorder {
        private final Mutant mutant;

        Broken(SharedMemory memory, Mutant mutant) {
            super(memory);
            this.mutant = mutant;
        }

        @Override
        public void record(Event event) {}

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            int changed = mutant == Mutant.NO_CLEAR ? -1 : mutant == Mutant.CLEARS_ALL ? operand & ~24 : operand;
            return super.getAndUpdate32(mode, update, offset, update == Update.AND ? changed : operand);
        }

        @Override
        public void store16(Mode mode, int offset, int value) {
            if (mutant != Mutant.NO_STATUS) {
                super.store16(mode, offset, value);
            }
        }

        @Override
        public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
            if (mutant == Mutant.NO_COMPARE) {
                super.store32(Mode.OPAQUE, offset, value);
                return expected;
            }
            return super.compareAndExchange32(mode, offset, expected, value);
        }

        @Override
        public int load32(Mode mode, int offset) {
            if (mutant == Mutant.WRONG_FRAME && offset % 8 == 4) {
                return super.load32(mode, offset) + 1;
            }
            return super.load32(mode, offset);
        }
    }
}
