package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NEXT;

import java.util.List;

/** A sound packed ring with some of its fields overwritten, for a device with QEMU's policies. */
final class PackedMutant {
    private PackedMutant() {}

    static RawPackedRing of(List<RawChange> changes) {
        RawPackedRing ring = RawPackedRing.sound();
        ring.policy = SplitMutant.QEMU;
        for (RawChange change : changes) {
            int index = change.index() % RawRing.SIZE;
            int entry = change.index() % RawRing.ENTRIES;
            if (Character.isUpperCase(change.field())) {
                ring.table[entry] = change.on(ring.table[entry]);
            } else if (index != 5 || change.field() != 'a') {
                // The table stays where it is; only its length, and who points to it, changes.
                ring.descriptors[index] = change.on(ring.descriptors[index]);
            }
        }
        return ring;
    }

    /**
     * Whether the ring has something in it at which the table of malformed rings says that the two differ: a list whose
     * first id is not its last, an indirect table behind other descriptors, one that is empty or has too many entries.
     * And a list that goes round the end of the ring, into what the devices have marked as used each in its way (P6).
     */
    static boolean isKnownToDiffer(RawPackedRing ring) {
        int head = 0;
        while (head < RawRing.SIZE && isAvailable(ring.descriptors[head])) {
            int last = last(ring, head);
            if (last == RawRing.SIZE || ring.descriptors[head].last() != ring.descriptors[last].last()) {
                return true;
            }
            for (int i = head; i <= last; i++) {
                if (ring.descriptors[i].has(INDIRECT) && (i > head || tableDiffers(ring.descriptors[i]))) {
                    return true;
                }
            }
            head = last + 1;
        }
        return false;
    }

    private static boolean isAvailable(RawDescriptor descriptor) {
        return descriptor.has(RawPackedRing.AVAIL) && !descriptor.has(RawPackedRing.USED);
    }

    /** The last descriptor of a list; behind the ring where it goes round its end. A table ends it. */
    private static int last(RawPackedRing ring, int head) {
        int last = head;
        while (last < RawRing.SIZE && ring.descriptors[last].has(NEXT) && !ring.descriptors[head].has(INDIRECT)) {
            last++;
        }
        return last;
    }

    private static boolean tableDiffers(RawDescriptor descriptor) {
        return descriptor.address() != RawDescriptor.TABLE
                || descriptor.length() == 0
                || descriptor.length() > RawRing.SIZE * RawRing.SIXTEEN;
    }
}
