package dev.fencepost.impl.grant.table;

/** What operations on grants answer: the GNTST values of Xen's public {@code grant_table.h}. */
public final class Gntst {
    /** Done. */
    public static final int OKAY = 0;
    /** General undefined error; also an entry that keeps changing. */
    public static final int GENERAL_ERROR = -1;
    /** No such domain. */
    public static final int BAD_DOMAIN = -2;
    /** No such reference; also a mapping for neither host nor device. */
    public static final int BAD_GNTREF = -3;
    /** No such handle. */
    public static final int BAD_HANDLE = -4;
    /** Memory of the caller that cannot be reached. */
    public static final int BAD_VIRT_ADDR = -5;
    /** A device address that is not the mapping's. */
    public static final int BAD_DEV_ADDR = -6;
    /** Not allowed. */
    public static final int PERMISSION_DENIED = -8;
    /** A frame that is not the domain's. */
    public static final int BAD_PAGE = -9;
    /** A copy that leaves its page. */
    public static final int BAD_COPY_ARG = -10;
    /** Busy. */
    public static final int EAGAIN = -12;
    /** No maptrack handle left. */
    public static final int NO_SPACE = -13;

    // What only GNTTABOP_set_version answers: negated error numbers.

    /** An entry or a status frame is in use. */
    public static final int EBUSY = -16;
    /** An operation that only version 2 has is in flight. */
    public static final int EAGAIN_VERSION = -11;
    /** A reserved entry says what version 1 cannot. */
    public static final int ERANGE = -34;
    /** No such version. */
    public static final int EINVAL = -22;

    private Gntst() {}
}
