package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.SplitLayout;
import dev.fencepost.properties.vring.SplitOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Histories against the state machine, as in {@link SplitRingProperties}, for sides whose accesses are altered on their
 * way to memory. Always the same histories, so that what they find does not change from run to run.
 *
 * @param logSize logarithm of the queue size
 * @param tables whether the driver builds indirect tables
 * @param firstIndex where the indices start
 */
public record HistoryCheck(int logSize, boolean eventIdx, boolean tables, int firstIndex) {
    private static final int HISTORIES = 100;
    private static final int LENGTH = 300;
    private static final int SHRUNK = 10;

    /** What stands between a side and its memory. */
    public interface Alteration extends BiFunction<SplitLayout, SharedMemory, SharedMemory> {
        /** Nothing. */
        Alteration NONE = (layout, memory) -> memory;
    }

    /** Operations of the shortest history found that the model contradicts; empty if there is none. */
    public OptionalInt of(Alteration driver, Alteration device) {
        SplittableRandom random = new SplittableRandom(2011);
        OptionalInt shortest = OptionalInt.empty();
        int shrunk = 0;
        for (int i = 0; i < HISTORIES && shrunk < SHRUNK; i++) {
            List<SplitOperation> history = random(random);
            int failed = failsAt(history, driver, device);
            if (failed >= 0) {
                int length = shrink(history.subList(0, failed + 1), driver, device);
                shortest = OptionalInt.of(Math.min(length, shortest.orElse(length)));
                shrunk++;
            }
        }
        return shortest;
    }

    private static List<SplitOperation> random(SplittableRandom random) {
        List<SplitOperation> history = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.RESET.ordinal())];
            history.add(new SplitOperation(kind, random.nextInt(100), random.nextInt(100)));
        }
        return history;
    }

    /** The step that the model contradicts, or -1. */
    private int failsAt(List<SplitOperation> operations, Alteration driver, Alteration device) {
        SplitSetup setup = new SplitSetup(logSize, eventIdx, false, tables, true, firstIndex);
        SplitLayout layout = SplitLayout.contiguous(setup.size(), 0);
        SharedMemory memory = new ArrayMemory(SplitHistory.MEMORY);
        SplitHistory history =
                new SplitHistory(setup, memory, driver.apply(layout, memory), device.apply(layout, memory));
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
    private int shrink(List<SplitOperation> failing, Alteration driver, Alteration device) {
        List<SplitOperation> history = new ArrayList<>(failing);
        int before;
        do {
            before = history.size();
            for (int i = history.size() - 1; i >= 0; i--) {
                List<SplitOperation> shorter = new ArrayList<>(history);
                shorter.remove(i);
                int failed = failsAt(shorter, driver, device);
                if (failed >= 0) {
                    history = new ArrayList<>(shorter.subList(0, failed + 1));
                    i = Math.min(i, history.size());
                }
            }
        } while (history.size() < before);
        return history.size();
    }
}
