package dev.fencepost.model.msix.table;

/** The two structures of the capability that lie in memory space. */
public enum Region {
    /** Sixteen bytes for each vector: message address low, high, message data, vector control. */
    TABLE,
    /** Pending bits, 64 to a qword. */
    PBA;

    /** Bytes of a table entry. */
    public static final int ENTRY = 16;

    /** Its length in bytes, for that many vectors. */
    public int bytes(int vectors) {
        return this == TABLE ? ENTRY * vectors : Long.BYTES * ((vectors + Long.SIZE - 1) / Long.SIZE);
    }
}
