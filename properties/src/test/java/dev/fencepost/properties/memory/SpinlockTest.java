package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.Z;
import static dev.fencepost.properties.memory.Code.at;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.when;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.Lowering;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Spinlocks, with the counts that herd7 gives for the same programs in C. Z is the lock. */
class SpinlockTest {
    private static final Instruction LOCK = new Instruction.Lock(at(Z));
    private static final Instruction UNLOCK = new Instruction.Unlock(at(Z));
    private static final List<Instruction> INCREMENT = thread(
            read("a", X, Mode.PLAIN),
            write(X, Expression.binary(Operator.ADD, Expression.register("a"), Expression.constant(1)), Mode.PLAIN));

    @Test
    void criticalSectionsExcludeEachOther() {
        Outcome outcome = outcome(program("increments", locked(INCREMENT), locked(INCREMENT)));
        assertThat(outcome.states())
                .hasSize(2)
                .allSatisfy((state, count) -> assertThat(state).contains("x=2"));
        assertThat(outcome.executions()).isEqualTo(2);
        assertThat(outcome.flags()).isEmpty();
    }

    /** The mutant: without the locks an increment is lost, and the accesses race. */
    @Test
    void withoutLocksAnIncrementIsLost() {
        Outcome outcome = outcome(program("increments", INCREMENT, INCREMENT));
        assertThat(outcome.states().keySet()).anyMatch(state -> state.contains("x=1"));
        assertThat(outcome.flags()).containsExactly("data-race");
    }

    @Test
    void whatWasWrittenUnderTheLockIsSeenUnderTheLock() {
        List<Instruction> writer = thread(write(X, 1), write(Y, 1));
        List<Instruction> reader = thread(read("a", Y), read("b", X));
        assertThat(outcome(program("MP", locked(writer), locked(reader)))
                        .states()
                        .keySet())
                .hasSize(2)
                .noneMatch(SpinlockTest::stale);
        assertThat(outcome(program("MP", locked(writer), reader)).states().keySet())
                .anyMatch(SpinlockTest::stale);
        for (MemoryModel machine : Naive.MODELS.subList(0, 3)) {
            Program lowered = Lowering.forModel(machine.name()).lower(program("MP", locked(writer), locked(reader)));
            assertThat(Outcome.of(lowered, machine).states().keySet())
                    .as(machine.name())
                    .hasSize(2)
                    .noneMatch(SpinlockTest::stale);
        }
    }

    @Test
    void takingALockTwiceDeadlocks() {
        assertThat(outcome(program("deadlock", thread(LOCK, LOCK))).executions())
                .isZero();
        assertThat(outcome(program("again", thread(LOCK, UNLOCK, LOCK))).executions())
                .isEqualTo(1);
    }

    @Test
    void tryingALockTakesItOrFails() {
        Instruction attempt = new Instruction.TryLock("a", at(Z));
        List<Instruction> trying = thread(attempt, when("a", write(X, 1), UNLOCK));
        Outcome outcome = outcome(program("trylock", trying, locked(List.of(write(X, 2)))));
        assertThat(outcome.states().keySet())
                .anyMatch(state -> state.contains("a=1"))
                .anyMatch(state -> state.contains("a=0"));
        assertThat(outcome.executions()).isEqualTo(3);
        assertThat(outcome(program("alone", trying)).states().keySet())
                .singleElement()
                .asString()
                .contains("a=1 ");
    }

    @Test
    void whetherALockIsHeldOrdersNothing() {
        Instruction look = new Instruction.IsLocked("a", at(Z));
        Outcome outcome = outcome(program("is_locked", thread(LOCK, write(X, 1)), thread(look, read("b", X))));
        assertThat(outcome.states().keySet())
                .anyMatch(state -> state.contains("a=0 1:b=0"))
                .anyMatch(state -> state.contains("a=1 1:b=1"))
                .anyMatch(state -> state.contains("a=1 1:b=0"))
                .anyMatch(state -> state.contains("a=0 1:b=1"));
        assertThat(outcome.executions()).isEqualTo(4);
    }

    @Test
    void anUnlockWithoutALockIsFlagged() {
        assertThat(outcome(program("unlock", thread(UNLOCK))).flags()).containsExactly("unmatched-unlock");
        assertThat(outcome(program("locked", thread(LOCK, UNLOCK))).flags()).isEmpty();
    }

    private static Outcome outcome(Program program) {
        return Outcome.of(program, new Lkmm());
    }

    private static boolean stale(String state) {
        return state.contains("a=1") && state.contains("b=0");
    }

    private static List<Instruction> locked(List<Instruction> body) {
        return Stream.of(List.of(LOCK), body, List.of(UNLOCK))
                .flatMap(List::stream)
                .toList();
    }
}
