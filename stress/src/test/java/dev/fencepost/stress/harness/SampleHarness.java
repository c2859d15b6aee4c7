package dev.fencepost.stress.harness;

import java.util.List;

/**
 * Two actors that take two locks and replace a view, one that reads the view once and then may add to a chain: a
 * harness for the tests of the machinery.
 */
public final class SampleHarness extends Harness {
    private final Writer[] writers = new Writer[2];
    private final Reader reader;

    /** Something that is replaced as a whole. */
    private static final class View {
        private final List<Integer> writers;

        View(List<Integer> writers) {
            this.writers = writers;
        }
    }

    /** A link of a chain that grows. */
    private static final class Link {
        private final int value;
        private final Link next;

        Link(int value, Link next) {
            this.value = value;
            this.next = next;
        }
    }

    private static final class Writer implements Program {
        private final int number;
        private final HarnessLock first;
        private final HarnessLock second;
        private final HarnessCell<View> cell;
        private boolean done;

        Writer(int number, HarnessLock first, HarnessLock second, HarnessCell<View> cell) {
            this.number = number;
            this.first = first;
            this.second = second;
            this.cell = cell;
        }

        @Override
        public int ways(boolean drained) {
            return done ? 0 : 1;
        }

        @Override
        public void run(int way) {
            first.lock();
            second.lock();
            View old = cell.get();
            cell.set(new View(old.writers.isEmpty() ? List.of(number) : List.of(old.writers.get(0), number)));
            second.unlock();
            first.unlock();
            done = true;
        }

        @Override
        public String at() {
            return "replace";
        }
    }

    private static final class Reader implements Program {
        private final HarnessCell<View> cell;
        private int turns;
        private Link chain;

        Reader(HarnessCell<View> cell) {
            this.cell = cell;
        }

        @Override
        public int ways(boolean drained) {
            return turns == 2 ? 0 : 2;
        }

        @Override
        public void run(int way) {
            int size = cell.get().writers.size();
            chain = way == 0 ? null : new Link(size, chain);
            if (chain != null && chain.next != null && chain.next.value > chain.value) {
                throw new HarnessViolation("a view went back");
            }
            turns++;
        }

        @Override
        public String at() {
            return "look";
        }
    }

    SampleHarness(boolean reversed, Journal journal) {
        Steps steps = new Steps(3);
        HarnessLock left = new HarnessLock(steps, null, "left", journal);
        HarnessLock right = new HarnessLock(steps, null, "right", journal);
        HarnessCell<View> cell = new HarnessCell<>(steps, new View(List.of()));
        writers[0] = new Writer(0, left, right, cell);
        writers[1] = reversed ? new Writer(1, right, left, cell) : new Writer(1, left, right, cell);
        reader = new Reader(cell);
        Words words = new Words("first writer", "second writer", "reader") {
            @Override
            public String name(int offset) {
                return "";
            }
        };
        actors(steps, null, journal, words, writers[0], writers[1], reader);
    }

    @Override
    public String stuck() {
        boolean done = writers[0].done && writers[1].done && reader.turns == 2;
        return done ? null : "the writers wait for each other";
    }

    /** For Java PathFinder. */
    public static void main(String[] words) {
        run(journal -> new SampleHarness(words[0].equals("reversed"), journal), false);
    }
}
