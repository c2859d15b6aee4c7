package dev.fencepost.properties.qemu.prompt;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.qemu.block.BlockPlan;

/**
 * The simplest split device that keeps to the standard, for a machine without QEMU and for larger rings than QEMU has.
 * It shares nothing with ours but the layout: it counts in longs, and takes an index modulo 2^16 only where it stands
 * in memory.
 */
final class PromptPlain implements PromptPeer {
    private static final int INDICES = 1 << 16;
    private static final int NEXT = 1;
    private static final int INDIRECT = 4;
    private static final int ENTRY = 16;
    private static final int BYTES_OF_A_REQUEST = 64;

    private ArrayMemory memory;
    private SplitLayout layout;
    private boolean eventIdx;
    private int free;
    private long taken;
    private boolean interrupted;
    private boolean broken;

    @Override
    public RingDriver open(BlockPlan plan) {
        layout = SplitLayout.contiguous(plan.size(), 0);
        int tables = plan.indirect() ? ENTRY * TABLE * plan.size() : 0;
        int start = layout.end() + ENTRY - 1 & -ENTRY;
        free = start + tables;
        memory = new ArrayMemory(free + BYTES_OF_A_REQUEST * (plan.size() + 1));
        eventIdx = plan.eventIdx();
        taken = 0;
        interrupted = false;
        broken = false;
        return new SplitDriver(
                memory,
                layout,
                new SplitFeatures(eventIdx, false, plan.indirect(), 0),
                new BufferWindow(0, start, memory.size()),
                plan.indirect() ? new IndirectTables(start, TABLE) : null);
    }

    @Override
    public SharedMemory memory() {
        return memory;
    }

    @Override
    public int allocate(int bytes) {
        return free;
    }

    @Override
    public int driverArea() {
        return layout.availFlags();
    }

    @Override
    public void kick() {
        int ahead = Math.floorMod(load16(layout.availIdx()) - taken, INDICES);
        broken |= ahead > layout.size();
        for (int i = 0; i < ahead && !broken; i++) {
            answer(load16(layout.availRing((int) (taken % layout.size()))));
        }
        if (eventIdx) {
            memory.store16(Mode.OPAQUE, layout.availEvent(), (int) (taken % INDICES));
        }
    }

    private void answer(int head) {
        long length = 0;
        int at = layout.descriptor(head);
        int table = -1;
        if ((load16(at + 12) & INDIRECT) != 0) {
            table = (int) memory.load64(Mode.PLAIN, at);
            at = table;
        }
        for (int walked = 0; walked < layout.size(); walked++) {
            int bytes = memory.load32(Mode.PLAIN, at + 8);
            boolean writable = (load16(at + 12) & 2) != 0;
            length += writable ? bytes : 0;
            if ((load16(at + 12) & NEXT) == 0) {
                int status = (int) memory.load64(Mode.PLAIN, at) + bytes - 1;
                memory.store32(Mode.PLAIN, status & -4, 0);
                use(head, length);
                return;
            }
            int next = load16(at + 14);
            at = table < 0 ? layout.descriptor(next) : table + ENTRY * next;
        }
        // A chain without an end.
        broken = true;
    }

    private void use(int head, long length) {
        int element = layout.usedRing((int) (taken % layout.size()));
        memory.store32(Mode.PLAIN, element, head);
        memory.store32(Mode.PLAIN, element + 4, (int) length);
        interrupted |=
                eventIdx ? load16(layout.usedEvent()) == taken % INDICES : (load16(layout.availFlags()) & 1) == 0;
        taken++;
        memory.store16(Mode.RELEASE, layout.usedIdx(), (int) (taken % INDICES));
    }

    private int load16(int at) {
        return memory.load16(Mode.OPAQUE, at);
    }

    @Override
    public boolean takeInterrupt() {
        boolean taken = interrupted;
        interrupted = false;
        return taken;
    }

    @Override
    public boolean needsReset() {
        return broken;
    }

    @Override
    public boolean isSound() {
        return true;
    }

    @Override
    public void close() {}
}
