package dev.fencepost.impl.grant.persistent;

/** What serving requests has cost a backend (B8). Counts are of one cache, and kept under its lock. */
public final class GrantLedger {
    private long requests;
    private long segments;
    private long maps;
    private long unmaps;
    private long flushes;
    private long hypercalls;

    /** For a cache. */
    GrantLedger() {}

    void request(int count) {
        requests++;
        segments += count;
    }

    void map() {
        maps++;
    }

    /** One maps all of a batch. */
    void hypercall() {
        hypercalls++;
    }

    /** One hypercall unmaps a batch, and ends with one flush. */
    void unmapped(int count) {
        unmaps += count;
        hypercalls += count == 0 ? 0 : 1;
        flushes += count == 0 ? 0 : 1;
    }

    /** Requests that were begun. */
    public long requests() {
        return requests;
    }

    /** Segments of these. */
    public long segments() {
        return segments;
    }

    /** Pages mapped. */
    public long maps() {
        return maps;
    }

    /** Pages unmapped. */
    public long unmaps() {
        return unmaps;
    }

    /** TLB flushes, each of which interrupts every other processor. */
    public long flushes() {
        return flushes;
    }

    /** Calls into the hypervisor. */
    public long hypercalls() {
        return hypercalls;
    }
}
