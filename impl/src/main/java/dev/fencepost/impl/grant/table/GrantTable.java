package dev.fencepost.impl.grant.table;

import static dev.fencepost.impl.grant.table.GrantFlags.READING;
import static dev.fencepost.impl.grant.table.GrantFlags.WRITING;

import dev.fencepost.impl.argument.Arguments;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * A domain's grant table as the hypervisor has it: the entries that it shares with the guest, and beside each what was
 * latched when it was pinned. Fields of an entry are guarded by its lock, the version by the table's.
 *
 * <p>Pins are four counters of eight bits in one word: host mappings and copies that may write, those that only read,
 * and the same for devices.
 */
public final class GrantTable {
    /** One pin of a host mapping or copy that may write. */
    static final int HOST_WRITE = 1;
    /** One that only reads. */
    static final int HOST_READ = 1 << 8;
    /** One of a device that may write. */
    static final int DEVICE_WRITE = 1 << 16;
    /** One of a device that only reads. */
    static final int DEVICE_READ = 1 << 24;

    private static final int WRITE_PINS = 0x00ff_00ff;
    private static final int TOP_BIT = 7;

    final int domain;
    final SharedMemory memory;
    final GrantLayout layout;

    final int[] domids;
    final int[] frames;
    final int[] starts;
    final int[] lengths;
    final boolean[] copyOnly;
    final int[] sources;
    final int[] sourceRefs;

    /** Hypercalls that follow a transitive entry unlocked, and behind bit 16 those of them that want to write. */
    final int[] claims;

    private final GrantWords words;
    private int v2Ops;
    private int statusRefs;

    /** Domains that there may be: DOMID_FIRST_RESERVED. */
    static final int MOST_DOMAINS = 0x7ff0;

    /**
     * The table of {@code domain} that lies at {@code layout}, of version 1.
     *
     * @param domain 0 to 32751
     * @throws IllegalArgumentException if it is not, or the table does not fit into the memory
     */
    public GrantTable(SharedMemory memory, GrantLayout layout, int domain) {
        this(memory, layout, domain, new GrantWords.Plain(1 + layout.entries(1)));
    }

    /** The same with version and pins in {@code words}, 1 more than it has entries of version 1. */
    public GrantTable(SharedMemory memory, GrantLayout layout, int domain, GrantWords words) {
        if (layout.end() > memory.size()) {
            throw new IllegalArgumentException(
                    "the grant table ends at " + layout.end() + ", behind the end of the memory at " + memory.size());
        }
        this.memory = memory;
        this.layout = layout;
        this.domain = Arguments.index("domain", domain, MOST_DOMAINS);
        int entries = layout.entries(1);
        domids = new int[entries];
        frames = new int[entries];
        starts = new int[entries];
        lengths = new int[entries];
        copyOnly = new boolean[entries];
        sources = new int[entries];
        sourceRefs = new int[entries];
        claims = new int[entries];
        this.words = words;
        words.set(0, 1);
    }

    /** Its version now, 1 or 2. */
    public int version() {
        return words.get(0);
    }

    void setVersion(int now) {
        words.set(0, now);
    }

    /** Whether an entry of that number exists now. */
    boolean has(int ref) {
        return ref >= 0 && ref < layout.entries(version());
    }

    /**
     * The pins of an entry.
     *
     * @throws IllegalArgumentException if a table of version 1 has no such entry
     */
    public int pins(int ref) {
        return words.get(1 + Arguments.index("grant reference", ref, claims.length));
    }

    void addPins(int ref, int more) {
        words.set(1 + ref, words.get(1 + ref) + more);
    }

    boolean hasWriters(int ref) {
        return (pins(ref) & WRITE_PINS) != 0;
    }

    /** Whether raising the pins by {@code more} might overflow a counter: one that is half full refuses. */
    boolean wouldOverflow(int ref, int more) {
        return (pins(ref) & more << TOP_BIT) != 0;
    }

    /** The use bits that pins and claims of an entry demand (G1). */
    int use(int ref) {
        int pins = pins(ref);
        boolean writes = (pins & WRITE_PINS) != 0 || claims[ref] >>> 16 != 0;
        return (pins != 0 || claims[ref] != 0 ? READING : 0) | (writes ? WRITING : 0);
    }

    int header(int ref) {
        return layout.header(version(), ref);
    }

    /** Flags, and behind bit 16 the domain, in one access. */
    int readHeader(int ref) {
        return memory.load32(Mode.OPAQUE, header(ref));
    }

    /** The frame number, of 32 or 64 bits. */
    long readFrame(int ref) {
        return version() == 1
                ? memory.load32(Mode.OPAQUE, layout.frame(1, ref)) & 0xffff_ffffL
                : memory.load64(Mode.OPAQUE, layout.frame(2, ref));
    }

    // ---- Counted across entries.

    synchronized void addV2Op(int more) {
        v2Ops += more;
    }

    synchronized int v2Ops() {
        return v2Ops;
    }

    synchronized void addStatusRef(int more) {
        if (statusRefs + more < 0) {
            throw new IllegalStateException("nobody has found the status frames of domain " + domain);
        }
        statusRefs += more;
    }

    /** References to the frames that hold the status words of version 2. */
    public synchronized int statusRefs() {
        return statusRefs;
    }
}
