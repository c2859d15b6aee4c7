package dev.fencepost.impl.msix;

import dev.fencepost.impl.argument.Arguments;
import java.util.Objects;

/**
 * The capability of a {@link MsixTable} in configuration space, as accesses of 1, 2 or 4 bytes reach it (M11). Enable
 * and Function Mask are the table's own; they lie in one byte, so that no write has to be joined with what was there.
 *
 * <p>Accesses come one at a time, as {@link MsixTable#control} has it: a host serializes configuration accesses.
 */
public final class MsixCapability {
    /** Bytes of it. */
    public static final int BYTES = 12;

    private static final int NEXT_SHIFT = 8;
    private static final int CONTROL_HIGH = 3;
    private static final int ENABLE = 1 << 7;
    private static final int FUNCTION_MASK = 1 << 6;
    private static final int TO_DWORD = 24;

    private final MsixTable table;
    private final MsixAnnouncement announcement;
    private final int next;
    private final long refused;

    /**
     * Of that table.
     *
     * @param next offset of the next capability in configuration space, 0 to 255; 0 where there is none
     * @param refusedReads what a refused read gives, cut to its width
     * @throws IllegalArgumentException if another number of vectors is announced than the table has
     */
    public MsixCapability(MsixTable table, MsixAnnouncement announcement, int next, long refusedReads) {
        this.table = Objects.requireNonNull(table, "table");
        this.announcement = Objects.requireNonNull(announcement, "announcement");
        this.next = Arguments.inRange("next pointer", next, 0, 0xff);
        this.refused = refusedReads;
        if (announcement.vectors() != table.vectors()) {
            throw new IllegalArgumentException(
                    announcement.vectors() + " vectors announced: expected " + table.vectors());
        }
    }

    /** What is wrong with an access of {@code size} bytes at {@code offset}; {@code DONE} if nothing. */
    public MsixAccess check(int offset, int size) {
        if (size != Byte.BYTES && size != Short.BYTES && size != Integer.BYTES) {
            return MsixAccess.SIZE;
        } else if ((offset & Integer.BYTES - 1) > Integer.BYTES - size) { // a double word has four byte enables
            return MsixAccess.ALIGNMENT;
        }
        return offset < 0 || offset >= BYTES ? MsixAccess.RANGE : MsixAccess.DONE;
    }

    /**
     * Software reads.
     *
     * @param offset in bytes from the start of the capability
     * @param size in bytes
     * @return the value, or what refused reads give, in the low bits; {@link #check} says which
     */
    public long read(int offset, int size) {
        if (check(offset, size) != MsixAccess.DONE) {
            return MsixTable.cut(refused, size);
        }
        int dword = announcement.dword(offset / Integer.BYTES);
        if (offset < Integer.BYTES) {
            int high = (table.isEnabled() ? ENABLE : 0) | (table.isFunctionMasked() ? FUNCTION_MASK : 0);
            dword |= next << NEXT_SHIFT | high << TO_DWORD;
        }
        return MsixTable.cut(dword >>> Byte.SIZE * (offset % Integer.BYTES), size);
    }

    /**
     * Software writes. It returns when no message is being sent any more that the write should have stopped.
     *
     * @param offset in bytes from the start of the capability
     * @param size in bytes
     * @param value in the low bits
     */
    public MsixAccess write(int offset, int size, long value) {
        MsixAccess access = check(offset, size);
        if (access == MsixAccess.DONE && offset <= CONTROL_HIGH && offset + size > CONTROL_HIGH) {
            int high = (int) (value >>> Byte.SIZE * (CONTROL_HIGH - offset));
            table.control((high & ENABLE) != 0, (high & FUNCTION_MASK) != 0);
        }
        return access;
    }
}
