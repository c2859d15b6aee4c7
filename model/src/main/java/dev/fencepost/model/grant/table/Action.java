package dev.fencepost.model.grant.table;

import java.util.List;

/** Something that a guest or the hypervisor does, in one step. Numbers are as in {@link Setup}. */
public sealed interface Action {
    /** What a guest does to its own table, without the hypervisor. */
    sealed interface OfGuest extends Action {
        /** Which guest. */
        int domain();
    }

    /** What a virtual CPU does inside the hypervisor. */
    sealed interface OfVcpu extends Action {
        /** Which virtual CPU. */
        int vcpu();
    }

    // ---- The guest that grants.

    /** Fills an unused entry and publishes it: {@code to} may use the whole frame. */
    record Grant(int domain, int ref, int to, int frame, boolean readonly) implements OfGuest {}

    /** The same for some bytes of it, which may only be copied; version 2. */
    record GrantPart(int domain, int ref, int to, int frame, int start, int length, boolean readonly)
            implements OfGuest {}

    /** Passes a grant on that {@code from} has given this domain, to be copied only; version 2. */
    record GrantOnward(int domain, int ref, int to, int from, int fromRef, boolean readonly) implements OfGuest {}

    /** Offers an entry for a frame that {@code from} may give away; {@code slot} stands where its number will. */
    record Accept(int domain, int ref, int from, int slot) implements OfGuest {}

    /** Makes a writable grant read-only, unless it is being written. */
    record Restrict(int domain, int ref) implements OfGuest {}

    /** Ends access by one compare-and-set, if nobody uses the entry; version 1. */
    record End(int domain, int ref) implements OfGuest {}

    /** Begins to end access: clears the flags; version 2. */
    record EndClear(int domain, int ref) implements OfGuest {}

    /** Ends it if the status says that nobody uses the entry; version 2. */
    record EndLook(int domain, int ref) implements OfGuest {}

    /** Takes an offered entry back: unused, or with the frame that came. */
    record EndAccept(int domain, int ref) implements OfGuest {}

    /** Takes a frame that is lent no more back into use. */
    record Reuse(int domain, int frame) implements OfGuest {}

    /** Makes a frame a page table, or no longer one. */
    record SetTable(int domain, int frame, boolean table) implements OfGuest {}

    /** Breaks the rules: changes one field of an entry at will. */
    record Edit(int domain, int ref, EntryField field, int value) implements OfGuest {}

    /** Gives up its mapping of the status frames. */
    record LeaveStatus(int domain) implements OfGuest {}

    /** What a guest can write in an entry. */
    enum EntryField {
        /** Flags, use bits included. */
        FLAGS,
        /** Who may use it. */
        DOMID,
        /** The frame, or the reference that a transitive entry leads to. */
        FRAME,
        /** The first byte, or the domain that a transitive entry leads to; version 2. */
        OFFSET,
        /** How many bytes; version 2. */
        LENGTH,
        /** The use bits of version 2. */
        STATUS
    }

    // ---- Hypercalls.

    /**
     * GNTTABOP_map_grant_ref.
     *
     * @param flags GNTMAP: 1 device, 2 host, 4 read-only
     * @param address where the host mapping goes
     */
    record Map(int vcpu, int remote, int ref, int flags, int address) implements OfVcpu {}

    /** GNTTABOP_unmap_grant_ref for a batch. */
    record Unmap(int vcpu, List<UnmapOne> requests) implements OfVcpu {
        /** Copies the list. */
        public Unmap {
            requests = List.copyOf(requests);
        }
    }

    /**
     * One of a batch.
     *
     * @param host address of the host mapping plus 1, or 0 to leave it
     * @param device frame of the device mapping plus 1, or 0 to leave it
     */
    record UnmapOne(int handle, int host, int device) {}

    /** GNTTABOP_copy of so many bytes. */
    record Copy(int vcpu, CopySide source, CopySide destination, int length) implements OfVcpu {}

    /**
     * One end of a copy.
     *
     * @param byRef whether {@code number} is a grant reference; otherwise a frame of the caller's own
     * @param domain whose
     * @param offset first byte
     */
    record CopySide(boolean byRef, int domain, int number, int offset) {}

    /** GNTTABOP_transfer of one frame. */
    record Transfer(int vcpu, int frame, int remote, int ref) implements OfVcpu {}

    /** GNTTABOP_set_version. */
    record SetVersion(int vcpu, int version) implements OfVcpu {}

    /** GNTTABOP_swap_grant_ref. */
    record Swap(int vcpu, int first, int second) implements OfVcpu {}

    /** Finds the status frames, to be mapped by the next step. */
    record FindStatus(int vcpu) implements OfVcpu {}

    /** The next step of the hypercall that the virtual CPU is in. */
    record Step(int vcpu) implements OfVcpu {}
}
