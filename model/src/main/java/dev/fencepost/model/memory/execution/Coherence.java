package dev.fencepost.model.memory.execution;

/**
 * Saturates coherence order: adds to {@code co} every edge that the decided reads, program order per location, and the
 * atomicity of read-modify-writes force. What it leaves open can be ordered either way as far as one location is
 * concerned.
 */
final class Coherence {
    private final Execution x;
    private final int[] chosenFrom;
    private final int[] chosenTo;
    private int chosen;

    Coherence(Execution execution) {
        x = execution;
        int pairs = execution.size * execution.size;
        chosenFrom = new int[pairs];
        chosenTo = new int[pairs];
    }

    /** Decides that {@code first} is before {@code second}, until {@link #release}. */
    void choose(int first, int second) {
        chosenFrom[chosen] = first;
        chosenTo[chosen++] = second;
    }

    /** Takes back the latest {@link #choose}. */
    void release() {
        chosen--;
    }

    /** Recomputes co and fr; answers the axiom that is violated, or null. */
    Axiom saturate() {
        Relation co = x.co;
        co.clear();
        for (int i = 0; i < chosen; i++) {
            co.add(chosenFrom[i], chosenTo[i]);
        }
        if (!perLocation()) {
            return Axiom.COHERENCE;
        }
        co.close();
        while (atomicity()) {
            co.close();
        }
        if (co.isReflexiveSomewhere()) {
            return Axiom.COHERENCE;
        }
        x.deriveFromReads();
        return null;
    }

    /** The edges of CoWW, CoWR, CoRW and CoRR; false where a read takes its value from a later write of its thread. */
    private boolean perLocation() {
        for (int first = x.accesses.next(0); first >= 0; first = x.accesses.next(first + 1)) {
            if (x.initial.contains(first)) {
                afterInitial(first);
                continue;
            }
            int before = x.writes.contains(first) ? first : x.source[first];
            if (before < 0) {
                continue;
            }
            for (int second = x.poLoc.next(first, 0); second >= 0; second = x.poLoc.next(first, second + 1)) {
                boolean write = x.writes.contains(second);
                int after = write ? second : x.source[second];
                if (write && after == before) {
                    return false;
                }
                if (after >= 0 && after != before) {
                    x.co.add(before, after);
                }
            }
        }
        return true;
    }

    private void afterInitial(int initial) {
        for (int write = x.sameLocation.next(initial, 0); write >= 0; write = x.sameLocation.next(initial, write + 1)) {
            if (write != initial && x.writes.contains(write)) {
                x.co.add(initial, write);
            }
        }
    }

    /** No write between the source of a read-modify-write and its own write; answers whether that added an edge. */
    private boolean atomicity() {
        boolean changed = false;
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            int own = x.rmw.next(read, 0);
            int source = x.source[read];
            if (own < 0 || source < 0) {
                continue;
            }
            for (int other = x.sameLocation.next(own, 0); other >= 0; other = x.sameLocation.next(own, other + 1)) {
                if (other == own || other == source || !x.writes.contains(other)) {
                    continue;
                }
                if (x.co.contains(source, other) && !x.co.contains(own, other)) {
                    x.co.add(own, other);
                    changed = true;
                }
                if (x.co.contains(other, own) && !x.co.contains(other, source)) {
                    x.co.add(other, source);
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** A write that is not ordered against another one of its location, or -1. */
    int undecidedWrite() {
        for (int write = x.writes.next(0); write >= 0; write = x.writes.next(write + 1)) {
            if (rivalOf(write) >= 0) {
                return write;
            }
        }
        return -1;
    }

    /** A later-numbered write of the same location that {@code write} is not ordered against, or -1. */
    int rivalOf(int write) {
        for (int other = x.sameLocation.next(write, write + 1);
                other >= 0;
                other = x.sameLocation.next(write, other + 1)) {
            if (x.writes.contains(other) && !x.co.contains(write, other) && !x.co.contains(other, write)) {
                return other;
            }
        }
        return -1;
    }
}
