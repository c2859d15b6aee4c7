package dev.fencepost.model.grant.table;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;

/**
 * The parts of a state of {@link GrantTableModel}, which is a {@code long[]}: what stands in the tables that guests and
 * hypervisor share, what the hypervisor keeps beside them, and where each hypercall is. One of these objects names the
 * bits of every state of its model.
 *
 * <p>Fields of entries are indexed by {@link #entry}, of handles by {@link #handle}, of frames as a domain sees them by
 * {@link #view}, of host addresses by {@link #address}, of hypercalls by virtual CPU, of a hypercall's parts by
 * {@link #part}.
 */
public final class State {
    static final int MOST_COUNTED = 15;

    private static final int FLAGS = 0x1ff;
    private static final int MAP_FLAGS = 7;

    /** How many of what. */
    public final Setup setup;

    final Layout layout = new Layout();

    /** GTF flags of entries: of version 1 with the use bits. */
    public final Field flags;
    /** Who may use it. */
    public final Field domid;
    /** Which frame; of a transitive entry the reference that it leads to. */
    public final Field frame;
    /** Of a sub-page entry its first byte, of a transitive one the domain that it leads to. */
    public final Field offset;
    /** Of a sub-page entry its length. */
    public final Field length;
    /** Use bits of version 2. */
    public final Field status;
    /** Whether the guest has broken the rules for the entry: what it says then counts for nothing. */
    public final Field edited;
    /** Whether the guest believes that the entry lends a frame. */
    public final Field lent;
    /** Whether the guest has cleared the flags of a version 2 entry and not yet seen that it is unused. */
    public final Field ending;

    /** Version of a domain's table. */
    public final Field version;
    /** Operations in flight that only version 2 has. */
    public final Field v2Ops;
    /** References to the status frames: mapped, or about to be. */
    public final Field statusRefs;
    /** Whether the guest has the status frames mapped. */
    public final Field statusMapped;
    /** Hypercalls that hold the table's lock for reading. */
    public final Field readers;

    /** Pin counters, four for each entry: host writable, host read-only, device writable, device read-only. */
    public final Field pins;
    /** Latched when it was pinned first: who, */
    public final Field actDomid;
    /** the frame, */
    public final Field actFrame;
    /** its first byte, */
    public final Field actStart;
    /** how many, */
    public final Field actLength;
    /** whether it may only be copied, */
    public final Field actSubPage;
    /** whose it is in the end, */
    public final Field actSource;
    /** and by which reference there. */
    public final Field actRef;
    /** Hypercalls that have raised its use bits and follow it unlocked: a transitive one. */
    public final Field claims;
    /** Of them, those that want to write. */
    public final Field writingClaims;
    /** The virtual CPU that holds the entry's lock, plus 1. */
    public final Field lock;

    /** Handles that exist. */
    public final Field limit;
    /** GNTMAP flags of a handle: none is unused. */
    public final Field mapFlags;
    /** Whose grant it maps. */
    public final Field mapDomid;
    /** Which. */
    public final Field mapRef;
    /** Whose free list it goes back to. */
    public final Field mapVcpu;
    /** The next free one, {@link #tail}, or {@link #taken}. */
    public final Field next;
    /** First of a virtual CPU's free list. */
    public final Field head;
    /** Last of it, which is never given out. */
    public final Field last;

    /** Who has a frame; the number of domains for nobody. */
    public final Field owner;
    /** References that grants hold to a frame. */
    public final Field refs;
    /** Of them, those to it as writable. */
    public final Field types;
    /** Whether its owner uses it as a page table, so that nobody may write to it. */
    public final Field table;
    /** Whether its owner has taken it back into use after it had lent it. */
    public final Field reused;

    /** Page table entries of a domain, by host address: 0, or 1 + 2 frame + writable. */
    public final Field pte;
    /** What a domain's TLBs may hold of a frame: 0 nothing, 1 for reading, 2 for writing. */
    public final Field tlb;
    /** What its IOMMU allows, likewise. */
    public final Field iommu;
    /** Read-only mappings that a domain's IOMMU counts for a frame. */
    public final Field iommuReaders;
    /** Writable ones. */
    public final Field iommuWriters;

    /** Hypercalls begun so far, as far as the bounds of an exploration count them. */
    public final Field begun;
    /** Rules broken so far, likewise. */
    public final Field edits;

    /** Hypercalls. */
    final Call call;

    /** The state of the tables that {@code setup} describes. */
    State(Setup setup) {
        this.setup = setup;
        int domains = setup.domains();
        int entries = domains * setup.entries();
        int handles = domains * setup.handles();
        int views = domains * setup.frames();
        int most = 2 * (handles + 2 * setup.vcpus().size());
        flags = layout.array(entries, FLAGS);
        domid = layout.array(entries, domains);
        frame = layout.array(entries, Math.max(setup.wideFrame(), setup.entries()));
        offset = layout.array(entries, Math.max(setup.pageSize(), domains));
        length = layout.array(entries, setup.pageSize());
        status = layout.array(entries, Gtf.READING | Gtf.WRITING);
        edited = layout.array(entries, 1);
        lent = layout.array(entries, 1);
        ending = layout.array(entries, 1);
        version = layout.array(domains, 2);
        v2Ops = layout.array(domains, setup.entries() + setup.vcpus().size());
        statusRefs = layout.array(domains, 1 + setup.vcpus().size());
        statusMapped = layout.array(domains, 1);
        readers = layout.array(domains, setup.vcpus().size());
        pins = layout.array(4 * entries, setup.pinLimit());
        actDomid = layout.array(entries, domains);
        actFrame = layout.array(entries, setup.frames());
        actStart = layout.array(entries, setup.pageSize());
        actLength = layout.array(entries, setup.pageSize());
        actSubPage = layout.array(entries, 1);
        actSource = layout.array(entries, domains);
        actRef = layout.array(entries, Math.max(setup.wideFrame(), setup.entries()));
        claims = layout.array(entries, setup.vcpus().size());
        writingClaims = layout.array(entries, setup.vcpus().size());
        lock = layout.array(entries, setup.vcpus().size());
        limit = layout.array(domains, setup.handles());
        mapFlags = layout.array(handles, MAP_FLAGS);
        mapDomid = layout.array(handles, domains);
        mapRef = layout.array(handles, setup.entries());
        mapVcpu = layout.array(handles, setup.vcpus().size());
        next = layout.array(handles, taken());
        head = layout.array(setup.vcpus().size(), tail());
        last = layout.array(setup.vcpus().size(), tail());
        owner = layout.array(setup.frames(), domains);
        refs = layout.array(setup.frames(), most);
        types = layout.array(setup.frames(), most);
        table = layout.array(setup.frames(), 1);
        reused = layout.array(setup.frames(), 1);
        pte = layout.array(domains * setup.addresses(), 2 * setup.frames());
        tlb = layout.array(views, 2);
        iommu = layout.array(views, 2);
        iommuReaders = layout.array(views, handles);
        iommuWriters = layout.array(views, handles);
        begun = layout.field(MOST_COUNTED);
        edits = layout.field(MOST_COUNTED);
        call = new Call(layout, setup);
    }

    /** Index of an entry. */
    public int entry(int domain, int ref) {
        return domain * setup.entries() + ref;
    }

    /** Index of a handle. */
    public int handle(int domain, int handle) {
        return domain * setup.handles() + handle;
    }

    /** Index of a frame as a domain sees it. */
    public int view(int domain, int ofFrame) {
        return domain * setup.frames() + ofFrame;
    }

    /** Index of a host address. */
    public int address(int domain, int address) {
        return domain * setup.addresses() + address;
    }

    /** Ends a free list. */
    public int tail() {
        return setup.handles();
    }

    /** Marks a handle that is in no free list. */
    public int taken() {
        return setup.handles() + 1;
    }

    /** All four pin counters of an entry together. */
    public int pinned(long[] s, int entry) {
        return writers(s, entry) + pins.get(s, 4 * entry + Pin.HOST_READ) + pins.get(s, 4 * entry + Pin.DEVICE_READ);
    }

    /** Its pins that may write. */
    public int writers(long[] s, int entry) {
        return pins.get(s, 4 * entry + Pin.HOST_WRITE) + pins.get(s, 4 * entry + Pin.DEVICE_WRITE);
    }

    /** What the pins of an entry, and who is about to pin it, demand of its use bits. */
    public int use(long[] s, int entry) {
        return (pinned(s, entry) + claims.get(s, entry) > 0 ? Gtf.READING : 0)
                | (writers(s, entry) + writingClaims.get(s, entry) > 0 ? Gtf.WRITING : 0);
    }

    /** The use bits that the guest sees. */
    public int shown(long[] s, int domain, int entry) {
        int bits = version.get(s, domain) == 1 ? flags.get(s, entry) : status.get(s, entry);
        return bits & (Gtf.READING | Gtf.WRITING);
    }

    /** Adds to a field. */
    static void add(Field field, long[] s, int index, int more) {
        field.set(s, index, field.get(s, index) + more);
    }

    /** The pin counters of an entry. */
    static final class Pin {
        static final int HOST_WRITE = 0;
        static final int HOST_READ = 1;
        static final int DEVICE_WRITE = 2;
        static final int DEVICE_READ = 3;

        private Pin() {}

        /** The counter of a kind of mapping. */
        static int of(boolean device, boolean readonly) {
            return (device ? 2 : 0) + (readonly ? 1 : 0);
        }
    }

    /** Flags of an entry, GTF in the header, and of a mapping, GNTMAP. */
    static final class Gtf {
        static final int PERMIT = 1;
        static final int ACCEPT = 2;
        static final int TRANSITIVE = 3;
        static final int TYPE = 3;
        static final int READONLY = 4;
        static final int READING = 8;
        static final int WRITING = 16;
        static final int SUB_PAGE = 256;
        static final int COMMITTED = 4;
        static final int COMPLETED = 8;

        static final int MAP_DEVICE = 1;
        static final int MAP_HOST = 2;
        static final int MAP_READONLY = 4;

        private Gtf() {}
    }
}
