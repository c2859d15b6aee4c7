package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.LockRole;

/** Which read to decide next, and where it may take its value from. */
final class Candidates {
    private final Execution x;

    Candidates(Execution execution) {
        x = execution;
    }

    /**
     * Whether every decided read still has a source (one that may happen, at the same location, with a fit value) and
     * no read is from nowhere: an execution that reads through a null pointer is dropped, as herd7 drops it.
     */
    boolean sourcesStand() {
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            int source = x.source[read];
            if (source >= 0 && !(sameLocation(source, read) && mayHappen(source) && fits(read, source))) {
                return false;
            }
            if (x.location(read) == Execution.NOWHERE) {
                return false;
            }
        }
        return true;
    }

    /**
     * The read to branch on, among the undecided ones known to happen at a known location, or -1: one with the fewest
     * candidates, and where possible one whose candidates are all known to happen, since choosing a write that is not
     * reached yet only pays once its own thread has run out of choices.
     */
    int pick() {
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            if (x.source[read] < 0 && x.location(read) >= 0) {
                int cost = count(read) + x.size * undecidedWriters(read);
                if (cost < fewest) {
                    fewest = cost;
                    best = read;
                }
            }
        }
        return best;
    }

    private int undecidedWriters(int read) {
        int count = 0;
        for (int write = 0; write < x.size; write++) {
            if (!x.executed.contains(write) && isCandidate(write, read)) {
                count++;
            }
        }
        return count;
    }

    /** Whether everything is decided: what happens, where, with which values, and every read. */
    boolean nothingLeft() {
        for (Event event : x.graph.events()) {
            if (!x.terms.isKnown(event.guard())) {
                return false;
            }
            if (!x.executed.contains(event.index()) || event.address() < 0) {
                continue;
            }
            boolean nowhere = x.location(event.index()) == Execution.NOWHERE;
            boolean valued = event.value() < 0 || x.terms.isKnown(event.value());
            boolean known = nowhere || x.location(event.index()) >= 0 && valued;
            if (!known) {
                return false;
            }
        }
        return true;
    }

    /** The writes that {@code read} may take its value from, those that are known to happen first. */
    int[] of(int read) {
        int[] result = new int[count(read)];
        int next = 0;
        for (int round = 0; round < 2; round++) {
            for (int write = 0; write < x.size; write++) {
                if (x.executed.contains(write) == (round == 0) && isCandidate(write, read)) {
                    result[next++] = write;
                }
            }
        }
        return result;
    }

    /** How many writes {@code read} may take its value from. */
    int count(int read) {
        int count = 0;
        for (int write = 0; write < x.size; write++) {
            if (isCandidate(write, read)) {
                count++;
            }
        }
        return count;
    }

    private boolean isCandidate(int write, int read) {
        EventKind kind = x.event(write).kind();
        return (kind == EventKind.WRITE || kind == EventKind.INIT)
                && !x.graph.programOrder().contains(read, write)
                && sameLocation(write, read)
                && mayHappen(write)
                && fits(read, write)
                && !isHidden(write, read);
    }

    private boolean sameLocation(int write, int read) {
        return x.location(write) == Execution.UNKNOWN || x.location(write) == x.location(read);
    }

    private boolean mayHappen(int write) {
        int guard = x.event(write).guard();
        return !x.terms.isKnown(guard) || x.terms.value(guard) != 0;
    }

    /** A spin_lock waits until it reads an unlocked lock, and who waits for a signal until it was raised. */
    private boolean fits(int read, int write) {
        int value = x.event(write).value();
        if (!x.terms.isKnown(value)) {
            return true;
        }
        boolean locked = x.event(read).lock() == LockRole.LOCK_READ && x.terms.value(value) != 0;
        boolean silent = x.kind(read) == LocationKind.SIGNAL && x.terms.value(value) == 0;
        return !locked && !silent;
    }

    /** Whether coherence already puts a write between {@code write} and {@code read}; saturation would find it too. */
    private boolean isHidden(int write, int read) {
        for (int later = x.co.next(write, 0); later >= 0; later = x.co.next(write, later + 1)) {
            if (x.poLoc.contains(later, read)) {
                return true;
            }
            for (int other = x.rf.next(later, 0); other >= 0; other = x.rf.next(later, other + 1)) {
                if (x.poLoc.contains(other, read)) {
                    return true;
                }
            }
        }
        return false;
    }
}
