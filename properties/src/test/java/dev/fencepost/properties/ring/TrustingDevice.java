package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;

/** The mutant of a device: it believes what it reads. */
public final class TrustingDevice {
    private static final int NEXT = 1;

    private final SharedMemory memory;
    private final SplitLayout layout;

    public TrustingDevice(SharedMemory memory, SplitLayout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    /** Takes the first buffer; returns the sum of its lengths. */
    public long take(boolean checkHead, boolean fetchTwice) {
        int head = memory.load16(Mode.OPAQUE, layout.availRing(0));
        if (checkHead && head >= layout.size()) {
            return 0;
        }
        if (fetchTwice) {
            head = memory.load16(Mode.OPAQUE, layout.availRing(0));
        }
        long bytes = 0;
        int index = head;
        while (true) {
            long second = memory.load64(Mode.PLAIN, layout.descriptor(0) + 16 * index + 8);
            bytes += second & 0xffff_ffffL;
            if ((second >>> 32 & NEXT) == 0) {
                return bytes;
            }
            index = (int) (second >>> 48);
        }
    }
}
