package dev.fencepost.stress.ring.split;

import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.stress.ring.RingWords;

/** Places of a split ring. */
final class SplitRingWords extends RingWords {
    private final SplitLayout layout;

    SplitRingWords(SplitLayout layout) {
        super(layout.end());
        this.layout = layout;
    }

    @Override
    public String part(int offset) {
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
        return element(offset);
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
