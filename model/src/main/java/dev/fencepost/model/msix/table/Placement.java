package dev.fencepost.model.msix.table;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a function's capability announces in configuration space (PCI Local Bus 3.0, section 6.8.2): how many vectors
 * there are, and where table and PBA lie. A place in memory is a BAR Indicator Register, 3 bits, and an offset from the
 * start of that BAR, 32 bits of which the low 3 are 0.
 *
 * @param vectors entries of the table, 1 to 2048
 * @param tableBar 0 to 7, of which 6 and 7 are reserved
 * @param tableOffset in bytes, a multiple of 8 from 0 to 2^32 - 8
 * @param pbaBar as {@code tableBar}
 * @param pbaOffset as {@code tableOffset}
 */
public record Placement(int vectors, int tableBar, long tableOffset, int pbaBar, long pbaOffset) {
    /** Bytes of the capability. */
    public static final int BYTES = 12;

    /** Capability ID of MSI-X. */
    public static final int ID = 0x11;

    private static final int BARS = 6;
    private static final int BIR = 7;
    private static final int VECTORS_MASK = 0x7ff;
    private static final long MOST_OFFSET = 0xffff_fff8L;

    /** What can be wrong with a placement (M10). */
    public enum Fault {
        /** The table's BIR is reserved. */
        TABLE_BAR,
        /** The table does not lie wholly in its BAR, or there is no such BAR. */
        TABLE_RANGE,
        /** The PBA's BIR is reserved. */
        PBA_BAR,
        /** The PBA does not lie wholly in its BAR, or there is no such BAR. */
        PBA_RANGE,
        /** Table and PBA share bytes. */
        OVERLAP
    }

    /**
     * Checks that it can be encoded.
     *
     * @throws IllegalArgumentException for a number that is outside its range
     */
    public Placement {
        if (vectors < 1 || vectors > Setup.MOST_VECTORS) {
            throw new IllegalArgumentException(
                    "a table of " + vectors + " vectors, expected 1 to " + Setup.MOST_VECTORS);
        }
        check("table", tableBar, tableOffset);
        check("PBA", pbaBar, pbaOffset);
    }

    private static void check(String what, int bar, long offset) {
        if (bar < 0 || bar > BIR) {
            throw new IllegalArgumentException("BIR " + bar + " of the " + what + ", expected 0 to " + BIR);
        }
        if (offset < 0 || offset > MOST_OFFSET || offset % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "offset " + offset + " of the " + what + ", expected a multiple of 8 from 0 to " + MOST_OFFSET);
        }
    }

    /**
     * Reads what a function announces.
     *
     * @param bytes of the capability, each 0 to 255; Enable, Function Mask and the next pointer are not looked at
     * @throws IllegalArgumentException if it is not a capability of MSI-X
     */
    public static Placement of(List<Integer> bytes) {
        if (bytes.size() != BYTES || bytes.get(0) != ID) {
            throw new IllegalArgumentException("no capability of MSI-X: " + bytes);
        }
        int control = bytes.get(2) | bytes.get(3) << 8;
        return new Placement(
                (control & VECTORS_MASK) + 1,
                bytes.get(4) & BIR,
                offset(bytes.subList(4, 8)),
                bytes.get(8) & BIR,
                offset(bytes.subList(8, BYTES)));
    }

    private static long offset(List<Integer> bytes) {
        long low = bytes.get(0) - (bytes.get(0) & BIR);
        return low + (bytes.get(1) << 8) + (bytes.get(2) << 16) + ((long) bytes.get(3) << 24);
    }

    /**
     * One byte of the capability.
     *
     * @param at its offset, 0 to 11
     * @param next capability's offset in configuration space, 0 where there is none
     */
    int encoded(int at, int next, boolean enable, boolean functionMask) {
        return switch (at) {
            case 0 -> ID;
            case 1 -> next;
            case 2 -> vectors - 1 & 0xff;
            case 3 -> vectors - 1 >> 8 | (functionMask ? 0x40 : 0) | (enable ? 0x80 : 0);
            default -> at < 8 ? at(at - 4, tableBar, tableOffset) : at(at - 8, pbaBar, pbaOffset);
        };
    }

    private static int at(int index, int bar, long offset) {
        return (int) (offset + bar >> 8 * index & 0xff);
    }

    /**
     * What is wrong with it in a function that has those BARs (M10).
     *
     * @param bars how many bytes of memory each gives: 0 for one that is not there, is of I/O, or is the upper half of
     *     the one before; at most 6
     */
    public Set<Fault> faults(List<Long> bars) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        long tableEnd = tableOffset + Region.TABLE.bytes(vectors);
        long pbaEnd = pbaOffset + Region.PBA.bytes(vectors);
        if (tableBar >= BARS) {
            faults.add(Fault.TABLE_BAR);
        } else if (tableBar >= bars.size() || tableEnd > bars.get(tableBar)) {
            faults.add(Fault.TABLE_RANGE);
        }
        if (pbaBar >= BARS) {
            faults.add(Fault.PBA_BAR);
        } else if (pbaBar >= bars.size() || pbaEnd > bars.get(pbaBar)) {
            faults.add(Fault.PBA_RANGE);
        }
        if (tableBar == pbaBar && tableOffset < pbaEnd && pbaOffset < tableEnd) {
            faults.add(Fault.OVERLAP);
        }
        return faults;
    }
}
