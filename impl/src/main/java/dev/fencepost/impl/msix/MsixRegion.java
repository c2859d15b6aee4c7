package dev.fencepost.impl.msix;

/** The two structures of the capability that lie in memory space. */
public enum MsixRegion {
    /** Sixteen bytes for each vector: message address low, high, message data, vector control. */
    TABLE,
    /** Pending bits, 64 to a qword. */
    PBA
}
