package dev.fencepost.stress.jpf;

import dev.fencepost.impl.vring.SplitLayout;

/** Places of a split ring. */
final class SplitRingWords extends Words {
    private final SplitLayout layout;
    private final int window;

    /** Names for a ring with payload from {@code window} on. */
    SplitRingWords(SplitLayout layout, int window) {
        super("driver", "device");
        this.layout = layout;
        this.window = window;
    }

    @Override
    String name(int offset) {
        if (offset == layout.availIdx()) {
            return "avail.idx";
        } else if (offset == layout.usedIdx()) {
            return "used.idx";
        } else if (offset == layout.availFlags()) {
            return "avail.flags";
        } else if (offset == layout.usedFlags()) {
            return "used.flags";
        } else if (offset == layout.usedEvent()) {
            return "used_event";
        } else if (offset == layout.availEvent()) {
            return "avail_event";
        }
        return offset >= window ? "payload[" + (offset - window) / 4 + "]" : element(offset);
    }

    private String element(int offset) {
        for (int i = 0; i < layout.size(); i++) {
            if (offset == layout.availRing(i)) {
                return "avail.ring[" + i + "]";
            } else if (offset == layout.usedRing(i)) {
                return "used.ring[" + i + "].id,len";
            } else if (offset == layout.descriptor(i)) {
                return "desc[" + i + "].addr";
            } else if (offset == layout.descriptor(i) + 8) {
                return "desc[" + i + "].len,flags,next";
            }
        }
        return "offset " + offset;
    }
}
