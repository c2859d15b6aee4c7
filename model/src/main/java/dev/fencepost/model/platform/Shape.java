package dev.fencepost.model.platform;

/** The litmus shape that a barrier site is one half of. */
public enum Shape {
    /** Message passing, the side that writes: data, then the index. */
    MP_WRITER("MP"),
    /** Message passing, the side that reads: the index, then data. */
    MP_READER("MP"),
    /** Store buffering: own store, then the other side's. */
    SB("SB"),
    /** Load buffering: a load, then the store that gives the location away. */
    LB("LB");

    private final String litmusName;

    Shape(String litmusName) {
        this.litmusName = litmusName;
    }

    /** As the litmus literature names it. */
    public String litmusName() {
        return litmusName;
    }
}
