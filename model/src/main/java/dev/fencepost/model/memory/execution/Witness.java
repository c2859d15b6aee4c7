package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete execution, copied so that it outlives its exploration: what counterexamples are printed from.
 *
 * @param steps what happened: the initial writes first, then each thread in program order
 */
public record Witness(List<Step> steps) {
    /** Copies the list. */
    public Witness {
        steps = List.copyOf(steps);
    }

    /**
     * One event.
     *
     * @param thread its thread, or -1 for an initial write
     * @param kind what it does
     * @param mode the annotation of an access
     * @param location the location of an access, or -1
     * @param value the value that an access reads or writes, else 0
     * @param barrier the barrier of a fence, else null
     * @param site the barrier site of a fence, or empty
     * @param source of a read, the position in {@link #steps} of the write that it reads from; else -1
     * @param rank of a write, how many writes of its location come before it in coherence order; else -1
     * @param partner of a half of a read-modify-write that wrote, the position of the other half; else -1
     */
    public record Step(
            int thread,
            EventKind kind,
            Mode mode,
            int location,
            long value,
            Barrier barrier,
            String site,
            int source,
            int rank,
            int partner) {
        /** Whether it writes memory; initial writes do. */
        public boolean isWrite() {
            return rank >= 0;
        }

        /** Whether it reads memory. */
        public boolean isRead() {
            return source >= 0;
        }
    }

    /** The execution that a visitor is being shown. */
    public static Witness of(Execution x) {
        List<Event> events = x.events();
        Map<Integer, Integer> position = new HashMap<>();
        for (Event event : events) {
            position.put(event.index(), position.size());
        }
        List<Step> steps = new ArrayList<>();
        for (Event event : events) {
            int at = event.index();
            boolean read = x.reads.contains(at);
            boolean write = x.writes.contains(at);
            steps.add(new Step(
                    event.thread(),
                    event.kind(),
                    event.mode(),
                    read || write ? x.location(at) : -1,
                    read || write ? x.terms.value(event.value()) : 0,
                    event.barrier(),
                    event.site(),
                    read ? position.get(x.source[at]) : -1,
                    write ? rank(x, at) : -1,
                    position.getOrDefault(event.partner(), -1)));
        }
        return new Witness(steps);
    }

    private static int rank(Execution x, int write) {
        int rank = 0;
        for (int other = x.writes.next(0); other >= 0; other = x.writes.next(other + 1)) {
            rank += x.co.contains(other, write) ? 1 : 0;
        }
        return rank;
    }

    /** Whether step {@code from} comes before step {@code to} in the program of one thread. */
    public boolean programOrder(int from, int to) {
        return from < to
                && steps.get(from).thread() == steps.get(to).thread()
                && steps.get(from).thread() >= 0;
    }

    /** Whether {@code to} sees {@code from} or comes after it in memory: reads-from, coherence or from-reads. */
    public boolean communicates(int from, int to) {
        Step first = steps.get(from);
        Step second = steps.get(to);
        if (from == to || first.location() != second.location() || first.location() < 0) {
            return false;
        }
        if (second.isWrite()) {
            int seen =
                    first.isWrite() ? first.rank() : steps.get(first.source()).rank();
            return seen < second.rank();
        }
        return first.isWrite() && second.source() == from;
    }
}
