package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;

/** A third telling of MSI-X, small and flat, into which each {@link MsixMutant} can be put: the mutants. */
final class MsixSketch implements MsixCore {
    private static final int MASK = 1;

    private final MsixMutant mistake;
    private final int[] table;
    private final int[] pending;
    private final int[] uses;
    private final int[] dataAtEvent;
    private final MsixInbox inbox = new MsixInbox();
    private boolean enable;
    private boolean functionMask;
    private boolean decode;

    MsixSketch(int vectors, MsixMutant mistake) {
        this.mistake = mistake;
        table = new int[4 * vectors];
        pending = new int[vectors];
        uses = new int[vectors];
        dataAtEvent = new int[vectors];
        reset();
    }

    private boolean has(MsixMutant one) {
        return mistake == one;
    }

    private boolean masked(int vector) {
        boolean function = functionMask && !has(MsixMutant.IGNORES_FUNCTION_MASK);
        return (table[4 * vector + 3] & MASK) != 0 || function || !enable;
    }

    private boolean[] masks() {
        boolean[] masks = new boolean[pending.length];
        for (int vector = 0; vector < masks.length; vector++) {
            masks[vector] = masked(vector);
        }
        return masks;
    }

    private void send(int vector, int data) {
        inbox.receive((long) table[4 * vector + 1] << 32 | table[4 * vector] & 0xffff_ffffL, data);
    }

    private void sendPending(boolean[] before, boolean functionWide) {
        for (int i = 0; i < pending.length; i++) {
            int vector = functionWide && has(MsixMutant.LAST_VECTOR_FIRST) ? pending.length - 1 - i : i;
            if (before[vector] && !masked(vector) && pending[vector] > 0) {
                pending[vector] -= has(MsixMutant.KEEPS_PENDING) ? 0 : 1;
                send(vector, has(MsixMutant.LATCHES_AT_EVENT) ? dataAtEvent[vector] : table[4 * vector + 2]);
            }
        }
    }

    @Override
    public void event(int vector) {
        if (uses[vector] == 0 && !has(MsixMutant.UNUSED_MAY_SEND)) {
            return;
        }
        dataAtEvent[vector] = table[4 * vector + 2];
        if (!masked(vector)) {
            send(vector, dataAtEvent[vector]);
        } else if (has(MsixMutant.COUNTS_EVENTS)) {
            pending[vector]++;
        } else if (!has(MsixMutant.FORGETS_PENDING)) {
            pending[vector] = 1;
        }
    }

    private boolean refused(Region region, int offset, int size) {
        boolean width = size == 4 || size == 8 || size == 2 && has(MsixMutant.TAKES_WORDS);
        return !decode && !has(MsixMutant.IGNORES_DECODE)
                || !width
                || offset % size != 0
                || offset + size > region.bytes(pending.length);
    }

    @Override
    public long read(Region region, int offset, int size) {
        if (refused(region, offset, size)) {
            return 0;
        }
        long value = dword(region, offset & ~3) >>> 8 * (offset & 3);
        if (size == 2) {
            return value & 0xffff;
        }
        return size == 4 ? value : value | dword(region, offset + 4) << 32;
    }

    private long dword(Region region, int offset) {
        if (region == Region.TABLE) {
            return table[offset / 4] & 0xffff_ffffL;
        }
        long bits = 0;
        for (int i = 0; i < 32 && 8 * offset + i < pending.length; i++) {
            bits |= pending[8 * offset + i] > 0 ? 1L << i : 0;
        }
        return bits;
    }

    @Override
    public void write(Region region, int offset, int size, long value) {
        if (refused(region, offset, size)) {
            return;
        }
        if (region == Region.PBA) {
            if (has(MsixMutant.PBA_IS_WRITABLE)) {
                pending[0] = (int) value & 1;
            }
            return;
        }
        boolean[] before = masks();
        int first = offset / 4;
        if (size == 8 && has(MsixMutant.HIGH_HALF_FIRST)) {
            put(first + 1, (int) (value >>> 32));
            sendPending(before, false);
            put(first, (int) value);
            return;
        }
        put(first, (int) value);
        if (size == 8 && !has(MsixMutant.LOSES_HIGH_HALF)) {
            put(first + 1, (int) (value >>> 32));
        }
        sendPending(before, false);
    }

    private void put(int index, int value) {
        boolean control = index % 4 == 3;
        table[index] = control && has(MsixMutant.CONTROL_IS_ONE_BIT) ? value & MASK : value;
    }

    @Override
    public void control(boolean enable, boolean functionMask) {
        boolean[] before = masks();
        this.enable = enable;
        this.functionMask = functionMask;
        if (!has(MsixMutant.ENABLE_SENDS_NOTHING)) {
            sendPending(before, true);
        }
    }

    @Override
    public void decode(boolean on) {
        decode = on;
    }

    @Override
    public void use(int vector) {
        uses[vector]++;
    }

    @Override
    public void release(int vector) {
        uses[vector]--;
        boolean last = uses[vector] == 0 || has(MsixMutant.FIRST_RELEASE_CLEARS);
        if (last && !has(MsixMutant.RELEASE_KEEPS_PENDING)) {
            pending[vector] = 0;
        }
    }

    @Override
    public void reset() {
        for (int vector = 0; vector < pending.length; vector++) {
            pending[vector] = 0;
            table[4 * vector + 3] = has(MsixMutant.RESET_UNMASKS) ? 0 : MASK;
            table[4 * vector + 2] = has(MsixMutant.RESET_KEEPS_DATA) ? table[4 * vector + 2] : 0;
            table[4 * vector + 1] = 0;
            table[4 * vector] = 0;
        }
        enable = false;
        functionMask = false;
        decode = false;
    }

    @Override
    public byte[] takeInbox() {
        return inbox.take();
    }
}
