package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The dispatcher under Lincheck, an explorer that knows nothing of ours: operations of two threads in many
 * interleavings, whose results must be what one thread could have got. Lincheck is sequentially consistent and does not
 * see a missing fence: that is what recorded accesses and the harness are for. It does not see every interleaving
 * either, but as many as it is asked for.
 */
@Claims({Clause.Q2, Clause.Q3, Clause.Q4, Clause.Q8})
class DispatcherLincheckTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int AFTER = 3;

    /** Two threads, with two operations each that Lincheck chooses, and one after them. */
    private static ModelCheckingOptions options(int iterations, int invocations) {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(1)
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .minimizeFailedScenario(false);
    }

    @Test
    void operationsAreLinearizable() {
        options(DEEP ? 20 : 4, DEEP ? 500 : 25).check(DispatcherOperations.class);
    }

    /** The situations in which the mutants below fail, as often as they need to be run for that: here nothing does. */
    @ParameterizedTest
    @CsvSource({"read, write, read, 400", "read, unplug, read, 120", "kick, poll, poll, 120", "write, write, read, 120"
    })
    void noMistakeIsFoundWhereThereIsNone(String first, String second, String after, int invocations) {
        check(DispatcherOperations.class, first, second, after, DEEP ? 4_000 : invocations);
    }

    @ParameterizedTest
    @CsvSource({
        "CheckThenAct, read, write, read, 400",
        "FreedEarly, read, unplug, read, 120",
        "AcceptedLate, kick, poll, poll, 120",
        "Unlocked, write, write, read, 120"
    })
    void aMistakeIsFound(String mutant, String first, String second, String after, int invocations)
            throws ClassNotFoundException {
        Class<?> type = Class.forName(DispatcherLincheckTest.class.getName() + "$" + mutant);
        assertThatThrownBy(() -> check(type, first, second, after, invocations))
                .isInstanceOf(LincheckAssertionError.class);
    }

    /** One operation of each of two threads, and one after them. */
    private static void check(Class<?> type, String first, String second, String after, int invocations) {
        List<Actor> none = new ArrayList<>();
        List<List<Actor>> threads = List.of(List.of(actor(first, 1)), List.of(actor(second, 2)));
        ExecutionScenario scenario = new ExecutionScenario(none, threads, List.of(actor(after, AFTER)), null);
        ModelCheckingOptions options = options(0, invocations);
        options.addCustomScenario(scenario);
        options.check(type);
    }

    private static Actor actor(String operation, int thread) {
        try {
            return operation.equals("poll")
                    ? new Actor(DispatcherOperations.class.getMethod(operation), List.of())
                    : new Actor(DispatcherOperations.class.getMethod(operation, int.class), List.of(thread));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A reference is taken by a look and then a store: one that another thread takes meanwhile is lost. */
    public static class CheckThenAct extends DispatcherOperations {
        /** Found by Lincheck. */
        public CheckThenAct() {
            super(new Divisible(), new JavaLocks(DEVICES, 1));
        }
    }

    private static final class Divisible extends CellMemory {
        Divisible() {
            super(DispatcherOperations.layout().size());
        }

        @Override
        public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
            int found = load32(mode, offset);
            if (found == expected) {
                store32(mode, offset, value);
            }
            return found;
        }
    }

    /** Whoever drops a reference takes it for the last one: what is unplugged is freed at once. */
    public static class FreedEarly extends DispatcherOperations {
        /** Found by Lincheck. */
        public FreedEarly() {
            super(new Miscounting(), new JavaLocks(DEVICES, 1));
        }
    }

    private static final class Miscounting extends CellMemory {
        Miscounting() {
            super(DispatcherOperations.layout().size());
        }

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            int found = super.getAndUpdate32(mode, update, offset, operand);
            return update == Update.ADD ? 1 : found;
        }
    }

    /** A kick is taken back once more when the work for it is done: one that came meanwhile is lost. */
    public static class AcceptedLate extends DispatcherOperations {
        /** Found by Lincheck. */
        public AcceptedLate() {
            this(new CellMemory(layout().size()));
        }

        private AcceptedLate(SharedMemory memory) {
            super(memory, new Late(memory));
        }
    }

    private static final class Late extends Locks {
        private final SharedMemory memory;
        private final Locks locks = new JavaLocks(DispatcherOperations.DEVICES, 1);

        Late(SharedMemory memory) {
            this.memory = memory;
        }

        @Override
        public void lock(LockKind kind, int index, int thread) {
            locks.lock(kind, index, thread);
        }

        @Override
        public void unlock(LockKind kind, int index, int thread) {
            if (kind == LockKind.AIO_CONTEXT) {
                int kicked = DispatcherOperations.layout().kicked(DispatcherOperations.QUEUE_NUMBER);
                memory.store32(Mode.OPAQUE, kicked, 0);
            }
            locks.unlock(kind, index, thread);
        }
    }

    /** Nobody takes a lock. */
    public static class Unlocked extends DispatcherOperations {
        /** Found by Lincheck. */
        public Unlocked() {
            super(new CellMemory(layout().size()), new NoLocks());
        }
    }

    private static final class NoLocks extends Locks {
        @Override
        public void lock(LockKind kind, int index, int thread) {}

        @Override
        public void unlock(LockKind kind, int index, int thread) {}
    }
}
