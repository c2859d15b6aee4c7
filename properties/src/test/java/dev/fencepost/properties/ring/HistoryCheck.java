package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.RingOperation.Kind;
import dev.fencepost.properties.ring.packed.PackedSetup;
import dev.fencepost.properties.ring.split.SplitSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Histories against the state machine, as in {@code SplitRingProperties} and {@code PackedRingProperties}, for sides
 * whose accesses are altered on their way to memory. Always the same histories, so that what they find does not change
 * from run to run.
 *
 * @param <L> the layout of the ring
 */
public final class HistoryCheck<L> {
    private static final int HISTORIES = 100;
    private static final int LENGTH = 300;
    private static final int SHRUNK = 10;
    private static final Pattern RULE = Pattern.compile("\\b[SP]\\d\\b");

    private final RingSetup setup;
    private final L layout;

    private HistoryCheck(RingSetup setup, L layout) {
        this.setup = setup;
        this.layout = layout;
    }

    /** For a split ring of {@code 2^logSize} entries. */
    public static HistoryCheck<SplitLayout> split(int logSize, boolean eventIdx, boolean tables, int firstIndex) {
        SplitSetup setup = new SplitSetup(logSize, eventIdx, false, tables, true, firstIndex);
        return new HistoryCheck<>(setup, setup.layout());
    }

    /** For a packed ring of {@code size} entries. */
    public static HistoryCheck<PackedLayout> packed(int size, boolean eventIdx, boolean tables) {
        PackedSetup setup = new PackedSetup(size, eventIdx, false, tables, true);
        return new HistoryCheck<>(setup, setup.layout());
    }

    /** For a split ring that {@link RingReplay} names so. */
    public static HistoryCheck<SplitLayout> split(String ring) {
        SplitSetup setup = SplitSetup.of(ring);
        return new HistoryCheck<>(setup, setup.layout());
    }

    /** For a packed ring that {@link RingReplay} names so. */
    public static HistoryCheck<PackedLayout> packed(String ring) {
        PackedSetup setup = PackedSetup.of(ring);
        return new HistoryCheck<>(setup, setup.layout());
    }

    /**
     * What stands between a side and its memory.
     *
     * @param <L> the layout of the ring
     */
    public interface Alteration<L> extends BiFunction<L, SharedMemory, SharedMemory> {
        /** Nothing. */
        static <L> Alteration<L> none() {
            return (layout, memory) -> memory;
        }
    }

    /** Operations of the shortest history found that the model contradicts; empty if there is none. */
    public OptionalInt of(Alteration<L> driver, Alteration<L> device) {
        List<RingOperation> shortest = shortest(driver, device);
        return shortest == null ? OptionalInt.empty() : OptionalInt.of(shortest.size());
    }

    /**
     * The same for sides that do nothing wrong, so that there must be none.
     *
     * @throws AssertionError if there is one; it says how to run that history again
     */
    public OptionalInt sound(Alteration<L> driver, Alteration<L> device) {
        List<RingOperation> shortest = shortest(driver, device);
        if (shortest != null) {
            throw new AssertionError("The model contradicts " + shortest + "\nRun it again:\n  "
                    + new RingReplay(setup, shortest).command());
        }
        return OptionalInt.empty();
    }

    /**
     * The rules that the callers of both sides see broken, each as often as it is the first one to be broken in a
     * history; nothing is compared that stands in shared memory.
     */
    public Map<String, Integer> rulesBroken(Alteration<L> driver, Alteration<L> device) {
        SplittableRandom random = new SplittableRandom(2012);
        Map<String, Integer> broken = new TreeMap<>();
        for (int i = 0; i < HISTORIES; i++) {
            SharedMemory memory = new ArrayMemory(RingHistory.MEMORY);
            try {
                new RingHistory(setup, memory, driver.apply(layout, memory), device.apply(layout, memory))
                        .forCallersOnly()
                        .run(random(random));
            } catch (AssertionError | BrokenRingException contradicted) {
                String said = contradicted
                        .getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("");
                RULE.matcher(said).results().forEach(rule -> broken.merge(rule.group(), 1, Integer::sum));
            }
        }
        return broken;
    }

    private List<RingOperation> shortest(Alteration<L> driver, Alteration<L> device) {
        SplittableRandom random = new SplittableRandom(2011);
        List<RingOperation> shortest = null;
        int shrunk = 0;
        for (int i = 0; i < HISTORIES && shrunk < SHRUNK; i++) {
            List<RingOperation> history = random(random);
            int failed = failsAt(history, driver, device);
            if (failed >= 0) {
                List<RingOperation> less = shrink(history.subList(0, failed + 1), driver, device);
                shortest = shortest == null || less.size() < shortest.size() ? less : shortest;
                shrunk++;
            }
        }
        return shortest;
    }

    /** A history without resets. */
    public static List<RingOperation> random(SplittableRandom random) {
        List<RingOperation> history = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.RESET.ordinal())];
            history.add(new RingOperation(kind, random.nextInt(100), random.nextInt(100)));
        }
        return history;
    }

    /** The step that the model contradicts, or -1. */
    private int failsAt(List<RingOperation> operations, Alteration<L> driver, Alteration<L> device) {
        SharedMemory memory = new ArrayMemory(RingHistory.MEMORY);
        RingHistory history =
                new RingHistory(setup, memory, driver.apply(layout, memory), device.apply(layout, memory));
        for (int i = 0; i < operations.size(); i++) {
            try {
                history.run(List.of(operations.get(i)));
            } catch (AssertionError | RuntimeException contradicted) {
                return i;
            }
        }
        return -1;
    }

    /** Leaves out operations, one at a time, as long as what is left fails. */
    private List<RingOperation> shrink(List<RingOperation> failing, Alteration<L> driver, Alteration<L> device) {
        List<RingOperation> history = new ArrayList<>(failing);
        int before;
        do {
            before = history.size();
            for (int i = history.size() - 1; i >= 0; i--) {
                List<RingOperation> shorter = new ArrayList<>(history);
                shorter.remove(i);
                int failed = failsAt(shorter, driver, device);
                if (failed >= 0) {
                    history = new ArrayList<>(shorter.subList(0, failed + 1));
                    i = Math.min(i, history.size());
                }
            }
        } while (history.size() < before);
        return history;
    }
}
