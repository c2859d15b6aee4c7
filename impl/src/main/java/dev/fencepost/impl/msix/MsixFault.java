package dev.fencepost.impl.msix;

/** What can be wrong with where a capability says that table and PBA lie (PCI Local Bus 3.0, 6.8.2.4 and 6.8.2.5). */
public enum MsixFault {
    /** The table's BIR is 6 or 7, which are reserved. */
    TABLE_BAR,
    /** The table does not lie wholly in its BAR, or there is no such BAR. */
    TABLE_RANGE,
    /** The PBA's BIR is 6 or 7. */
    PBA_BAR,
    /** The PBA does not lie wholly in its BAR, or there is no such BAR. */
    PBA_RANGE,
    /** Table and PBA share bytes. */
    OVERLAP
}
