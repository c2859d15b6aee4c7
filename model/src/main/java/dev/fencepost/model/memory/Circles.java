package dev.fencepost.model.memory;

/**
 * What to do where no read can be decided although something is open: values or conditions then depend on themselves in
 * a circle, "out of thin air". As herd7 does, a condition in a circle is assumed each way and kept if the values that
 * follow agree, and reads that copy each other get a {@link Symbol}. Any other circle (a value that is its own
 * successor) has no solution, and the execution is dropped. Whether the memory model allows what is left is another
 * question; most forbid it.
 */
final class Circles {
    private final Execution x;
    private final int[] assumed;
    private int assumptions;

    Circles(Execution execution) {
        x = execution;
        assumed = new int[execution.graph.conditions().size()];
    }

    /**
     * An open condition in code that is known to run, or -1. The outermost open condition of a thread is in such code.
     */
    int openCondition() {
        for (EventGraph.Choice choice : x.graph.conditions()) {
            boolean runs = x.terms.isKnown(choice.guard()) && x.terms.value(choice.guard()) != 0;
            if (runs && !x.terms.isKnown(choice.condition())) {
                return choice.condition();
            }
        }
        return -1;
    }

    /** Assumes that {@code condition} has the value {@code truth}, until {@link #release}. */
    void assume(int condition, long truth) {
        assumed[assumptions++] = condition;
        x.terms.learn(condition, truth);
    }

    /** Takes back the latest {@link #assume}; the caller undoes the terms. */
    void release() {
        assumptions--;
    }

    /** Whether no assumption is contradicted by the values known so far. */
    boolean stand() {
        for (int i = 0; i < assumptions; i++) {
            if (x.terms.contradicts(assumed[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether every assumption has been confirmed. */
    boolean confirmed() {
        for (int i = 0; i < assumptions; i++) {
            if (!x.terms.confirms(assumed[i])) {
                return false;
            }
        }
        return true;
    }

    /** The value term of a decided read that takes its value, through copies alone, from itself; or -1. */
    int copiedFromItself() {
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            int term = x.event(read).value();
            if (x.source[read] >= 0 && !x.terms.isKnown(term) && returnsTo(read)) {
                return term;
            }
        }
        return -1;
    }

    private boolean returnsTo(int start) {
        int read = start;
        for (int hops = 0; hops < x.size; hops++) {
            int source = x.source[read];
            int copied = x.terms.copiedRead(x.event(source).value());
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
