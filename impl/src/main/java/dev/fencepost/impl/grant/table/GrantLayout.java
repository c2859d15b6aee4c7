package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.argument.Arguments;

/**
 * Where a domain's grant table lies in memory. All offsets are in bytes from the start of the memory, values
 * little-endian.
 *
 * <pre>
 * version 1   8 N bytes:       { le16 flags; le16 domid; le32 frame } [N]
 * version 2  16 N/2 bytes:     { le16 flags; le16 domid; le16 page_off; le16 length; le64 frame } [N/2]
 *                    or        { le16 flags; le16 domid; le16 trans_domid; le16 0; le32 gref; le32 0 }
 * status      2 N/2 bytes:     le16 [N/2], version 2 only
 * </pre>
 */
public final class GrantLayout {
    /** Entries that survive a change of version. */
    public static final int RESERVED = 8;

    private static final int ENTRY_1 = 8;
    private static final int ENTRY_2 = 16;
    private static final int ALIGNMENT = 16;

    private final int start;
    private final int entries;

    /**
     * A table with its status words behind it.
     *
     * @param start a multiple of 16
     * @param entries of version 1: an even number, 16 or more; version 2 has half of them
     * @throws IllegalArgumentException if one is not, or the table passes 2^31 bytes
     */
    public GrantLayout(int start, int entries) {
        if (start < 0 || start % ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "grant table at offset " + start + ": expected a multiple of 16, not negative");
        }
        if (entries < 2 * RESERVED || entries % 2 != 0) {
            throw new IllegalArgumentException(entries + " entries: expected an even number, 16 or more");
        }
        if (start + (long) ENTRY_1 * entries + entries > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a grant table of " + entries + " entries at offset " + start + " passes 2^31 bytes");
        }
        this.start = start;
        this.entries = entries;
    }

    /** How many entries a table of that version, 1 or 2, has. */
    public int entries(int version) {
        Arguments.inRange("version", version, 1, 2);
        return version == 1 ? entries : entries / 2;
    }

    /** The header of an entry, flags first and domid 2 bytes later: one aligned word of 32 bits. */
    public int header(int version, int ref) {
        Arguments.index("grant reference", ref, entries(version));
        return start + (version == 1 ? ENTRY_1 : ENTRY_2) * ref;
    }

    /** The frame number: 32 bits in version 1, 64 in version 2, whose first 32 are the gref of a transitive entry. */
    public int frame(int version, int ref) {
        return header(version, ref) + (version == 1 ? 4 : 8);
    }

    /** page_off, and 2 bytes later length; trans_domid of a transitive entry. Version 2 only. */
    public int range(int ref) {
        return header(2, ref) + 4;
    }

    /** The status of an entry of version 2. */
    public int status(int ref) {
        return statuses() + 2 * Arguments.index("grant reference", ref, entries / 2);
    }

    private int statuses() {
        return start + ENTRY_1 * entries;
    }

    /** The first offset of the table. */
    public int start() {
        return start;
    }

    /** The first offset behind the status words. */
    public int end() {
        return statuses() + entries;
    }
}
