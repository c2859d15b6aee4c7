package dev.fencepost.properties.qemu.malformed;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.qemu.VirtioTransport;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A ring of 8 entries as it stands in memory, made by a driver that keeps no rule; and the devices it is given to. */
abstract class RawRing {
    /** Entries of the ring. */
    static final int SIZE = 8;
    /** Entries of the indirect table. */
    static final int ENTRIES = 16;
    /** Bytes that ring, indirect table and buffers take together. */
    static final int BYTES = 5 << 14;
    /** Where the indirect table starts. */
    static final int TABLE = 1 << 12;
    /** Where buffers start. */
    static final int BUFFERS = 1 << 13;

    /** Bytes of a descriptor, and of the header of a block request. */
    static final int SIXTEEN = 16;

    /** Fills the buffers. Whatever is read there as the type of a request, the device answers at once. */
    private static final int CONTENT = 8;

    private static final long ADDRESS = 1L << 32;

    final RawDescriptor[] descriptors = new RawDescriptor[SIZE];
    final RawDescriptor[] table = new RawDescriptor[ENTRIES];
    boolean indirect = true;
    DevicePolicy policy = DevicePolicy.strict();

    /**
     * What became of it.
     *
     * @param used id and length of each buffer that came back
     * @param broken why the device works no more; empty if it does; just "broken" for a device that does not say why
     */
    record Outcome(List<String> used, String broken) {
        /** For a QEMU that aborts. */
        static final String DIES = "dies";

        /** The same without the reason. */
        Outcome bare() {
            return new Outcome(used, broken.isEmpty() ? "" : "broken");
        }

        @Override
        public String toString() {
            if (broken.isEmpty()) {
                String ids = used.stream()
                        .limit(SIZE)
                        .map(one -> one.replaceAll(".*=|:.*", ""))
                        .collect(Collectors.joining(" "));
                return used.size() > SIZE ? "takes " + used.size() : ("takes " + ids).trim();
            }
            return broken.equals(DIES) ? DIES : broken.equals("broken") ? "refuses" : "refuses: " + broken;
        }
    }

    /** Every descriptor is a buffer of its own. */
    RawRing() {
        for (int i = 0; i < SIZE; i++) {
            descriptors[i] = new RawDescriptor(64L * i, SIXTEEN, 0, 0);
        }
        for (int i = 0; i < ENTRIES; i++) {
            table[i] = new RawDescriptor(2048 + 64L * i, SIXTEEN, 0, 0);
        }
    }

    /** Writes it to {@code memory} from {@code start} on, which the device knows as {@code address}. */
    final void write(SharedMemory memory, int start, long address) {
        for (int at = 0; at < BYTES; at += Integer.BYTES) {
            memory.store32(Mode.PLAIN, start + at, at < BUFFERS ? 0 : CONTENT);
        }
        for (int i = 0; i < ENTRIES; i++) {
            write(memory, start + TABLE + SIXTEEN * i, table[i], address);
        }
        writeRing(memory, start, address);
    }

    /** Writes the descriptors of the ring, and what makes them available. */
    abstract void writeRing(SharedMemory memory, int start, long address);

    /** Writes a descriptor as this layout has it. */
    abstract void write(SharedMemory memory, int at, RawDescriptor descriptor, long address);

    /** The features that it is for. */
    long features() {
        return indirect ? VirtioTransport.F_INDIRECT_DESC : 0;
    }

    /** Starts it as queue 0. */
    abstract void start(VirtioTransport transport, long address);

    /** What came back of it. */
    abstract List<String> used(SharedMemory memory, int start);

    /** Our device on it. */
    abstract RingDevice device(SharedMemory memory, BufferWindow window);

    /** What our device makes of it, where it is a block device that answers at once. */
    final Outcome onOurs() {
        SharedMemory memory = new ArrayMemory(BYTES);
        write(memory, 0, ADDRESS);
        RingDevice device = device(memory, new BufferWindow(ADDRESS, 0, BYTES));
        Segments segments = new Segments(SIZE);
        try {
            for (int buffer = device.take(segments); buffer != RingDevice.NONE; buffer = device.take(segments)) {
                if (!isRequest(segments)) {
                    return new Outcome(used(memory, 0), "no header or no room for the status");
                }
                device.use(buffer, segments.writableBytes());
            }
            return new Outcome(used(memory, 0), "");
        } catch (BrokenRingException broken) {
            return new Outcome(used(memory, 0), broken.fault().toString());
        }
    }

    /** Whether it is what a block device wants of a request before it looks at it. */
    private static boolean isRequest(Segments segments) {
        long readable = 0;
        for (int i = 0; i < segments.readableCount(); i++) {
            readable += segments.length(i);
        }
        return readable >= SIXTEEN && segments.writableBytes() > 0;
    }

    @Override
    public String toString() {
        return "descriptors " + Arrays.toString(descriptors) + "\n  table " + Arrays.toString(table);
    }
}
