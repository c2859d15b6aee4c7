package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NEXT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NOWHERE;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.TABLE;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.WRITE;

import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a driver of a split ring may do wrong, one thing at a time. */
final class SplitAttacks {
    private static final int ENTRY = 16;

    private SplitAttacks() {}

    static List<RawAttack> all() {
        List<RawAttack> all = new ArrayList<>();
        add(all, "avail.idx one more than the queue size ahead", Clause.S1, ring -> ring.availIdx = 9);
        add(all, "avail.idx goes back", Clause.S1, ring -> ring.availIdx = 0xffff);
        add(all, "a head outside the table", Clause.S2, ring -> ring.avail[1] = RawRing.SIZE);
        add(all, "the same head a second time, after its use", Clause.S2, ring -> ring.avail[1] = 0);
        add(all, "a next outside the table", Clause.S5, ring -> last(ring, 1, 8));
        add(all, "a chain that runs in a circle", Clause.S5, ring -> {
            flags(ring, 2, NEXT | WRITE);
            last(ring, 2, 1);
        });
        add(all, "a readable descriptor behind a writable one", Clause.S5, ring -> flags(ring, 2, 0));
        add(
                all,
                "a descriptor of no bytes",
                Clause.S5,
                ring -> ring.descriptors[1] = ring.descriptors[1].withLength(0));
        add(all, "a readable descriptor where there is no memory", Clause.S5, ring -> address(ring, 3, NOWHERE));
        add(all, "a writable descriptor where there is no memory", Clause.S5, ring -> address(ring, 4, NOWHERE));
        add(all, "two descriptors where there is no memory", Clause.S5, ring -> {
            address(ring, 1, NOWHERE);
            address(ring, 2, NOWHERE);
        });
        add(all, "a next without NEXT", Clause.S5, ring -> last(ring, 2, 0xffff));
        add(all, "reserved flags", Clause.S5, ring -> flags(ring, 2, WRITE | 0xfff8));
        indirect(all);
        return all;
    }

    private static void indirect(List<RawAttack> all) {
        add(all, "INDIRECT, not negotiated", Clause.S5, ring -> ring.indirect = false);
        add(all, "INDIRECT and WRITE", Clause.S5, ring -> flags(ring, 5, INDIRECT | WRITE));
        add(all, "INDIRECT and NEXT", Clause.S5, ring -> flags(ring, 5, INDIRECT | NEXT));
        add(all, "INDIRECT and NEXT, where the policy is to ignore NEXT", Clause.S5, ring -> {
            flags(ring, 5, INDIRECT | NEXT);
            ring.policy = new DevicePolicy(
                    true,
                    DevicePolicy.ZeroLength.REJECT,
                    DevicePolicy.IndirectNext.IGNORE,
                    DevicePolicy.IndexJump.REJECT);
        });
        add(all, "an indirect table of no bytes", Clause.S5, ring -> length(ring, 5, 0));
        add(all, "an indirect table of 17 bytes", Clause.S5, ring -> length(ring, 5, ENTRY + 1));
        add(all, "an indirect table where there is no memory", Clause.S5, ring -> address(ring, 5, NOWHERE));
        add(all, "INDIRECT in an indirect table", Clause.S5, ring -> {
            ring.table[2] = new RawDescriptor(TABLE, 3 * ENTRY, INDIRECT | WRITE, 0);
        });
        add(all, "a next outside the indirect table", Clause.S5, ring -> ring.table[1] = ring.table[1].withLast(3));
        add(all, "an indirect table that runs in a circle", Clause.S5, ring -> {
            ring.table[2] = ring.table[2].withFlags(NEXT | WRITE).withLast(1);
        });
        add(all, "an indirect table with more entries than the queue", Clause.S5, ring -> {
            ring.tableChain(NEXT, NEXT, NEXT, NEXT, NEXT, NEXT, NEXT, NEXT, WRITE);
            length(ring, 5, 9 * ENTRY);
        });
        add(all, "descriptors, then INDIRECT (which is sound)", Clause.S5, ring -> {
            ring.tableChain(NEXT | WRITE, WRITE);
            ring.chain(3, NEXT, INDIRECT);
            ring.descriptors[4] = new RawDescriptor(TABLE, 2 * ENTRY, INDIRECT, 0);
            ring.offer(0, 3);
        });
    }

    private static void add(List<RawAttack> all, String name, Clause clause, Consumer<RawSplitRing> change) {
        RawSplitRing ring = RawSplitRing.sound();
        change.accept(ring);
        all.add(new RawAttack("split", name, clause, ring, RawSplitRing.sound()));
    }

    private static void flags(RawSplitRing ring, int index, int flags) {
        ring.descriptors[index] = ring.descriptors[index].withFlags(flags);
    }

    private static void last(RawSplitRing ring, int index, int next) {
        ring.descriptors[index] = ring.descriptors[index].withLast(next);
    }

    private static void length(RawSplitRing ring, int index, int length) {
        ring.descriptors[index] = ring.descriptors[index].withLength(length);
    }

    private static void address(RawSplitRing ring, int index, long address) {
        ring.descriptors[index] = ring.descriptors[index].withAddress(address);
    }
}
