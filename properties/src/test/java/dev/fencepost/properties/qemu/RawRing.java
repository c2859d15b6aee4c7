package dev.fencepost.properties.qemu;

import dev.fencepost.impl.memory.SharedMemory;
import java.util.List;

/** A ring as it stands in memory, made by a driver that keeps no rule, and the devices that are given it. */
interface RawRing {
    /** Bytes that ring, indirect table and buffers take together. */
    int BYTES = 5 << 14;
    /** Where the indirect table starts. */
    int TABLE = 1 << 12;
    /** Where buffers start. */
    int BUFFERS = 1 << 13;
    /** Whatever is read there as the type of a request, the device answers at once. */
    int CONTENT = 8;

    /**
     * What became of it.
     *
     * @param used id and length of each element that came back
     * @param broken why the device works no more; empty if it does; just "broken" for a device that does not say why
     */
    record Outcome(List<String> used, String broken) {
        /** The same without the reason. */
        Outcome bare() {
            return new Outcome(used, broken.isEmpty() ? "" : "broken");
        }

        @Override
        public String toString() {
            return broken.isEmpty()
                    ? "takes " + used.size()
                    : "refuses" + (broken.equals("broken") ? "" : ": " + broken);
        }
    }

    /** Writes it to {@code memory} from {@code start} on, which the device knows as {@code address}. */
    void write(SharedMemory memory, int start, long address);

    /** The features that it is for. */
    long features();

    /** Starts it as queue 0. */
    void start(VirtioTransport transport, long address);

    /** What came back of it. */
    List<String> used(SharedMemory memory, int start);

    /** What our device makes of it. */
    Outcome onOurs();
}
