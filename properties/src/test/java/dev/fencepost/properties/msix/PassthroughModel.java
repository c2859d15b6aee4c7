package dev.fencepost.properties.msix;

import dev.fencepost.impl.msix.DeviceModel;
import dev.fencepost.impl.msix.MsixShadow;
import java.util.Arrays;

/**
 * A device model for a function that is passed through: it keeps what reaches it, and binds a vector when the guest
 * opens it while MSI-X is enabled, if it is not bound or has a new message; opening the function binds what was opened
 * or changed before.
 */
public class PassthroughModel implements DeviceModel {
    private final int[] dwords;
    private final boolean[] bound;
    private final boolean[] changed;
    private MsixShadow shadow;
    private boolean enable;
    private boolean maskAll;

    /** For a table of that many vectors. */
    public PassthroughModel(int vectors) {
        dwords = new int[4 * vectors];
        bound = new boolean[vectors];
        changed = new boolean[vectors];
        reset();
    }

    /** Who stands before it. */
    public void behind(MsixShadow before) {
        shadow = before;
    }

    /** As for a new guest. */
    public final void reset() {
        for (int i = 0; i < dwords.length; i++) {
            dwords[i] = i % 4 == 3 ? 1 : 0;
        }
        Arrays.fill(bound, false);
        Arrays.fill(changed, false);
        enable = false;
        maskAll = false;
    }

    /** The guest writes Message Control, which the hypervisor brings to hardware afterwards. */
    public void control(boolean enableNow, boolean maskAllNow) {
        boolean opens = enableNow && (!enable || maskAll && !maskAllNow);
        enable = enableNow;
        maskAll = maskAllNow;
        for (int vector = 0; opens && vector < bound.length; vector++) {
            if (bound[vector] || (dwords[4 * vector + 3] & 1) == 0) {
                bind(vector);
            }
        }
    }

    @Override
    public long read(int offset, int size) {
        if (size != 4 && size != 8 || offset % size != 0 || offset < 0 || offset + size > 4 * dwords.length) {
            return -1L >>> 64 - 8 * size;
        }
        long low = dwords[offset / 4] & 0xffff_ffffL;
        return size == 4 ? low : (long) dwords[offset / 4 + 1] << 32 | low;
    }

    @Override
    public void write(int offset, int size, long value) {
        if (size != 4 && size != 8 || offset % size != 0 || offset < 0 || offset + size > 4 * dwords.length) {
            return;
        }
        for (int i = 0; i < size / 4; i++) {
            int at = offset / 4 + i;
            dwords[at] = (int) (value >>> 32 * i);
            changed[at / 4] |= at % 4 < 3;
            if (at % 4 == 3 && (dwords[at] & 1) == 0 && enable && (!bound[at / 4] || changed[at / 4])) {
                bind(at / 4);
            }
        }
    }

    private void bind(int vector) {
        long address = (long) dwords[4 * vector + 1] << 32 | dwords[4 * vector] & 0xffff_ffffL;
        boolean masked = (dwords[4 * vector + 3] & 1) != 0;
        bound[vector] = true;
        changed[vector] = false;
        shadow.bind(vector, address, dwords[4 * vector + 2], masked);
    }
}
