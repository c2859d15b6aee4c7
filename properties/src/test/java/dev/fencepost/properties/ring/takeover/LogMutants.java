package dev.fencepost.properties.ring.takeover;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Devices that keep their log wrongly, as memory that stores something else, or later. */
final class LogMutants {
    private static final long STATE = 0xffffL << 32;
    private static final long HELD = 1L << 32;
    private static final int LOG_END = TakeoverRing.LOG + 256;

    private LogMutants() {}

    /** A store, and what becomes of it. */
    @FunctionalInterface
    private interface Edit {
        /** What is stored instead; null for nothing at all. */
        Long of(int offset, int width, long value);
    }

    /** By what they do, for rings of this layout. */
    static Map<String, UnaryOperator<SharedMemory>> of(TakeoverRing ring) {
        Map<String, UnaryOperator<SharedMemory>> mutants = new TreeMap<>();
        mutants.put(
                "what is about to be shown is not marked",
                memory -> editing(
                        memory,
                        (at, width, value) ->
                                isMark(at, width) && (value & STATE) == 2 * HELD ? value & ~STATE | HELD : value));
        mutants.put(
                "the log does not say that something is being shown",
                memory -> editing(
                        memory,
                        (at, width, value) ->
                                at == TakeoverRing.LOG && width == 8 ? value & 0xffff_ffffL | value << 32 : value));
        mutants.put("the log forgets what is not shown yet (I2)", memory -> new LateStore(memory) {
            @Override
            boolean isLate(int at, int width, long value) {
                return at == ring.shownAt() && width == 2 || ring.isShownByFlags(at, width, value);
            }
        });
        // In order the ring itself says what is held: all that is available behind what is used.
        if (!ring.inOrder()) {
            mutants.put(
                    "what is held is not written down",
                    memory -> editing(
                            memory, (at, width, value) -> isMark(at, width) && (value & STATE) == HELD ? null : value));
        }
        if (ring.packed()) {
            mutants.put("a buffer is held before it is described (I1)", memory -> new LateStore(memory) {
                @Override
                boolean isLate(int at, int width, long value) {
                    return at >= TakeoverRing.LOG && at < LOG_END && width == 8 && !isMark(at, width);
                }

                @Override
                boolean isBefore(int at, int width, long value) {
                    return isMark(at, width) && (value & STATE) == HELD;
                }
            });
        }
        return mutants;
    }

    /** Leaves flags that say used where they are, also where nothing was ever shown. */
    static SharedMemory hidingNothing(TakeoverRing ring, SharedMemory memory) {
        return editing(memory, (at, width, value) -> ring.isHiding(at, width, value) ? null : value);
    }

    private static boolean isMark(int at, int width) {
        return width == 8 && at >= TakeoverRing.LOG && at < LOG_END && (at - TakeoverRing.LOG) % 24 == 8;
    }

    private static SharedMemory editing(SharedMemory memory, Edit edit) {
        return new Seen(memory) {
            @Override
            void store(Mode mode, int offset, int width, long value) {
                Long edited = edit.of(offset, width, value);
                if (edited != null) {
                    pass(mode, offset, width, edited);
                }
            }
        };
    }

    /** Memory whose stores go another way. */
    private abstract static class Seen extends Recorder {
        private final SharedMemory memory;

        Seen(SharedMemory memory) {
            super(memory);
            this.memory = memory;
        }

        abstract void store(Mode mode, int offset, int width, long value);

        final void pass(Mode mode, int offset, int width, long value) {
            switch (width) {
                case 2 -> memory.store16(mode, offset, (int) value);
                case 4 -> memory.store32(mode, offset, (int) value);
                default -> memory.store64(mode, offset, value);
            }
        }

        @Override
        public void record(Event event) {}

        @Override
        public void store16(Mode mode, int offset, int value) {
            store(mode, offset, 2, value);
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            store(mode, offset, 4, value);
        }

        @Override
        public void store64(Mode mode, int offset, long value) {
            store(mode, offset, 8, value);
        }
    }

    /** Some stores are done behind one that follows them: a fence between them is missing. */
    private abstract static class LateStore extends Seen {
        private final List<Runnable> late = new ArrayList<>();

        LateStore(SharedMemory memory) {
            super(memory);
        }

        abstract boolean isLate(int at, int width, long value);

        /** Whether late stores are done behind this one. */
        boolean isBefore(int at, int width, long value) {
            return true;
        }

        @Override
        void store(Mode mode, int offset, int width, long value) {
            if (isLate(offset, width, value)) {
                late.add(() -> pass(mode, offset, width, value));
                return;
            }
            pass(mode, offset, width, value);
            if (isBefore(offset, width, value)) {
                late.forEach(Runnable::run);
                late.clear();
            }
        }
    }
}
