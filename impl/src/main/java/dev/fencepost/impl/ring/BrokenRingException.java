package dev.fencepost.impl.ring;

/**
 * The peer broke a rule of the ring. Thrown when that is noticed and from every later operation until {@code reset}.
 * Has no stack trace: where the code stood says nothing about the peer, and a hostile peer must not make filling one in
 * worth its while.
 */
public final class BrokenRingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RingFault fault;
    private final long value;

    BrokenRingException(RingFault fault, long value) {
        super(fault.finding() + " (" + value + ", rule " + fault.rule() + ')');
        this.fault = fault;
        this.value = value;
    }

    /** None. (The constructor that leaves it out is one that Java PathFinder does not have.) */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** What the peer did. */
    public RingFault fault() {
        return fault;
    }

    /** The index, id, length or address that it is about. */
    public long value() {
        return value;
    }
}
