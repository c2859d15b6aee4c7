package dev.fencepost.impl.msix;

import dev.fencepost.impl.argument.Arguments;
import java.util.EnumSet;
import java.util.Set;

/**
 * The part of the capability that never changes: the three double words that a driver reads to find table and PBA, with
 * MSI-X Enable, Function Mask and the next pointer 0.
 *
 * <pre>
 *      31   30    29 27 26          16 15       8 7           0
 *  0  | EN | FM  | 0   | vectors - 1  | next     | 0x11        |
 *  4  | table offset, bits 31 to 3                     | BIR   |
 *  8  | PBA offset, bits 31 to 3                       | BIR   |
 * </pre>
 *
 * <p>Anything can be announced that can be encoded, wrong or not: {@link #faults} says what is wrong with it.
 */
public final class MsixAnnouncement {
    private static final int ID = 0x11;
    private static final int MOST_BIR = 7;
    private static final int BARS = 6;
    private static final int SIZE_SHIFT = 16;
    private static final int SIZE_MASK = MsixLayout.MOST_VECTORS - 1;
    private static final int PBA_UNIT = Long.BYTES;
    private static final long MOST_OFFSET = 0xffff_fff8L;

    private final int vectors;
    private final int table;
    private final int pba;

    /**
     * Announces that.
     *
     * @param vectors entries of the table, 1 to 2048
     * @param tableBar BAR Indicator Register, 0 to 7
     * @param tableOffset bytes from the start of that BAR, a multiple of 8 from 0 to 2^32 - 8
     * @param pbaBar 0 to 7
     * @param pbaOffset a multiple of 8 from 0 to 2^32 - 8
     * @throws IllegalArgumentException for a number that is outside its range
     */
    public MsixAnnouncement(int vectors, int tableBar, long tableOffset, int pbaBar, long pbaOffset) {
        this.vectors = Arguments.inRange("vectors", vectors, 1, MsixLayout.MOST_VECTORS);
        table = place("table", tableBar, tableOffset);
        pba = place("PBA", pbaBar, pbaOffset);
    }

    private static int place(String what, int bar, long offset) {
        Arguments.inRange(what + " BIR", bar, 0, MOST_BIR);
        Arguments.inRange(what + " offset", offset, 0, MOST_OFFSET);
        if ((offset & MOST_BIR) != 0) {
            throw new IllegalArgumentException(what + " offset " + offset + ": expected a multiple of 8");
        }
        return (int) offset | bar;
    }

    /**
     * What the double words of a capability announce.
     *
     * @param first with ID and Message Control; the next pointer and what software has written are not looked at
     * @param table the one at offset 4
     * @param pba the one at offset 8
     * @throws IllegalArgumentException if the ID is not that of MSI-X
     */
    public static MsixAnnouncement of(int first, int table, int pba) {
        if ((first & 0xff) != ID) {
            throw new IllegalArgumentException(
                    "capability " + (first & 0xff) + ": expected " + ID + ", which is that of MSI-X");
        }
        return new MsixAnnouncement(
                (first >>> SIZE_SHIFT & SIZE_MASK) + 1, table & MOST_BIR, offset(table), pba & MOST_BIR, offset(pba));
    }

    private static long offset(int dword) {
        return dword & MOST_OFFSET;
    }

    /** Entries of the table. */
    public int vectors() {
        return vectors;
    }

    /** The BAR Indicator Register of a structure, 0 to 7. */
    public int bar(MsixRegion region) {
        return dword(region) & MOST_BIR;
    }

    /** The offset of a structure in its BAR, in bytes. */
    public long offset(MsixRegion region) {
        return offset(dword(region));
    }

    private int dword(MsixRegion region) {
        return region == MsixRegion.TABLE ? table : pba;
    }

    /**
     * A double word of the capability.
     *
     * @param index 0 to 2
     */
    public int dword(int index) {
        return switch (Arguments.index("double word", index, 3)) {
            case 0 -> ID | vectors - 1 << SIZE_SHIFT;
            case 1 -> table;
            default -> pba;
        };
    }

    /**
     * What is wrong with it in a function with those BARs; empty if nothing is.
     *
     * @param bars bytes of memory that each BAR gives, up to 6 of them: 0 for one that is not there, is of I/O, or is
     *     the upper half of the one before
     */
    public Set<MsixFault> faults(long... bars) {
        Set<MsixFault> faults = EnumSet.noneOf(MsixFault.class);
        long tableStart = offset(table);
        long tableBytes = (long) MsixLayout.ENTRY * vectors;
        long pbaStart = offset(pba);
        long pbaBytes = (long) PBA_UNIT * ((vectors + Long.SIZE - 1) / Long.SIZE);
        int tableBar = table & MOST_BIR;
        int pbaBar = pba & MOST_BIR;
        if (tableBar >= BARS) {
            faults.add(MsixFault.TABLE_BAR);
        } else if (tableBar >= bars.length || bars[tableBar] - tableBytes < tableStart) {
            faults.add(MsixFault.TABLE_RANGE);
        }
        if (pbaBar >= BARS) {
            faults.add(MsixFault.PBA_BAR);
        } else if (pbaBar >= bars.length || bars[pbaBar] - pbaBytes < pbaStart) {
            faults.add(MsixFault.PBA_RANGE);
        }
        boolean apart = tableStart + tableBytes <= pbaStart || pbaStart + pbaBytes <= tableStart;
        if (tableBar == pbaBar && !apart) {
            faults.add(MsixFault.OVERLAP);
        }
        return faults;
    }
}
