package dev.fencepost.model.platform;

/** The litmus shape that a barrier site is one half of. */
public enum Shape {
    /** Message passing, the side that writes: data, then the index. */
    MP_WRITER("MP", true, true),
    /** Message passing, the side that reads: the index, then data. */
    MP_READER("MP", false, false),
    /** Store buffering: own store, then the other side's. */
    SB("SB", true, false),
    /** Load buffering: a load, then the store that gives the location away. */
    LB("LB", false, true);

    private final String litmusName;
    private final boolean earlierStores;
    private final boolean laterStores;

    Shape(String litmusName, boolean earlierStores, boolean laterStores) {
        this.litmusName = litmusName;
        this.earlierStores = earlierStores;
        this.laterStores = laterStores;
    }

    /** Whether the access that must come first is a store; a load otherwise. */
    public boolean earlierStores() {
        return earlierStores;
    }

    /** Whether the access that must come second is a store; a load otherwise. */
    public boolean laterStores() {
        return laterStores;
    }

    /** The ordering that this half needs, in words. */
    public String needs() {
        return (earlierStores ? "a store" : "a load") + " before a later " + (laterStores ? "store" : "load");
    }

    /** As the litmus literature names it. */
    public String litmusName() {
        return litmusName;
    }
}
