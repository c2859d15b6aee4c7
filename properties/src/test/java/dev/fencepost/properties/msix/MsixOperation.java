package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.Region;

/**
 * An operation of a history: one letter and two numbers, which mean something in every table.
 *
 * @param kind what is done
 * @param place which vector, or where; cut to what the table has and a little beyond
 * @param value what is written, or which of several
 */
public record MsixOperation(Kind kind, int place, int value) {
    private static final int[] ODD = {1, 2, 3, 5, 6, 7};
    private static final int BEYOND = 24;

    /** What is done. */
    public enum Kind {
        /** Event. */
        EVENT('e'),
        /** Use of a vector begins. */
        USE('u'),
        /** Use of a vector ends. */
        RELEASE('r'),
        /** Enable and function mask. */
        CONTROL('c'),
        /** Memory decode. */
        DECODE('d'),
        /** Reset. */
        RESET('x'),
        /** Mask bit of a vector. */
        MASK('m'),
        /** Double word of the table, written. */
        WRITE('w'),
        /** Quad word of the table, written. */
        WRITE_QWORD('q'),
        /** Something else of the table, written. */
        WRITE_ODD('o'),
        /** Double word of the table, read. */
        READ('t'),
        /** Quad word of the table, read. */
        READ_QWORD('l'),
        /** Something else of the table, read. */
        READ_ODD('y'),
        /** Double word of the PBA, read. */
        PENDING('p'),
        /** Quad word of the PBA, read. */
        PENDING_QWORD('n'),
        /** Double word of the PBA, written. */
        WRITE_PENDING('b');

        final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    /** The model's action, for a table of that many vectors. */
    public Action action(int vectors) {
        int vector = place % vectors;
        int bytes = Region.TABLE.bytes(vectors) + BEYOND;
        // Three quarters of all places are aligned; 16 more bytes than there are, and some before.
        int aligned = place % 4 == 3 ? place : place - place % 4;
        int offset = aligned % bytes - (value % 29 == 0 ? 8 : 0);
        int pending = aligned % (Region.PBA.bytes(vectors) + 8);
        // Bits 31 and 63 too: whoever widens a double word must not take them for a sign.
        long sign = value % 3 == 0 ? 1L << 31 : 0;
        long wide = (long) (value / 2) << Integer.SIZE | (value % 5 == 0 ? Long.MIN_VALUE : 0) | sign | value;
        return switch (kind) {
            case EVENT -> new Action.Event(vector);
            case USE -> new Action.Use(vector);
            case RELEASE -> new Action.Release(vector);
            case CONTROL -> new Action.Control(value % 4 != 0, value % 3 == 0);
            case DECODE -> new Action.Decode(value % 8 != 0);
            case RESET -> new Action.Reset();
            case MASK -> new Action.Write(Region.TABLE, Region.ENTRY * vector + 12, 4, value);
            case WRITE -> new Action.Write(Region.TABLE, offset, 4, sign | value);
            case WRITE_QWORD -> new Action.Write(Region.TABLE, offset - offset % 8 + offset % 4, 8, wide);
            case WRITE_ODD -> new Action.Write(Region.TABLE, offset, ODD[value % ODD.length], value);
            case READ -> new Action.Read(Region.TABLE, offset, 4);
            case READ_QWORD -> new Action.Read(Region.TABLE, offset, 8);
            case READ_ODD -> new Action.Read(Region.TABLE, offset, ODD[value % ODD.length]);
            case PENDING -> new Action.Read(Region.PBA, pending, 4);
            case PENDING_QWORD -> new Action.Read(Region.PBA, pending, 8);
            case WRITE_PENDING -> new Action.Write(Region.PBA, pending, 4, value);
        };
    }
}
