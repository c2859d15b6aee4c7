package dev.fencepost.stress.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Visits every state of a harness, nearest first, counting as Java PathFinder does: states with something to choose,
 * and last ones.
 */
public final class HarnessExplorer {
    private final Harness.Maker maker;
    private final Harness harness;
    private final Snapshot snapshot;
    private final Set<String> known = new HashSet<>();
    private final List<Node> level = new ArrayList<>();
    private int ends;
    private Node broken;
    private long[] first;
    private String violation;

    /** A state, with the choices that led to it. */
    private static final class Node {
        private final int choices;
        private final Node parent;
        private final int chosen;
        /** Until all its choices are made. */
        private Object saved;

        Node(Object saved, int choices, Node parent, int chosen) {
            this.saved = saved;
            this.choices = choices;
            this.parent = parent;
            this.chosen = chosen;
        }
    }

    /**
     * What an exploration found.
     *
     * @param states how many there are
     * @param ends how many of them are last ones
     * @param violation what is wrong, or null
     * @param trace the way there, a line an access
     */
    public record Found(int states, int ends, String violation, List<String> trace) {}

    private HarnessExplorer(Harness.Maker maker) {
        Snapshot.remember();
        this.maker = maker;
        harness = maker.make(null);
        snapshot = Snapshot.ofHarness(harness);
    }

    /** All states, or those that are nearer than the first violation. */
    public static Found explore(Harness.Maker maker) {
        return new HarnessExplorer(maker).run();
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
                    snapshot.restore(node.saved);
                    arrive(node, choice);
                }
                node.saved = null;
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
        } catch (HarnessViolation wrong) {
            violation = wrong.getMessage();
            broken = new Node(null, 0, parent, choice);
            return;
        }
        Object saved = snapshot.save();
        if (known.add(packed(snapshot.numbers(saved)))) {
            if (choices == 0) {
                ends++;
            } else {
                level.add(new Node(saved, choices, parent, choice));
            }
        }
    }

    /** What differs from the first state: how far behind the last difference, and by what; mostly in a byte each. */
    private String packed(long[] numbers) {
        if (first == null) {
            first = numbers;
        }
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int i = 0; i < numbers.length; i++) {
            long difference = i < first.length ? numbers[i] ^ first[i] : numbers[i];
            if (difference != 0) {
                append(text, i - last);
                append(text, difference);
                last = i;
            }
        }
        append(text, numbers.length);
        return text.toString();
    }

    /** As many characters of 7 bits as it needs, all but the last with the eighth bit. */
    private static void append(StringBuilder text, long number) {
        long rest = number;
        while (rest >>> 7 != 0) {
            text.append((char) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        text.append((char) rest);
    }

    private List<String> replay() {
        List<Integer> choices = new ArrayList<>();
        for (Node node = broken; node.parent != null; node = node.parent) {
            choices.add(0, node.chosen);
        }
        List<String> lines = new ArrayList<>();
        Harness again = maker.make(lines::add);
        try {
            for (int choice : choices) {
                again.choices();
                again.choose(choice);
            }
            again.choices();
        } catch (HarnessViolation wrong) {
            lines.add(wrong.getMessage());
            return lines;
        }
        throw new IllegalStateException("replayed choices " + choices + " lead elsewhere");
    }

    /** By hand: the name of a subject, then words of its setup. */
    public static void main(String[] words) {
        HarnessSubject subject = HarnessSubjects.ALL.stream()
                .filter(any -> any.name().equals(words[0]))
                .findFirst()
                .orElseThrow();
        long start = System.nanoTime();
        Found found = explore(subject.of(String.join(",", words).replaceFirst("[^,]*,?", "")));
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
