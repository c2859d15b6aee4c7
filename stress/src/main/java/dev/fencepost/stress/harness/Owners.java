package dev.fencepost.stress.harness;

/**
 * What of a memory belongs to one actor. Nobody can tell when an actor loads what only it or nobody stores, nor when it
 * uses what nobody else uses, so that no other need move in between. Whoever uses what is another's is a fault of the
 * harness.
 */
public class Owners {
    public static final int ANYBODY = -2;
    public static final int NOBODY = -3;

    /** The only actor that stores there, or nobody. */
    public int writer(int offset) {
        return ANYBODY;
    }

    /** The only actor that loads and stores there; then it is the {@link #writer}, too. */
    public int user(int offset) {
        return ANYBODY;
    }
}
