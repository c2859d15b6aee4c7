package dev.fencepost.properties.recorded;

import java.util.function.LongUnaryOperator;

/**
 * A field of shared memory, and what it is in a program.
 *
 * @param offset where it starts, in bytes
 * @param bytes its width
 * @param location the name of the location that it is, or is a part of
 * @param meaning what a value of it adds to the value of the location
 */
public record Place(int offset, int bytes, String location, LongUnaryOperator meaning) {
    /** A field that is a location, with the same values. */
    public static Place of(int offset, int bytes, String location) {
        return new Place(offset, bytes, location, LongUnaryOperator.identity());
    }

    /** A part of a location whose value tells the program nothing. */
    public static Place silent(int offset, int bytes, String location) {
        return new Place(offset, bytes, location, value -> 0);
    }

    int end() {
        return offset + bytes;
    }

    /** The part of an access at {@code start} that is this field's. */
    long part(int start, long value) {
        long shifted = value >>> 8 * (offset - start);
        return bytes == 8 ? shifted : shifted & (1L << 8 * bytes) - 1;
    }
}
