package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;
import java.util.Set;

/** The capability alone, put into a device and a machine like QEMU's, with some of the {@link MsixPolicy policies}. */
final class MsixAsInQemu implements MsixSide {
    private final MsixCore core;
    private final int queues;
    private final int[] uses;
    private final Set<MsixPolicy> policies;
    private boolean enable;
    private boolean decode;

    MsixAsInQemu(MsixCore core, int vectors, int queues, Set<MsixPolicy> policies) {
        this.core = core;
        this.queues = queues;
        this.policies = policies;
        uses = new int[vectors];
    }

    @Override
    public void reset() {
        core.reset();
        for (int vector = 0; vector < uses.length; vector++) {
            if (policies.contains(MsixPolicy.RESET_RELEASES)) {
                for (; uses[vector] > 0; uses[vector]--) {
                    core.release(vector);
                }
            }
        }
        enable = false;
        decode(true);
    }

    @Override
    public long read(Region region, int offset, int size) {
        long value = 0;
        for (int done = 0, piece; done < size; done += piece) {
            piece = piece(region, offset + done, size - done);
            value |= onePiece(region, offset + done, piece) << 8 * done;
        }
        return value;
    }

    private long onePiece(Region region, int offset, int size) {
        long value = core.read(region, offset, size);
        MsixPolicy policy = decode ? MsixPolicy.REFUSED_READS_ZERO : MsixPolicy.NOTHING_READS_ZERO;
        boolean refused = !decode || !isGood(region, offset, size);
        return refused && policies.contains(policy) ? 0 : value;
    }

    @Override
    public void write(Region region, int offset, int size, long value) {
        for (int done = 0, piece; done < size; done += piece) {
            piece = piece(region, offset + done, size - done);
            long part = value >>> 8 * done & -1L >>> Long.SIZE - 8 * piece;
            core.write(region, offset + done, piece, part);
        }
    }

    private boolean isGood(Region region, int offset, int size) {
        return (size == 4 || size == 8) && offset % size == 0 && offset + size <= region.bytes(uses.length);
    }

    private int piece(Region region, int offset, int size) {
        if (!policies.contains(MsixPolicy.PIECES) || isGood(region, offset, size)) {
            return size;
        }
        return Math.min(Math.min(Integer.highestOneBit(size), 4), offset == 0 ? 4 : Integer.lowestOneBit(offset));
    }

    @Override
    public void control(int width, boolean enable, boolean functionMask) {
        this.enable = enable;
        core.control(enable, functionMask);
    }

    @Override
    public void decode(boolean on) {
        decode = on;
        core.decode(on);
    }

    @Override
    public void event(int vector) {
        if (enable || !policies.contains(MsixPolicy.DISABLED_MEANS_INTX)) {
            core.event(vector);
        }
    }

    @Override
    public void use(int vector) {
        int used = 0;
        for (int one : uses) {
            used += one;
        }
        if (used < queues) {
            uses[vector]++;
            core.use(vector);
        }
    }

    @Override
    public void release(int vector) {
        if (uses[vector] > 0) {
            uses[vector]--;
            core.release(vector);
        }
    }

    @Override
    public byte[] takeInbox() {
        return core.takeInbox();
    }
}
