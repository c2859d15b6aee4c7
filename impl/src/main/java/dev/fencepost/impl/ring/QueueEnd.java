package dev.fencepost.impl.ring;

/**
 * One end of a queue, which is sound until its peer breaks a rule. From then on it touches nothing, and says so, until
 * it is reset. The same holds for a driver whose buffers were taken from it.
 */
public abstract class QueueEnd {
    private RingFault fault;
    private RuntimeException refusal;

    /** What the peer did wrong; null while it did nothing. */
    public final RingFault fault() {
        return fault;
    }

    /** Whatever the peer did is forgotten. */
    public final void forgive() {
        fault = null;
        refusal = null;
    }

    public final void requireSound() {
        if (refusal != null) {
            throw refusal;
        }
    }

    /** What to throw on finding that the peer broke a rule: marks this end broken. */
    public final BrokenRingException broken(RingFault found, long value) {
        BrokenRingException broken = new BrokenRingException(found, value);
        fault = found;
        refusal = broken;
        return broken;
    }

    /** From now on this end is of no use until it is reset. */
    public final void retire() {
        if (refusal == null) {
            refusal = new IllegalStateException("buffers were detached: only a reset helps");
        }
    }
}
