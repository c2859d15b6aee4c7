package dev.fencepost.model.dispatch;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;

/**
 * The state. Threads are the vCPUs and then the main loop; the I/O thread comes after them and has fields of its own. A
 * lock holds its owner's number and 1 more, 0 where it is free.
 */
final class Words {
    /** Views that can be there at once. */
    static final int VIEWS = 3;
    /** Coalesced writes that can wait. */
    static final int RING = 2;
    /** An access, and one from within its callback. */
    static final int DEPTHS = 2;

    /** What a view says of a device. */
    static final int UNMAPPED = 0;

    static final int MAPPED = 1;
    static final int DOORBELL = 2;

    final int devices;
    final int threads;
    final Layout layout = new Layout();
    final Field fault = layout.field(31);

    // ---- Topology.
    final Field current = layout.field(VIEWS - 1);
    final Field viewLive = layout.array(VIEWS, 1);
    final Field viewComplete = layout.array(VIEWS, 1);
    final Field entry;
    /** What each vCPU goes by where it has a view of its own. */
    final Field ownView;
    /** The view of a vCPU's translation and 1 more; 0 for none. */
    final Field translation;

    final Field epoch = layout.field(7);
    /** The epoch in which a thread began to read; 0 while it does not. */
    final Field reading;

    // ---- Locks.
    final Field bigLock;
    final Field aioContext;
    final Field deviceLock;
    final Field cpuLock;

    // ---- Devices.
    final Field live;
    final Field realized;
    final Field unplugged;
    final Field references;
    final Field retired;
    final Field engaged;
    final Field register;
    final Field lastWrite;
    final Field started;
    final Field attached;
    final Field kicked;
    final Field posted;
    final Field handled;
    final Field handling;
    final Field interrupt;

    // ---- Coalesced writes: device and number of each, oldest first.
    final Field waiting = layout.field(RING);
    final Field waitingDevice;
    final Field waitingNumber = layout.array(RING, 7);
    final Field bounceOwners = layout.field(1);
    final Field bottomHalf = layout.field(1);

    // ---- Threads.
    final Field op;
    final Field depth;
    final Field pc;
    final Field view;
    final Field temp;
    final Field took;
    final Field referenced;
    final Field skip;
    final Field setGuard;
    final Field ioPc = layout.field(15);
    final Field ioDevice;

    Words(int devices, int vcpus) {
        this.devices = devices;
        threads = vcpus + 1;
        int frames = threads * DEPTHS;
        entry = layout.array(VIEWS * devices, DOORBELL);
        ownView = layout.array(vcpus, VIEWS - 1);
        translation = layout.array(vcpus, VIEWS);
        reading = layout.array(threads, 7);
        bigLock = layout.field(threads + 1);
        aioContext = layout.field(threads + 1);
        deviceLock = layout.array(devices, threads + 1);
        cpuLock = layout.array(vcpus, threads + 1);
        live = layout.array(devices, 1);
        realized = layout.array(devices, 1);
        unplugged = layout.array(devices, 1);
        references = layout.array(devices, 15);
        retired = layout.array(devices, 1);
        engaged = layout.array(devices, 1);
        register = layout.array(devices, 7);
        lastWrite = layout.array(devices, 7);
        started = layout.array(devices, 1);
        attached = layout.array(devices, 1);
        kicked = layout.array(devices, 1);
        posted = layout.array(devices, 7);
        handled = layout.array(devices, 7);
        handling = layout.array(devices, 1);
        interrupt = layout.array(vcpus, 1);
        waitingDevice = layout.array(RING, Math.max(1, devices - 1));
        op = layout.array(threads, 7);
        depth = layout.array(threads, DEPTHS - 1);
        pc = layout.array(frames, 31);
        view = layout.array(frames, VIEWS - 1);
        temp = layout.array(frames, 7);
        took = layout.array(frames, 1);
        referenced = layout.array(frames, 1);
        skip = layout.array(frames, 1);
        setGuard = layout.array(frames, 1);
        ioDevice = layout.field(Math.max(1, devices - 1));
    }

    /** Index of the frame of a thread's access, or of the one within it. */
    int frame(long[] s, int thread) {
        return outer(thread) + depth.get(s, thread);
    }

    int outer(int thread) {
        return thread * DEPTHS;
    }

    int entryOf(long[] s, int view, int device) {
        return entry.get(s, view * devices + device);
    }

    /** Remembers the first thing that goes wrong. */
    void fail(long[] s, Fault what) {
        if (!fault.isSet(s)) {
            fault.set(s, what.code());
        }
    }

    void failUnless(boolean holds, long[] s, Fault what) {
        if (!holds) {
            fail(s, what);
        }
    }

    /** Leaves nothing behind in a frame, so that equal states look equal. */
    void clear(long[] s, int frame) {
        pc.set(s, frame, 0);
        view.set(s, frame, 0);
        temp.set(s, frame, 0);
        took.set(s, frame, 0);
        referenced.set(s, frame, 0);
        skip.set(s, frame, 0);
        setGuard.set(s, frame, 0);
    }

    /** The thread's operation is over. */
    void endOperation(long[] s, int thread) {
        clear(s, outer(thread));
        clear(s, outer(thread) + 1);
        op.set(s, thread, op.get(s, thread) + 1);
    }
}
