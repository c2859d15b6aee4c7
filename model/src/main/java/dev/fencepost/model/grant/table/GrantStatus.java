package dev.fencepost.model.grant.table;

/** What an operation on a grant table answers: the GNTST values of Xen's public {@code grant_table.h}. */
public enum GrantStatus {
    /** Done. */
    OKAY,
    /** Undefined error; also an entry that the guest keeps changing. */
    GENERAL_ERROR,
    /** No such domain. */
    BAD_DOMAIN,
    /** No such grant reference; also a mapping that asks for neither host nor device. */
    BAD_GNTREF,
    /** No such maptrack handle. */
    BAD_HANDLE,
    /** Unusable virtual address. */
    BAD_VIRT_ADDR,
    /** A device address that is not the one of the mapping. */
    BAD_DEV_ADDR,
    /** No room in the IOMMU. */
    NO_DEVICE_SPACE,
    /** Not allowed. */
    PERMISSION_DENIED,
    /** A frame that is not the granting domain's. */
    BAD_PAGE,
    /** A copy that leaves its page. */
    BAD_COPY_ARG,
    /** A frame whose address is too large for the taker. */
    ADDRESS_TOO_BIG,
    /** Busy, or in a state that will pass. */
    EAGAIN,
    /** No maptrack handle left. */
    NO_SPACE,

    // What only set_version answers: error numbers, negated in the hypercall.

    /** -EBUSY: an entry or a status frame is in use. */
    VERSION_BUSY,
    /** -EAGAIN: an operation that only version 2 has is in flight. */
    VERSION_AGAIN,
    /** -ERANGE: a reserved entry says what version 1 cannot. */
    VERSION_RANGE,
    /** -EINVAL: no such version. */
    VERSION_INVALID;

    /** The number: 0, or negative. Those of set_version are error numbers of Linux and Xen. */
    public int code() {
        return switch (this) {
            case VERSION_BUSY -> -16;
            case VERSION_AGAIN -> -11;
            case VERSION_RANGE -> -34;
            case VERSION_INVALID -> -22;
            default -> -ordinal();
        };
    }

    /** The name in the header: {@code GNTST_bad_handle}; for set_version the error number's. */
    public String label() {
        return switch (this) {
            case VERSION_BUSY -> "-EBUSY";
            case VERSION_AGAIN -> "-EAGAIN";
            case VERSION_RANGE -> "-ERANGE";
            case VERSION_INVALID -> "-EINVAL";
            default -> "GNTST_" + name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
