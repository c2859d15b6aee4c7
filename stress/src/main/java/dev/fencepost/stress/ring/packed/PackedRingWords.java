package dev.fencepost.stress.ring.packed;

import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.stress.ring.RingWords;

/** Places of a packed ring. */
final class PackedRingWords extends RingWords {
    private static final String[] FIELDS = {"addr", "len", "id", "flags"};
    private static final int[] FIELDS_AT = {0, 8, 12, 14};

    private final PackedLayout layout;

    PackedRingWords(PackedLayout layout) {
        super(layout.end());
        this.layout = layout;
    }

    @Override
    public String part(int offset) {
        if (offset == layout.driverEvent()) {
            return "driver.off_wrap";
        } else if (offset == layout.driverEvent() + 2) {
            return "driver.flags";
        } else if (offset == layout.deviceEvent()) {
            return "device.flags,off_wrap";
        }
        for (int i = 0; i < layout.size(); i++) {
            for (int j = 0; j < FIELDS.length; j++) {
                if (offset == layout.descriptor(i) + FIELDS_AT[j]) {
                    return "desc[" + i + "]." + FIELDS[j];
                }
            }
        }
        return "offset " + offset;
    }
}
