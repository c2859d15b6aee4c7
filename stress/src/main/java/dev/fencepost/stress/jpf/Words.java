package dev.fencepost.stress.jpf;

import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.vring.SplitLayout;

/** Accesses of a split ring in words. Written out where it is longer to stay within what Java PathFinder can run. */
final class Words {
    private static final String[] SIDES = {"driver", "device"};

    private final SplitLayout layout;
    private final int window;

    /** Names for a ring with payload from {@code window} on. */
    Words(SplitLayout layout, int window) {
        this.layout = layout;
        this.window = window;
    }

    String load(int side, int offset, long value) {
        return SIDES[side] + ": read " + name(offset) + ": " + value;
    }

    String store(int side, int offset, long value) {
        return SIDES[side] + ": " + name(offset) + " = " + value;
    }

    String exchange(int side, int offset, long found, boolean stores, long value) {
        return SIDES[side] + ": read " + name(offset) + ": " + found + (stores ? ", replaced by " + value : ", left");
    }

    String visible(int side, int offset, long value) {
        return SIDES[side] + "'s stores: visible: " + name(offset) + " = " + value;
    }

    String fence(int side, Site site) {
        return SIDES[side] + ": fence " + site.name();
    }

    String says(int side, String what) {
        return SIDES[side] + ": " + what;
    }

    private String name(int offset) {
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
                return "used.ring[" + i + "].id";
            } else if (offset == layout.usedRing(i) + 4) {
                return "used.ring[" + i + "].len";
            } else if (offset == layout.descriptor(i)) {
                return "desc[" + i + "].addr";
            } else if (offset == layout.descriptor(i) + 8) {
                return "desc[" + i + "].len,flags,next";
            }
        }
        return "offset " + offset;
    }
}
