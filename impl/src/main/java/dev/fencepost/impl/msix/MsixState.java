package dev.fencepost.impl.msix;

/**
 * The bits of a vector's state word and of the function's word.
 *
 * <pre>
 *  31        16 15           4   3       2        1        0
 * | uses       | 0            | ORPHAN | SENDING | PENDING | MASKED |
 * </pre>
 */
final class MsixState {
    /** Mask bit of vector control. */
    static final int MASKED = 1;

    /** Pending bit. */
    static final int PENDING = 1 << 1;

    /** Somebody has claimed the vector and sends, or is about to look whether it may. */
    static final int SENDING = 1 << 2;

    /** The vector was masked while somebody was sending; counted until that is over. */
    static final int ORPHAN = 1 << 3;

    /** One use of the vector by the device. */
    static final int USE = 1 << 16;

    /** MSI-X Enable, in the function's word. */
    static final int ENABLE = 1;

    /** Function Mask. */
    static final int FUNCTION_MASK = 1 << 1;

    private MsixState() {}

    static boolean used(int state) {
        return state >>> 16 != 0;
    }

    static boolean mostUsed(int state) {
        return state >>> 16 == 0xffff;
    }

    /** Pending, not masked, and nobody at it. */
    static boolean due(int state) {
        return (state & (PENDING | MASKED | SENDING)) == PENDING;
    }

    /** Whether the function keeps all its vectors from sending (M1). */
    static boolean blocked(int function) {
        return (function & (ENABLE | FUNCTION_MASK)) != ENABLE;
    }
}
