package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NEXT;

import dev.fencepost.impl.ring.DevicePolicy;
import java.util.List;

/** A sound split ring with some of its fields overwritten, for a device with QEMU's policies. */
final class SplitMutant {
    /** What QEMU does where the standard leaves a choice. */
    static final DevicePolicy QEMU = new DevicePolicy(
            true, DevicePolicy.ZeroLength.REJECT, DevicePolicy.IndirectNext.IGNORE, DevicePolicy.IndexJump.REJECT);

    private SplitMutant() {}

    static RawSplitRing of(List<RawChange> changes) {
        RawSplitRing ring = RawSplitRing.sound();
        ring.policy = QEMU;
        for (RawChange change : changes) {
            int index = change.index() % RawRing.SIZE;
            int entry = change.index() % RawRing.ENTRIES;
            if (change.field() == 'h') {
                ring.avail[index] = change.value();
            } else if (change.field() == 'i') {
                ring.availIdx = change.value();
            } else if (Character.isUpperCase(change.field())) {
                ring.table[entry] = change.on(ring.table[entry]);
            } else if (index == 5 && change.field() == 'a') {
                // The table stays where it is; only its length, and who points to it, changes.
                continue;
            } else {
                ring.descriptors[index] = change.on(ring.descriptors[index]);
            }
        }
        return ring;
    }

    /**
     * Whether the ring has something in it at which the table of malformed rings says that the two differ: an index too
     * far ahead, an indirect table behind other descriptors or in a table, or one with too many entries.
     */
    static boolean isKnownToDiffer(RawSplitRing ring) {
        if (ring.availIdx > RawRing.SIZE) {
            return true;
        }
        for (int i = 0; i < ring.availIdx; i++) {
            int head = ring.avail[i];
            if (head < RawRing.SIZE && chainDiffers(ring, head)) {
                return true;
            }
        }
        return false;
    }

    private static boolean chainDiffers(RawSplitRing ring, int head) {
        RawDescriptor descriptor = ring.descriptors[head];
        if (descriptor.has(INDIRECT)) {
            return descriptor.address() != RawDescriptor.TABLE || tableDiffers(ring, descriptor.length() / 16);
        }
        for (int steps = 0; steps <= RawRing.SIZE && descriptor.has(NEXT); steps++) {
            if (descriptor.last() >= RawRing.SIZE) {
                return false;
            }
            descriptor = ring.descriptors[descriptor.last()];
            if (descriptor.has(INDIRECT)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tableDiffers(RawSplitRing ring, int entries) {
        int index = 0;
        for (int steps = 0; index < entries && index < RawRing.ENTRIES; steps++) {
            RawDescriptor descriptor = ring.table[index];
            if (descriptor.has(INDIRECT) || steps == RawRing.SIZE) {
                return true;
            } else if (!descriptor.has(NEXT)) {
                return false;
            }
            index = descriptor.last();
        }
        // Behind what the test has filled in stands anything.
        return index < entries;
    }
}
