package dev.fencepost.model.grant.table;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;

/** The parts of a state that say where hypercalls are, one for each virtual CPU. Fields are 0 while it is idle. */
final class Call {
    /** What a hypercall does next. {@code access} says whether that is one access to memory that guests share. */
    enum Phase {
        IDLE(false),
        // Pinning an entry, for a mapping or a copy.
        PIN_CHECK(false),
        PIN_READ(true),
        PIN_SWAP(true),
        PIN_STATUS(true),
        PIN_LOOK_AGAIN(true),
        PIN_RANGE(true),
        PIN_FRAME(true),
        PIN_LATCHED(false),
        CLEAR(true),
        // Transitive entries.
        TRANS_DOMAIN(true),
        TRANS_REF(true),
        TRANS_BACK(false),
        TRANS_DROP(false),
        TRANS_GONE(false),
        // Mapping.
        MAP_REFS(false),
        MAP_IOMMU(false),
        MAP_FILL(false),
        MAP_UNDO(false),
        // Unmapping.
        UNMAP_ONE(false),
        UNMAP_HANDLE(false),
        UNMAP_FLUSH(false),
        UNMAP_PINS(false),
        // Copying.
        COPY_CLAIM(false),
        COPY_TYPE(false),
        COPY_BYTES(false),
        COPY_RELEASE(false),
        COPY_PUT(false),
        // Transferring.
        MOVE_LOCK(false),
        MOVE_READ(true),
        MOVE_SWAP(true),
        MOVE_ENTER(false),
        MOVE_FRAME(true),
        MOVE_DONE(true),
        // The status frames.
        STATUS_FRAME_FOUND(false);

        private final boolean access;

        Phase(boolean access) {
            this.access = access;
        }

        boolean access() {
            return access;
        }
    }

    /** Where a hypercall goes on after {@link Phase#CLEAR}. */
    enum After {
        FAILED,
        MAP_UNDONE,
        UNMAPPED,
        RELEASED,
        DROPPED,
        GONE
    }

    static final Phase[] PHASES = Phase.values();
    static final After[] AFTERS = After.values();

    private final int batch;

    final Field phase;
    final Field after;
    /** Answer of a hypercall that is over, or that is being undone. */
    final Field result;
    /** The handle that a mapping got. */
    final Field handle;

    // The grant that is being pinned or given up.
    final Field remote;
    final Field ref;
    /** For whom: differs from the caller behind a transitive entry. */
    final Field user;

    final Field write;
    final Field mapping;
    /** The header that was read: flags and domain. */
    final Field seen;

    final Field seenDomid;
    final Field tries;
    final Field start;
    final Field length;
    /** References to the frame that the hypercall holds and must give back if it fails. */
    final Field heldRefs;

    final Field heldTypes;

    // Mapping.
    final Field mapFlags;
    final Field host;

    // The entry that led to another.
    final Field outerRemote;
    final Field outerRef;
    /** 0 at the entry that was asked for, 1 once that turned out transitive, 2 at the one that it led to. */
    final Field inner;

    final Field innerDomain;
    final Field oldPins;

    // Transferring.
    final Field frame;
    final Field version;

    // Unmapping: one part for each request.
    final Field at;
    final Field count;
    final Field partHandle;
    final Field partHost;
    final Field partDevice;
    final Field partDone;
    final Field partFrame;
    final Field partRemote;
    final Field partRef;
    final Field partStatus;

    // Copying: part 0 is the source, part 1 the destination.
    final Field side;
    final Field byRef;
    final Field sideDomain;
    final Field number;
    final Field from;
    final Field claimed;
    final Field sideFrame;
    final Field sideStart;
    final Field sideLength;
    final Field bytes;

    Call(Layout layout, Setup setup) {
        int calls = setup.vcpus().size();
        batch = setup.batch();
        int domains = setup.domains();
        int numbers = Math.max(setup.wideFrame(), setup.entries());
        phase = layout.array(calls, PHASES.length - 1);
        after = layout.array(calls, AFTERS.length - 1);
        result = layout.array(calls, GrantStatus.values().length - 1);
        handle = layout.array(calls, setup.handles());
        remote = layout.array(calls, domains);
        ref = layout.array(calls, numbers);
        user = layout.array(calls, domains);
        write = layout.array(calls, 1);
        mapping = layout.array(calls, 1);
        seen = layout.array(calls, 0x1ff);
        seenDomid = layout.array(calls, domains);
        tries = layout.array(calls, Pins.TRIES);
        start = layout.array(calls, setup.pageSize());
        length = layout.array(calls, setup.pageSize());
        heldRefs = layout.array(calls, 2);
        heldTypes = layout.array(calls, 2);
        mapFlags = layout.array(calls, 7);
        host = layout.array(calls, setup.addresses() + 1);
        outerRemote = layout.array(calls, domains);
        outerRef = layout.array(calls, setup.entries());
        inner = layout.array(calls, 2);
        innerDomain = layout.array(calls, Math.max(domains, setup.pageSize()));
        oldPins = layout.array(4 * calls, setup.pinLimit());
        frame = layout.array(calls, setup.wideFrame());
        version = layout.array(calls, 2);
        int parts = calls * batch;
        at = layout.array(calls, batch);
        count = layout.array(calls, batch);
        partHandle = layout.array(parts, setup.handles());
        partHost = layout.array(parts, setup.addresses() + 1);
        partDevice = layout.array(parts, setup.frames() + 1);
        partDone = layout.array(parts, 7);
        partFrame = layout.array(parts, setup.frames());
        partRemote = layout.array(parts, domains);
        partRef = layout.array(parts, setup.entries());
        partStatus = layout.array(parts, GrantStatus.values().length - 1);
        side = layout.array(calls, 2);
        byRef = layout.array(2 * calls, 1);
        sideDomain = layout.array(2 * calls, domains);
        number = layout.array(2 * calls, numbers);
        from = layout.array(2 * calls, setup.pageSize() + 1);
        claimed = layout.array(2 * calls, 3);
        sideFrame = layout.array(2 * calls, setup.frames());
        sideStart = layout.array(2 * calls, setup.pageSize());
        sideLength = layout.array(2 * calls, setup.pageSize());
        bytes = layout.array(calls, setup.pageSize() + 1);
    }

    /** Index of a request of a batch. */
    int part(int vcpu, int request) {
        return vcpu * batch + request;
    }

    /** Index of a side of a copy. */
    int side(int vcpu, int whichSide) {
        return 2 * vcpu + whichSide;
    }

    Phase phase(long[] s, int vcpu) {
        return PHASES[phase.get(s, vcpu)];
    }

    void go(long[] s, int vcpu, Phase to) {
        phase.set(s, vcpu, to.ordinal());
    }

    GrantStatus result(long[] s, int vcpu) {
        return GrantStatus.values()[result.get(s, vcpu)];
    }

    void fail(long[] s, int vcpu, GrantStatus with) {
        result.set(s, vcpu, with.ordinal());
    }

    /** Forgets everything but the answer and the handle. */
    void end(long[] s, int vcpu, GrantStatus answer) {
        int got = handle.get(s, vcpu);
        clear(s, vcpu);
        fail(s, vcpu, answer);
        handle.set(s, vcpu, got);
    }

    /** Forgets everything. */
    void clear(long[] s, int vcpu) {
        for (Field field : new Field[] {
            phase,
            after,
            result,
            handle,
            remote,
            ref,
            user,
            write,
            mapping,
            seen,
            seenDomid,
            tries,
            start,
            length,
            heldRefs,
            heldTypes,
            mapFlags,
            host,
            outerRemote,
            outerRef,
            inner,
            innerDomain,
            frame,
            version,
            at,
            count,
            side,
            bytes
        }) {
            field.set(s, vcpu, 0);
        }
        for (int i = 0; i < 4; i++) {
            oldPins.set(s, 4 * vcpu + i, 0);
        }
        for (int i = 0; i < batch; i++) {
            for (Field field :
                    new Field[] {partHandle, partHost, partDevice, partDone, partFrame, partRemote, partRef}) {
                field.set(s, part(vcpu, i), 0);
            }
        }
        for (int i = 0; i < 2; i++) {
            for (Field field :
                    new Field[] {byRef, sideDomain, number, from, claimed, sideFrame, sideStart, sideLength}) {
                field.set(s, side(vcpu, i), 0);
            }
        }
    }
}
