package dev.fencepost.model.grant.table;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far {@link GrantTableMachine} explores.
 *
 * @param calls how many hypercalls there are in all, up to 15; 0 for no bound
 * @param edits how often guests break the rules, up to 15
 * @param kinds what guests and hypercalls do
 */
public record Bounds(int calls, int edits, Set<Kind> kinds) {
    /** What an exploration tries. */
    public enum Kind {
        /** Domain 0 lends whole frames to domain 1. */
        GRANT,
        /** It lends them for reading only too. */
        GRANT_READONLY,
        /** It makes a grant read-only. */
        RESTRICT,
        /** It lends parts of frames. */
        PART,
        /** Domain 1 passes grants on to domain 2. */
        ONWARD,
        /** Domain 0 offers an entry for a frame of domain 1. */
        ACCEPT,
        /** Domain 0 uses a frame again. */
        REUSE,
        /** Domain 0 turns frames into page tables and back. */
        TABLE,
        /** Mappings for the host. */
        MAP_HOST,
        /** For a device. */
        MAP_DEVICE,
        /** For both. */
        MAP_BOTH,
        /** Unmapping kind by kind, and twice at once. */
        UNMAP_PARTLY,
        /** Two unmaps in one hypercall. */
        UNMAP_BATCH,
        /** Copies from and to grants. */
        COPY,
        /** Transfers. */
        TRANSFER,
        /** Other versions. */
        VERSION,
        /** Mapping the status frames. */
        STATUS,
        /** Swapping entries. */
        SWAP
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    public Bounds {
        if (calls < 0 || calls > State.MOST_COUNTED) {
            throw new IllegalArgumentException("the number of hypercalls is 0 (no bound) to 15, not " + calls);
        }
        if (edits < 0 || edits > State.MOST_COUNTED) {
            throw new IllegalArgumentException("the number of broken rules is 0 to 15, not " + edits);
        }
        kinds = Set.copyOf(kinds);
    }

    /** These kinds. */
    public static Bounds of(int calls, int edits, Kind first, Kind... more) {
        return new Bounds(calls, edits, EnumSet.of(first, more));
    }

    boolean has(Kind kind) {
        return kinds.contains(kind);
    }
}
