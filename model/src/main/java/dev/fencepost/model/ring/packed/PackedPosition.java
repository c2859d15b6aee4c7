package dev.fencepost.model.ring.packed;

/**
 * A place in a packed ring and the lap that it is meant in: offset and wrap counter, one value (P2). Places run from
 * offset 0 with wrap counter 1 through both laps and round again, modulo twice the queue size.
 *
 * @param offset of a slot, 0 to the queue size less 1
 * @param wrap the wrap counter
 */
public record PackedPosition(int offset, boolean wrap) {
    /** Where both sides start (VIRTIO 1.3 section 2.8.1). */
    public static final PackedPosition START = new PackedPosition(0, true);

    /** The place with that number, 0 to twice the queue size less 1; inverse of {@link #number}. */
    public static PackedPosition of(int number, int size) {
        return new PackedPosition(number % size, number < size);
    }

    /** Where it lies in the two laps. */
    public int number(int size) {
        return wrap ? offset : offset + size;
    }

    /** Some slots on, or back. */
    public PackedPosition plus(int slots, int size) {
        return of(Math.floorMod(number(size) + slots, 2 * size), size);
    }

    /** Slots from here on to there: 0 to twice the queue size less 1. */
    public int distance(PackedPosition to, int size) {
        return Math.floorMod(to.number(size) - number(size), 2 * size);
    }
}
