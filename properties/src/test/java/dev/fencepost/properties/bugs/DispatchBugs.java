package dev.fencepost.properties.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Precaution;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.KnownBugs;
import dev.fencepost.properties.dispatch.DispatchInterruptions;
import dev.fencepost.properties.dispatch.DispatchInterruptions.Dispatching;
import dev.fencepost.properties.dispatch.DispatchInterruptions.Found;
import dev.fencepost.properties.dispatch.DispatchMemory;
import dev.fencepost.properties.dispatch.DispatchMemory.Word;
import dev.fencepost.properties.dispatch.DispatchScenes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The bugs of dispatch: the implementation on memory that forgets what was forgotten, or driven as it was driven; and
 * for what the implementation does not have, the machine without that precaution. Every one of them is in the machine's
 * mutants as well.
 */
final class DispatchBugs {
    private static final int THREADS = 4;
    private static final int DEVICES = 4;

    private static final Attempt.Trial SOUND = Attempt.once(() -> shortest(DispatchInterruptions.of(new Right())));

    private DispatchBugs() {}

    static List<Attempt> all() {
        return List.of(
                memory(106, Unguarded::new),
                memory(108, Unreferenced::new),
                memory(109, Unguarded::new),
                memory(111, Unread::new),
                memory(112, ReferringToItself::new),
                driven(113, Dispatching::forgetBigLock),
                driven(114, Dispatching::notifyAtOnce),
                memory(117, StartedLate::new),
                // No bounce buffer and no translations in the implementation.
                machine(119, Precaution.BOUNCE_BUFFER_CLAIMED_AT_ONCE, DispatchScenes.BOUNCE, Locking.GLOBAL),
                machine(120, Precaution.FLUSH_WITH_SWAP, DispatchScenes.TRANSLATIONS, Locking.LOCK_FREE));
    }

    // ---- The implementation.

    private static class Right implements DispatchInterruptions.Variant {}

    private static Attempt memory(int number, IntFunction<DispatchMemory> memory) {
        return attempt(number, new Right() {
            @Override
            public DispatchMemory memory(int size) {
                return memory.apply(size);
            }
        });
    }

    private static Attempt driven(int number, Consumer<Dispatching> wrongly) {
        return attempt(number, new Right() {
            @Override
            public void prepare(Dispatching dispatching) {
                wrongly.accept(dispatching);
            }
        });
    }

    private static Attempt attempt(int number, DispatchInterruptions.Variant variant) {
        return new Attempt(
                number,
                BugCheck.INTERRUPTIONS,
                () -> {
                    Map<Clause, Found> found = DispatchInterruptions.of(variant);
                    Set<Clause> broken = KnownBugs.of("dispatch").stream()
                            .filter(bug -> bug.number() == number)
                            .flatMap(bug -> bug.clauses().stream())
                            .collect(Collectors.toSet());
                    if (!found.isEmpty()) {
                        found.keySet().retainAll(broken);
                        assertThat(found).as("bug %d broke %s", number, broken).isNotEmpty();
                    }
                    return shortest(found);
                },
                SOUND);
    }

    private static OptionalInt shortest(Map<Clause, Found> found) {
        return found.values().stream().mapToInt(Found::accesses).min();
    }

    private abstract static class Wrong extends DispatchMemory {
        Wrong(int size) {
            super(size, THREADS, DEVICES);
        }
    }

    /** Rows 106 and 109: nobody looks whether the device is engaged in I/O. */
    private static final class Unguarded extends Wrong {
        Unguarded(int size) {
            super(size);
        }

        @Override
        public int load32(Mode mode, int offset) {
            int value = super.load32(mode, offset);
            return word(offset) == Word.ENGAGED ? 0 : value;
        }
    }

    /** Row 108: a callback has no reference of its own, so that what it unplugs is gone before it is back. */
    private static final class Unreferenced extends Wrong {
        private int notTaken;

        Unreferenced(int size) {
            super(size);
        }

        @Override
        public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
            notTaken++;
            return load32(mode, offset);
        }

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            if (word(offset) == Word.REFERENCES && notTaken > 0) {
                notTaken--;
                return load32(mode, offset);
            }
            return super.getAndUpdate32(mode, update, offset, operand);
        }
    }

    /** Row 111: readers do not say that they read. */
    private static final class Unread extends Wrong {
        Unread(int size) {
            super(size);
        }

        @Override
        public void store64(Mode mode, int offset, long value) {
            if (!isReader(offset)) {
                super.store64(mode, offset, value);
            }
        }
    }

    /** Row 112: a device that is plugged has a reference on itself. */
    private static final class ReferringToItself extends Wrong {
        ReferringToItself(int size) {
            super(size);
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            super.store32(mode, offset, word(offset) == Word.REFERENCES ? value + 1 : value);
        }
    }

    /** Row 117: the started flag is set when the I/O thread is attached and kicked already. */
    private static final class StartedLate extends Wrong {
        private int late = -1;

        StartedLate(int size) {
            super(size);
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            if (word(offset) == Word.STARTED && value == 1) {
                late = offset;
            } else {
                super.store32(mode, offset, value);
            }
        }

        /** Whoever kicks looks whether to wake the I/O thread. */
        @Override
        public int load32(Mode mode, int offset) {
            if (late >= 0 && isAsleep(offset)) {
                super.store32(Mode.OPAQUE, late, 1);
                late = -1;
            }
            return super.load32(mode, offset);
        }
    }

    // ---- The machine.

    private static Attempt machine(int number, Precaution forgotten, DispatchScenes scene, Locking device) {
        Setup right = scene.with(device, device == Locking.GLOBAL ? Locking.DEVICE : Locking.GLOBAL);
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, right.without(forgotten)),
                () -> explore(number, right));
    }

    private static OptionalInt explore(int number, Setup setup) {
        return MachineTrial.explore(number, new DispatchModel(setup));
    }
}
