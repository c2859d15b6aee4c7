package dev.fencepost.stress.jpf;

/**
 * What of a memory belongs to one actor. Nobody can tell when an actor loads what only it or nobody stores, nor when it
 * uses what nobody else uses, so that no other need move in between. Whoever uses what is another's is a fault of the
 * harness.
 */
class Owners {
    static final int ANYBODY = -2;
    static final int NOBODY = -3;

    /** The only actor that stores there, or nobody. */
    int writer(int offset) {
        return ANYBODY;
    }

    /** The only actor that loads and stores there; then it is the {@link #writer}, too. */
    int user(int offset) {
        return ANYBODY;
    }
}
