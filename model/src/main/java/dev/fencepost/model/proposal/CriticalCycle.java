package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.EventKind;
import dev.fencepost.model.memory.Witness;
import java.util.ArrayList;
import java.util.List;

/**
 * Four accesses of two threads that no interleaving explains: {@code first} comes before {@code second} in its program
 * and {@code third} before {@code fourth} in its own, {@code third} comes after {@code second} in memory, and
 * {@code first} after {@code fourth} (Shasha and Snir, 1988).
 *
 * @param first index in the witness's steps, as the other three
 */
record CriticalCycle(int first, int second, int third, int fourth) {
    /** All such cycles of an execution of two threads, each seen from both sides. */
    static List<CriticalCycle> of(Witness witness) {
        List<CriticalCycle> cycles = new ArrayList<>();
        List<Integer> accesses = accesses(witness);
        for (int first : accesses) {
            for (int second : accesses) {
                if (witness.programOrder(first, second)) {
                    close(witness, accesses, first, second, cycles);
                }
            }
        }
        return cycles;
    }

    private static void close(
            Witness witness, List<Integer> accesses, int first, int second, List<CriticalCycle> cycles) {
        for (int third : accesses) {
            if (!otherThread(witness, second, third) || !witness.communicates(second, third)) {
                continue;
            }
            for (int fourth : accesses) {
                if (witness.programOrder(third, fourth) && witness.communicates(fourth, first)) {
                    cycles.add(new CriticalCycle(first, second, third, fourth));
                }
            }
        }
    }

    /** The accesses that threads make, in the order of the witness. */
    static List<Integer> accesses(Witness witness) {
        List<Integer> accesses = new ArrayList<>();
        for (int i = 0; i < witness.steps().size(); i++) {
            EventKind kind = witness.steps().get(i).kind();
            if (kind == EventKind.READ || kind == EventKind.WRITE) {
                accesses.add(i);
            }
        }
        return accesses;
    }

    private static boolean otherThread(Witness witness, int one, int other) {
        return witness.steps().get(one).thread() != witness.steps().get(other).thread();
    }

    /** Whether every load that misses a store misses another value: otherwise nobody could tell. */
    boolean tells(Witness witness) {
        return differ(witness.steps().get(second), witness.steps().get(third))
                && differ(witness.steps().get(fourth), witness.steps().get(first));
    }

    private static boolean differ(Witness.Step earlier, Witness.Step later) {
        return !earlier.isRead() || earlier.value() != later.value();
    }

    /** How far apart in their programs the accesses are: small cycles are easy to read. */
    int span() {
        return second - first + fourth - third;
    }

    boolean contains(int step) {
        return step == first || step == second || step == third || step == fourth;
    }
}
