package dev.fencepost.model.machine;

/** Hears how an exploration gets on, a few times a second, in the exploring thread. */
@FunctionalInterface
public interface Listener {
    /** Hears nothing. */
    Listener NONE = progress -> {};

    /** Where the exploration is now. */
    void at(Progress progress);

    /**
     * How far an exploration is.
     *
     * @param states distinct states found
     * @param waiting of them, those whose steps are not yet known
     * @param depth steps from an initial state to those being looked at
     * @param bytes memory of the store
     * @param seconds since it began
     */
    record Progress(long states, long waiting, int depth, long bytes, double seconds) {
        /** States a second. */
        public double rate() {
            return seconds > 0 ? states / seconds : 0;
        }
    }
}
