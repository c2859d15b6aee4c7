package dev.fencepost.impl.grant.table;

/** GNTTABOP_copy: what the caller asks, and the answer. Filled in anew for each hypercall. */
public final class CopyGrant {
    /** Where from. */
    public final Side source = new Side();
    /** Where to. */
    public final Side destination = new Side();
    /** How many bytes. */
    public int length;

    /** A {@link Gntst}. */
    public int status;

    /** One end of a copy. */
    public static final class Side {
        /** Whether {@link #number} is a grant reference; otherwise a frame of the caller's own. */
        public boolean byRef;
        /** Whose. */
        public int domain;
        /** Reference or frame. */
        public int number;
        /** First byte in the frame. */
        public int offset;

        final GrantPins.Wish wish = new GrantPins.Wish();
        boolean pinned;
        boolean held;
        boolean writable;
        int frame;
        int start;
        int bytes;
    }
}
