package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Symbol;

/**
 * Conditions and addresses that the search takes for granted before the values that decide them are known; what turns
 * out otherwise is cut, and what is never confirmed is dropped.
 *
 * <p>They are made in two places. A read that takes its value from a write that is not reached yet needs that write's
 * guard to come true, so the search goes on as if it had: everything on the way there happens, and its order counts.
 * And where no read can be decided although something is open, values depend on themselves in a circle, "out of thin
 * air": as herd7 does, a condition in the circle is assumed each way, and reads that copy each other get a
 * {@link Symbol}. Any other circle (a value that is its own successor) has no solution. Whether the memory model allows
 * what is left is another question; most forbid it.
 */
final class Assumptions {
    private final Execution x;
    private final Terms terms;
    private final int[] assumed;
    private int count;

    Assumptions(Execution execution) {
        x = execution;
        terms = execution.terms;
        assumed = new int[terms.size()];
    }

    /** How many assumptions stand, for {@link #undo}. */
    int mark() {
        return count;
    }

    /** Takes back the assumptions made since {@code mark}; the caller undoes the terms. */
    void undo(int mark) {
        count = mark;
    }

    /** Assumes that {@code term} has the value {@code result}. */
    void assume(int term, long result) {
        if (!terms.isKnown(term)) {
            assumed[count++] = term;
            terms.learn(term, result);
        }
    }

    /** Assumes that {@code source} happens, at the location of {@code read}. */
    void require(int source, int read) {
        requireTrue(x.event(source).guard());
        int address = x.event(source).address();
        if (terms.isComputed(address)) {
            assume(address, Address.of(x.location(read)));
        }
    }

    private void requireTrue(int term) {
        if (terms.isKnown(term)) {
            return;
        }
        if (terms.isConjunction(term)) {
            requireTrue(terms.left(term));
            requireTrue(terms.right(term));
        } else if (terms.isNegation(term)) {
            assume(terms.left(term), 0);
        }
        assume(term, 1);
    }

    /** Whether no assumption is contradicted by the values known so far. */
    boolean stand() {
        for (int i = 0; i < count; i++) {
            if (terms.contradicts(assumed[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether every assumption has been confirmed. */
    boolean confirmed() {
        for (int i = 0; i < count; i++) {
            if (!terms.confirms(assumed[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * An open condition in code that is known to run, or -1. The outermost open condition of a thread is in such code.
     */
    int openCondition() {
        for (EventGraph.Choice choice : x.graph.conditions()) {
            boolean runs = terms.isKnown(choice.guard()) && terms.value(choice.guard()) != 0;
            if (runs && !terms.isKnown(choice.condition())) {
                return choice.condition();
            }
        }
        return -1;
    }

    /** The value term of a decided read that takes its value, through copies alone, from itself; or -1. */
    int copiedFromItself() {
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            int term = x.event(read).value();
            if (x.source[read] >= 0 && !terms.isKnown(term) && returnsTo(read)) {
                return term;
            }
        }
        return -1;
    }

    private boolean returnsTo(int start) {
        int read = start;
        for (int hops = 0; hops < x.size; hops++) {
            int source = x.source[read];
            int copied = terms.copiedRead(x.event(source).value());
            if (copied < 0 || x.source[copied] < 0) {
                return false;
            }
            if (copied == start) {
                return true;
            }
            read = copied;
        }
        return false;
    }
}
