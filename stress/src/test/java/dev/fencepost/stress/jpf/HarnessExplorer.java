package dev.fencepost.stress.jpf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Visits every state of a harness, nearest first, counting as Java PathFinder does: states with something to choose,
 * and last ones.
 */
final class HarnessExplorer {
    private final SplitRingSetup setup;
    private final SplitRingHarness harness;
    private final Snapshot snapshot;
    private final Set<String> known = new HashSet<>();
    private final List<Node> level = new ArrayList<>();
    private int ends;
    private Node broken;
    private String violation;

    /** A state, with the choices that led to it. */
    private record Node(long[] numbers, int choices, Node parent, int chosen) {}

    /**
     * What an exploration found.
     *
     * @param states how many there are
     * @param ends how many of them are last ones
     * @param violation what is wrong, or null
     * @param trace the way there, a line an access
     */
    record Found(int states, int ends, String violation, List<String> trace) {}

    private HarnessExplorer(SplitRingSetup setup) {
        this.setup = setup;
        harness = new SplitRingHarness(setup, null);
        snapshot = new Snapshot(harness);
    }

    /** All states, or those that are nearer than the first violation. */
    static Found explore(SplitRingSetup setup) {
        return new HarnessExplorer(setup).run();
    }

    private Found run() {
        arrive(null, 0);
        List<Node> current = new ArrayList<>();
        while (broken == null && !level.isEmpty()) {
            current.clear();
            current.addAll(level);
            level.clear();
            for (Node node : current) {
                for (int choice = 0; choice < node.choices && broken == null; choice++) {
                    snapshot.restore(node.numbers);
                    arrive(node, choice);
                }
            }
        }
        return new Found(known.size(), ends, violation, broken == null ? List.of() : replay());
    }

    private void arrive(Node parent, int choice) {
        int choices;
        try {
            if (parent != null) {
                harness.choose(choice);
            }
            choices = harness.choices();
        } catch (RuntimeException wrong) {
            violation = violation(wrong);
            broken = new Node(null, 0, parent, choice);
            return;
        }
        long[] numbers = snapshot.save();
        if (known.add(packed(numbers))) {
            if (choices == 0) {
                ends++;
            } else {
                level.add(new Node(numbers, choices, parent, choice));
            }
        }
    }

    /** A fault of the harness itself says nothing about the ring. */
    private static String violation(RuntimeException wrong) {
        if (wrong instanceof HarnessViolation || wrong instanceof dev.fencepost.impl.vring.BrokenRingException) {
            return wrong.getMessage();
        }
        throw wrong;
    }

    private static String packed(long[] numbers) {
        StringBuilder text = new StringBuilder(numbers.length + 16);
        for (long number : numbers) {
            if (number >= 0 && number < 0xffff) {
                text.append((char) number);
            } else {
                text.append('\uffff');
                for (int shift = 0; shift < 64; shift += 16) {
                    text.append((char) (number >>> shift));
                }
            }
        }
        return text.toString();
    }

    private List<String> replay() {
        List<Integer> choices = new ArrayList<>();
        for (Node node = broken; node.parent != null; node = node.parent) {
            choices.add(0, node.chosen);
        }
        List<String> lines = new ArrayList<>();
        SplitRingHarness again = new SplitRingHarness(setup, lines::add);
        try {
            for (int choice : choices) {
                again.choices();
                again.choose(choice);
            }
            again.choices();
        } catch (RuntimeException wrong) {
            lines.add(violation(wrong));
            return lines;
        }
        throw new IllegalStateException("replayed choices " + choices + " lead elsewhere");
    }

    /** By hand. */
    public static void main(String[] words) {
        long start = System.nanoTime();
        Found found = explore(SplitRingSetup.of(words));
        found.trace().forEach(System.out::println);
        System.out.printf(
                "%s: %d states, %d ends, %s, %.1f s%n",
                String.join(" ", words),
                found.states(),
                found.ends(),
                found.violation(),
                (System.nanoTime() - start) / 1e9);
    }
}
