package dev.fencepost.impl.vring;

/**
 * One end of a queue, which is sound until its peer breaks a rule. From then on it touches nothing, and says so, until
 * it is reset.
 */
abstract class QueueEnd {
    private BrokenRingException broken;

    /** What the peer did wrong; null while it did nothing. */
    public final RingFault fault() {
        return broken == null ? null : broken.fault();
    }

    /** Whatever the peer did is forgotten. */
    final void forgive() {
        broken = null;
    }

    final void requireSound() {
        if (broken != null) {
            throw broken;
        }
    }

    /** What to throw on finding that the peer broke a rule: marks this end broken. */
    final BrokenRingException broken(RingFault fault, long value) {
        broken = new BrokenRingException(fault, value);
        return broken;
    }
}
