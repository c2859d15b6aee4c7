package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.EventKind;
import dev.fencepost.model.memory.execution.Witness;
import java.util.ArrayList;
import java.util.List;

/**
 * Accesses of several threads that no interleaving explains: of each thread one or two, and the last of each thread
 * comes before the first of the next one in memory, round in a circle (Shasha and Snir, 1988).
 *
 * @param visits one for each thread; the first one has two accesses, and is told as the one that lacks an order
 */
public record CriticalCycle(List<Visit> visits) {
    /** Cycles through so many threads are looked for. */
    private static final int MOST_THREADS = 4;

    public CriticalCycle {
        visits = List.copyOf(visits);
    }

    /**
     * What a thread contributes.
     *
     * @param entry index in the witness's steps of the access that another thread's comes before
     * @param exit index of the access that comes before another thread's: the same, or later in the program
     */
    public record Visit(int entry, int exit) {}

    /**
     * The cycles of an execution through as few threads as there are cycles through, each seen from every thread that
     * has two accesses in it.
     */
    public static List<CriticalCycle> of(Witness witness) {
        return of(witness, Integer.MAX_VALUE);
    }

    /** The same, but that the search ends once there are more than {@code most}. */
    static List<CriticalCycle> of(Witness witness, long most) {
        List<Integer> accesses = accesses(witness);
        for (int threads = 2; threads <= MOST_THREADS; threads++) {
            List<CriticalCycle> cycles = new ArrayList<>();
            for (int entry : accesses) {
                for (int exit : accesses) {
                    if (cycles.size() > most) {
                        return cycles;
                    }
                    if (witness.programOrder(entry, exit)) {
                        extend(witness, accesses, new ArrayList<>(List.of(new Visit(entry, exit))), threads, cycles);
                    }
                }
            }
            if (!cycles.isEmpty()) {
                return cycles;
            }
        }
        return List.of();
    }

    private static void extend(
            Witness witness, List<Integer> accesses, List<Visit> visits, int threads, List<CriticalCycle> cycles) {
        int from = visits.get(visits.size() - 1).exit();
        int start = visits.get(0).entry();
        if (visits.size() == threads) {
            if (witness.communicates(from, start)) {
                cycles.add(new CriticalCycle(visits));
            }
            return;
        }
        for (int entry : accesses) {
            if (!witness.communicates(from, entry) || isVisited(witness, visits, entry)) {
                continue;
            }
            for (int exit : accesses) {
                // Two threads with one access in one of them would break coherence, which nothing allows.
                boolean alone = entry == exit && threads > 2;
                if (alone || witness.programOrder(entry, exit)) {
                    visits.add(new Visit(entry, exit));
                    extend(witness, accesses, visits, threads, cycles);
                    visits.remove(visits.size() - 1);
                }
            }
        }
    }

    private static boolean isVisited(Witness witness, List<Visit> visits, int access) {
        int thread = witness.steps().get(access).thread();
        return visits.stream()
                .anyMatch(visit -> witness.steps().get(visit.entry()).thread() == thread);
    }

    /** The accesses that threads make, in the order of the witness. */
    public static List<Integer> accesses(Witness witness) {
        List<Integer> accesses = new ArrayList<>();
        for (int i = 0; i < witness.steps().size(); i++) {
            EventKind kind = witness.steps().get(i).kind();
            if (kind == EventKind.READ || kind == EventKind.WRITE) {
                accesses.add(i);
            }
        }
        return accesses;
    }

    /** The visit that is told as the one that lacks an order. */
    public Visit first() {
        return visits.get(0);
    }

    /** The others, in the order of the circle. */
    public List<Visit> others() {
        return visits.subList(1, visits.size());
    }

    /** Whether everything that comes before something else in memory has another value: else nobody could tell. */
    public boolean tells(Witness witness) {
        for (int i = 0; i < visits.size(); i++) {
            Witness.Step earlier = witness.steps().get(visits.get(i).exit());
            Witness.Step later =
                    witness.steps().get(visits.get((i + 1) % visits.size()).entry());
            boolean seen = earlier.isRead() || later.isWrite();
            if (seen && earlier.value() == later.value()) {
                return false;
            }
        }
        return true;
    }

    /** How far apart in their programs the accesses are: small cycles are easy to read. */
    public int span() {
        return visits.stream().mapToInt(visit -> visit.exit() - visit.entry()).sum();
    }

    public boolean contains(int step) {
        return visits.stream().anyMatch(visit -> visit.entry() == step || visit.exit() == step);
    }
}
