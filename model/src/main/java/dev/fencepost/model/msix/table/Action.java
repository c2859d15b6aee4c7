package dev.fencepost.model.msix.table;

/** What can happen to a function's MSI-X capability, one action at a time. Vectors count from 0. */
public sealed interface Action {
    /**
     * Software reads.
     *
     * @param offset in bytes from the start of {@code region}
     * @param size in bytes, 1 to 8: sizes that are not allowed are answered as such
     */
    record Read(Region region, int offset, int size) implements Action {}

    /**
     * Software writes.
     *
     * @param offset in bytes from the start of {@code region}
     * @param size in bytes, 1 to 8
     * @param value in the low bits, little-endian in memory
     */
    record Write(Region region, int offset, int size, long value) implements Action {}

    /** Software writes Message Control in configuration space: MSI-X Enable and Function Mask. */
    record Control(boolean enable, boolean functionMask) implements Action {}

    /** Software writes Memory Space Enable in the Command register. */
    record Decode(boolean on) implements Action {}

    /** What the device does with a vector. */
    sealed interface OfDevice extends Action {
        /** Which. */
        int vector();
    }

    /** The device has something to tell by this vector. */
    record Event(int vector) implements Action.OfDevice {}

    /** The device starts to use a vector, once more if others in it use it already. */
    record Use(int vector) implements Action.OfDevice {}

    /** The device stops to use a vector; nothing is pending once nobody uses it (M4). */
    record Release(int vector) implements Action.OfDevice {}

    /** The function is reset. What the device uses its vectors for is not the capability's and stays. */
    record Reset() implements Action {}
}
