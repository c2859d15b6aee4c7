package dev.fencepost.properties.qemu.msix;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.GuestQueue;
import dev.fencepost.properties.qemu.PciFunction;
import dev.fencepost.properties.qemu.Qemu;
import dev.fencepost.properties.qemu.QemuException;
import dev.fencepost.properties.qemu.Qtest;
import dev.fencepost.properties.qemu.VirtioPci;
import java.util.Arrays;

/**
 * The MSI-X capability of a virtio block device of QEMU's. An event is a request, for the device's name, which it
 * answers before the kick returns.
 */
final class MsixQemu implements MsixSide {
    private static final int GET_ID = 8;
    private static final int HEADER = 16;
    private static final int NAME = 20;
    private static final int QUEUE_ENTRIES = 4;
    private static final int SECOND_BAR = 0x8000;

    private final Qtest qtest;
    private final GuestMemory memory;
    private final PciFunction function;
    private final PciMsix msix;
    private final VirtioPci virtio;
    private final int express;
    private final long tableBar;
    private final GuestQueue[] queues;
    private final boolean[] started;
    private final int[] vectors;
    private final Segments segments = new Segments(3);
    private final int request;

    /**
     * The only device behind a root port.
     *
     * @param port device number of the port
     * @param bus number for the bus behind it
     * @param addresses 1 MiB of addresses for it
     * @param queues of the device; how many of them are used
     */
    MsixQemu(Qemu qemu, int port, int bus, long addresses, int queues) {
        qtest = qemu.qtest();
        memory = qemu.memory();
        function = PciFunction.behind(new PciFunction(qtest, 0, port), bus, addresses);
        express = function.capability(PciFunction.CAPABILITY_EXPRESS);
        msix = new PciMsix(function);
        tableBar = addresses;
        virtio = new VirtioPci(qtest, function, addresses + SECOND_BAR);
        this.queues = new GuestQueue[queues];
        started = new boolean[queues];
        vectors = new int[queues];
        for (int i = 0; i < queues; i++) {
            this.queues[i] = GuestQueue.split(memory, QUEUE_ENTRIES, SplitFeatures.none(), 0);
        }
        request = memory.allocate(HEADER + NAME + 1, 16);
        segments.readable(request, HEADER).writable(request + HEADER, NAME).writable(request + HEADER + NAME, 1);
    }

    @Override
    public void reset() {
        function.functionLevelReset(express);
        function.setBar(msix.bar(), tableBar);
        function.setBar(virtio.bar(), tableBar + SECOND_BAR);
        decode(true);
        virtio.negotiate(0);
        virtio.ready();
        Arrays.fill(started, false);
        Arrays.fill(vectors, VirtioPci.NO_VECTOR);
    }

    int vectors() {
        return msix.vectors();
    }

    private long address(Region region, int offset) {
        return tableBar + (region == Region.TABLE ? msix.tableOffset() : msix.pbaOffset()) + offset;
    }

    @Override
    public long read(Region region, int offset, int size) {
        return qtest.read(size, address(region, offset));
    }

    @Override
    public void write(Region region, int offset, int size, long value) {
        qtest.write(size, address(region, offset), value);
    }

    @Override
    public void control(int width, boolean enable, boolean functionMask) {
        msix.control(width, enable, functionMask);
    }

    /** The capability in configuration space. */
    PciMsix capability() {
        return msix;
    }

    @Override
    public void decode(boolean on) {
        function.write(2, PciFunction.COMMAND, PciFunction.BUS_MASTER | (on ? PciFunction.MEMORY_SPACE : 0));
        virtio.throughConfiguration(!on);
    }

    @Override
    public void use(int vector) {
        setVector(VirtioPci.NO_VECTOR, vector);
    }

    @Override
    public void release(int vector) {
        setVector(vector, VirtioPci.NO_VECTOR);
    }

    private void setVector(int from, int to) {
        int queue = queueWith(from);
        if (queue >= 0) {
            virtio.setVector(queue, to);
            vectors[queue] = to;
        }
    }

    private int queueWith(int vector) {
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i] == vector) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void event(int vector) {
        int queue = queueWith(vector) >= 0 ? queueWith(vector) : queueWith(VirtioPci.NO_VECTOR);
        if (queue < 0) {
            return;
        }
        RingDriver driver = queues[queue].driver();
        if (!started[queue]) {
            driver.reset();
            queues[queue].start(virtio, queue);
            started[queue] = true;
        }
        memory.shared().store32(Mode.PLAIN, request, GET_ID);
        driver.add(segments, queue);
        virtio.kick(queue);
        int token = driver.get();
        if (token != queue) {
            throw new QemuException("a request on queue " + queue + " came back as " + token);
        }
    }

    @Override
    public byte[] takeInbox() {
        byte[] inbox = new byte[INBOX_BYTES];
        int offset = (int) (INBOX - memory.address(0));
        memory.get(offset, inbox, 0, INBOX_BYTES);
        memory.fill(offset, INBOX_BYTES, EMPTY);
        return inbox;
    }
}
