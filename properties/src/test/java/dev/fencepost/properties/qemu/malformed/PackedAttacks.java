package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NEXT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NOWHERE;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.TABLE;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.WRITE;
import static dev.fencepost.properties.qemu.malformed.RawPackedRing.AVAIL;
import static dev.fencepost.properties.qemu.malformed.RawPackedRing.USED;
import static dev.fencepost.properties.qemu.malformed.RawRing.SIXTEEN;

import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a driver of a packed ring may do wrong, one thing at a time. */
final class PackedAttacks {
    private PackedAttacks() {}

    static List<RawAttack> all() {
        List<RawAttack> all = new ArrayList<>();
        add(all, "all descriptors in one list, and the last has NEXT", Clause.P3, ring -> {
            for (int i = 0; i < RawRing.SIZE; i++) {
                ring.list(i, i, i == 0 ? NEXT : NEXT | WRITE);
            }
        });
        add(
                all,
                "NEXT into descriptors that are not available",
                Clause.P3,
                ring -> ring.list(3, 6, NEXT, NEXT | WRITE).descriptors[5] = ring.descriptors[5]
                        .withFlags(WRITE)
                        .withLast(6)
                        .withAddress(0)
                        .withLength(SIXTEEN));
        add(all, "a head of the other lap", Clause.P1, ring -> flags(ring, 0, USED | NEXT));
        add(all, "an id in the last descriptor alone (which is sound)", Clause.P4, ring -> {
            last(ring, 0, 0);
            last(ring, 1, 0);
        });
        add(all, "an id outside the ring", Clause.P4, ring -> ring.list(3, RawRing.SIZE, NEXT, WRITE));
        add(all, "the same id a second time, after its use", Clause.P4, ring -> ring.list(3, 5, NEXT, WRITE));
        add(all, "a readable descriptor behind a writable one", Clause.S5, ring -> flags(ring, 2, AVAIL));
        add(all, "a descriptor of no bytes", Clause.S5, ring -> change(ring, 1, old -> old.withLength(0)));
        add(all, "a readable descriptor where there is no memory", Clause.S5, ring -> address(ring, 3, NOWHERE));
        add(all, "a writable descriptor where there is no memory", Clause.S5, ring -> address(ring, 4, NOWHERE));
        add(all, "reserved flags", Clause.S5, ring -> flags(ring, 2, AVAIL | WRITE | 0x7f78));
        indirect(all);
        return all;
    }

    private static void indirect(List<RawAttack> all) {
        add(all, "INDIRECT, not negotiated", Clause.P7, ring -> ring.indirect = false);
        add(all, "INDIRECT and WRITE", Clause.P7, ring -> flags(ring, 5, AVAIL | INDIRECT | WRITE));
        add(all, "INDIRECT and NEXT", Clause.P7, ring -> flags(ring, 5, AVAIL | INDIRECT | NEXT));
        add(all, "descriptors, then INDIRECT", Clause.P7, ring -> {
            flags(ring, 4, AVAIL | NEXT | WRITE);
            ring.tableList(WRITE, WRITE, WRITE);
        });
        add(all, "an indirect table of no bytes", Clause.P7, ring -> change(ring, 5, old -> old.withLength(0)));
        add(all, "an indirect table of 17 bytes", Clause.P7, ring -> change(ring, 5, old -> old.withLength(17)));
        add(all, "an indirect table where there is no memory", Clause.P7, ring -> address(ring, 5, NOWHERE));
        add(all, "an indirect table with NEXT in it", Clause.P7, ring -> ring.tableList(NEXT, WRITE, WRITE | NEXT));
        add(
                all,
                "INDIRECT in an indirect table",
                Clause.P7,
                ring -> ring.table[2] = new RawDescriptor(TABLE, 3 * SIXTEEN, INDIRECT | WRITE, 0));
        add(all, "an indirect table with more entries than the queue", Clause.P7, ring -> {
            ring.tableList(0, 0, 0, 0, 0, 0, 0, 0, WRITE);
            change(ring, 5, old -> old.withLength(9 * SIXTEEN));
        });
    }

    private static void add(List<RawAttack> all, String name, Clause clause, Consumer<RawPackedRing> change) {
        RawPackedRing ring = RawPackedRing.sound();
        change.accept(ring);
        all.add(new RawAttack("packed", name, clause, ring, RawPackedRing.sound()));
    }

    private static void change(RawPackedRing ring, int index, UnaryOperator<RawDescriptor> by) {
        ring.descriptors[index] = by.apply(ring.descriptors[index]);
    }

    private static void flags(RawPackedRing ring, int index, int flags) {
        change(ring, index, old -> old.withFlags(flags));
    }

    private static void last(RawPackedRing ring, int index, int id) {
        change(ring, index, old -> old.withLast(id));
    }

    private static void address(RawPackedRing ring, int index, long address) {
        change(ring, index, old -> old.withAddress(address));
    }
}
