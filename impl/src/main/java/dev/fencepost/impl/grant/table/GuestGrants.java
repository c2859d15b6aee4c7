package dev.fencepost.impl.grant.table;

import static dev.fencepost.impl.grant.table.GrantFlags.ACCEPT_TRANSFER;
import static dev.fencepost.impl.grant.table.GrantFlags.PERMIT_ACCESS;
import static dev.fencepost.impl.grant.table.GrantFlags.READING;
import static dev.fencepost.impl.grant.table.GrantFlags.READONLY;
import static dev.fencepost.impl.grant.table.GrantFlags.SUB_PAGE;
import static dev.fencepost.impl.grant.table.GrantFlags.TRANSFER_COMMITTED;
import static dev.fencepost.impl.grant.table.GrantFlags.TRANSFER_COMPLETED;
import static dev.fencepost.impl.grant.table.GrantFlags.TRANSITIVE;
import static dev.fencepost.impl.grant.table.GrantFlags.TYPE_MASK;
import static dev.fencepost.impl.grant.table.GrantFlags.WRITING;

import dev.fencepost.impl.argument.Arguments;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * The end of a grant table that belongs to the guest who lends: fills entries and ends access, without locks, by the
 * recipes of Xen's public {@code grant_table.h}. It knows nothing of which entries are free: that is the caller's
 * business, and so is calling for one entry from one thread at a time. A reference that the table has no entry for, and
 * a number that its field has no room for, is an {@link IllegalArgumentException}, and nothing is written.
 */
public final class GuestGrants {
    /** No frame has come. */
    public static final long NONE = -1;

    private static final int IN_USE = READING | WRITING;
    /** Numbers that fit into a field of 16 bits. */
    private static final int FIELD_16 = 1 << 16;
    /** Where the domain stands in the word that flags and domain make together. */
    private static final int DOMAIN = 16;
    /** The word without the flags. */
    private static final int NO_FLAGS = 0xffff_0000;

    private final SharedMemory memory;
    private final GrantLayout layout;
    private int version;

    /**
     * The guest's end of the table that lies at {@code layout}.
     *
     * @param version 1 or 2
     */
    public GuestGrants(SharedMemory memory, GrantLayout layout, int version) {
        this.memory = memory;
        this.layout = layout;
        setVersion(version);
    }

    /** Tells it that the table has another version now, 1 or 2. All entries but the reserved ones are lost. */
    public void setVersion(int now) {
        version = Arguments.inRange("version", now, 1, 2);
    }

    // ---- Lending.

    /** Lends a whole frame. */
    public void grant(int ref, int domain, long frame, boolean readonly) {
        requireFields(ref, domain, frame);
        fill(ref, frame);
        publish(ref, domain, PERMIT_ACCESS | (readonly ? READONLY : 0));
    }

    /** Lends {@code length} bytes from {@code offset} on, to be copied only; version 2. */
    public void grantPart(int ref, int domain, long frame, int offset, int length, boolean readonly) {
        requireVersion2();
        requireFields(ref, domain, frame);
        Arguments.index("offset", offset, FIELD_16);
        Arguments.index("length", length, FIELD_16);
        memory.store16(Mode.OPAQUE, layout.range(ref), offset);
        memory.store16(Mode.OPAQUE, layout.range(ref) + 2, length);
        fill(ref, frame);
        publish(ref, domain, PERMIT_ACCESS | SUB_PAGE | (readonly ? READONLY : 0));
    }

    /** Passes on what {@code from} has lent this guest by {@code fromRef}, to be copied only; version 2. */
    public void grantOnward(int ref, int domain, int from, int fromRef, boolean readonly) {
        requireVersion2();
        requireFields(ref, domain, fromRef);
        Arguments.index("domain", from, FIELD_16);
        memory.store16(Mode.OPAQUE, layout.range(ref), from);
        fill(ref, fromRef);
        publish(ref, domain, TRANSITIVE | (readonly ? READONLY : 0));
    }

    /** Offers an entry for a frame of {@code domain}; {@code slot} stands where its number will. */
    public void accept(int ref, int domain, long slot) {
        requireFields(ref, domain, slot);
        fill(ref, slot);
        publish(ref, domain, ACCEPT_TRANSFER);
    }

    private void requireVersion2() {
        if (version != 2) {
            throw new IllegalStateException("only a table of version 2 has such entries");
        }
    }

    private void requireFields(int ref, int domain, long frame) {
        Arguments.index("grant reference", ref, layout.entries(version));
        Arguments.index("domain", domain, FIELD_16);
        Arguments.inRange("frame", frame, 0, version == 1 ? 0xffff_ffffL : Long.MAX_VALUE);
    }

    private void fill(int ref, long frame) {
        if (version == 1) {
            memory.store32(Mode.OPAQUE, layout.frame(1, ref), (int) frame);
        } else {
            memory.store64(Mode.OPAQUE, layout.frame(2, ref), frame);
        }
    }

    /** The flags make the entry valid: everything else comes first, or with them in the same word. */
    private void publish(int ref, int domain, int flags) {
        memory.storeFence(GrantSite.GG1);
        memory.store32(Mode.OPAQUE, layout.header(version, ref), flags | domain << DOMAIN);
    }

    /**
     * Makes a writable grant of version 1 read-only.
     *
     * @return false where it is in use for writing, or no grant of a frame
     * @throws IllegalStateException with version 2
     */
    public boolean restrict(int ref) {
        if (version != 1) {
            throw new IllegalStateException("only a table of version 1 has the use bits beside the flags");
        }
        int at = layout.header(1, ref);
        int header = memory.load32(Mode.OPAQUE, at);
        while ((header & TYPE_MASK) == PERMIT_ACCESS && (header & WRITING) == 0) {
            int found = memory.compareAndExchange32(Mode.ACQUIRE, at, header, header | READONLY);
            if (found == header) {
                return true;
            }
            header = found;
        }
        return false;
    }

    // ---- Ending access.

    /**
     * Ends access to an entry, unless it is in use. With version 2 nobody new can use it even then, and the caller asks
     * again by {@link #isUnused} before it uses entry or frame for anything else.
     *
     * @return whether frame and entry are the guest's own again
     */
    public boolean end(int ref) {
        if (version == 2) {
            memory.store16(Mode.OPAQUE, layout.header(2, ref), 0);
            memory.fullFence(GrantSite.GG2);
            return isUnused(ref);
        }
        int at = layout.header(1, ref);
        int header = memory.load32(Mode.OPAQUE, at);
        while ((header & IN_USE) == 0) {
            int found = memory.compareAndExchange32(Mode.ACQUIRE, at, header, header & NO_FLAGS);
            if (found == header) {
                memory.loadFence(GrantSite.GG3);
                return true;
            }
            header = found;
        }
        return false;
    }

    /** Whether an entry of version 2 whose flags are cleared is in use no more: then it and its frame are free. */
    public boolean isUnused(int ref) {
        requireVersion2();
        if ((memory.load16(Mode.OPAQUE, layout.status(ref)) & IN_USE) != 0) {
            return false;
        }
        memory.loadFence(GrantSite.GG3);
        return true;
    }

    /**
     * Whether an entry is in use at this moment: a hint only, for it may be the next moment. Who goes by it and then
     * takes the frame back is wrong; {@link #end} is what decides.
     */
    public boolean query(int ref) {
        int at = version == 1 ? layout.header(1, ref) : layout.status(ref);
        return (memory.load16(Mode.OPAQUE, at) & IN_USE) != 0;
    }

    /**
     * Takes an entry back that was offered by {@link #accept}.
     *
     * @return the frame that came, {@link #NONE} if none was on its way, or -2 if one is: then the entry is left alone
     */
    public long endAccept(int ref) {
        int at = layout.header(version, ref);
        int header = memory.load32(Mode.OPAQUE, at);
        while ((header & TRANSFER_COMMITTED) == 0) {
            int found = memory.compareAndExchange32(Mode.ACQUIRE, at, header, header & NO_FLAGS);
            if (found == header) {
                return NONE;
            }
            header = found;
        }
        if ((header & TRANSFER_COMPLETED) == 0) {
            return -2;
        }
        memory.loadFence(GrantSite.GG4);
        long frame = version == 1
                ? memory.load32(Mode.OPAQUE, layout.frame(1, ref)) & 0xffff_ffffL
                : memory.load64(Mode.OPAQUE, layout.frame(2, ref));
        memory.store32(Mode.OPAQUE, at, header & NO_FLAGS);
        return frame;
    }
}
