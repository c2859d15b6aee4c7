package dev.fencepost.properties.grant.table;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.GrantHostLocks;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.argument.Turn;
import dev.fencepost.properties.grant.persistent.PersistentGrantArguments;
import java.util.ArrayList;
import java.util.List;

/** Calls out of turn on grant tables, pools and caches, and machines that do not fit together. */
public final class GrantTurns {
    private static final Class<IllegalStateException> LATE = IllegalStateException.class;
    private static final Class<IllegalArgumentException> WRONG = IllegalArgumentException.class;

    private GrantTurns() {}

    /** All of them. */
    public static List<Turn> all() {
        List<Turn> all = new ArrayList<>(tables());
        all.addAll(machines());
        all.addAll(pools());
        all.addAll(caches());
        return all;
    }

    private static List<Turn> tables() {
        HypercallArguments.Scene s = new HypercallArguments.Scene();
        GrantHostLocks locks = new GrantHostLocks(1, 16, 1);
        return List.of(
                new Turn("status frames that nobody has found", LATE, () -> s.hypervisor.leaveStatus(3), s::state),
                new Turn("a part, version 1", LATE, () -> s.guest1.grantPart(1, 1, 0, 0, 1, false), s::state),
                new Turn("onward, version 1", LATE, () -> s.guest1.grantOnward(1, 1, 2, 0, false), s::state),
                new Turn("a look at the status, version 1", LATE, () -> s.guest1.isUnused(1), s::state),
                new Turn("flags beside use bits, version 2", LATE, () -> s.guest2.restrict(1), s::state),
                new Turn("a frame that is somebody's", WRONG, () -> s.machine.frames.assign(3, 1), s::state),
                new Turn("an entry's lock that is not held", LATE, () -> locks.unlockEntry(0, 1), s::state));
    }

    private static List<Turn> machines() {
        return List.of(
                machine("a table of another domain", 1, 1, 1, 0, GrantHypervisor.PAGE),
                machine("no translations", 0, 0, 1, 0, GrantHypervisor.PAGE),
                machine("a virtual CPU of nobody", 0, 1, 1, 1, GrantHypervisor.PAGE),
                machine("an IOMMU that is too small", 0, 1, 2, 0, 2 * GrantHypervisor.PAGE),
                machine("frames without bytes", 0, 1, 1, 0, GrantHypervisor.PAGE - 16));
    }

    private static Turn machine(String name, int domain, int translations, int frames, int vcpu, int bytes) {
        SharedMemory memory = new ArrayMemory(1024);
        GrantTable[] tables = {new GrantTable(memory, new GrantLayout(0, 16), domain)};
        Translations[] each = new Translations[translations];
        for (int i = 0; i < translations; i++) {
            each[i] = new Translations(1, 1);
        }
        Runnable call = () -> new GrantHypervisor(
                tables,
                new GrantCheckedLocks(),
                new Frames(frames),
                each,
                new ArrayMemory(bytes),
                memory,
                1,
                2,
                new int[] {vcpu});
        return new Turn(name, WRONG, call, () -> "");
    }

    private static List<Turn> pools() {
        PersistentGrantArguments.Scene s = new PersistentGrantArguments.Scene();
        return List.of(
                new Turn("a page that is in no request", LATE, () -> s.pool.complete(1, 0), s::state),
                new Turn("a pool with a page in a request", LATE, s.pool::reset, s::state));
    }

    private static List<Turn> caches() {
        PersistentGrantArguments.Scene s = new PersistentGrantArguments.Scene();
        int entry = s.found[0];
        int other = entry == 0 ? 1 : 0;
        return List.of(
                new Turn("a device that is connected", LATE, () -> s.table.connect(0), s::state),
                finish("an entry that is free", s, 0, other),
                finish("another device's request", s, 1, entry),
                finish("an entry that is named twice", s, 0, entry, entry),
                finish("an entry that is in use, and one that is not", s, 0, entry, other),
                new Turn("the name of a free entry", LATE, () -> s.table.nameOf(other), s::state),
                new Turn("the mapping of a free entry", LATE, () -> s.table.mapping(other), s::state),
                new Turn("a request that is over", LATE, () -> twice(s), () -> ""));
    }

    private static Turn finish(String name, PersistentGrantArguments.Scene s, int device, int... entries) {
        return new Turn(name, LATE, () -> s.table.finish(device, entries, entries.length), s::state);
    }

    private static void twice(PersistentGrantArguments.Scene s) {
        s.tree.finish(0, new int[] {s.found[0]}, 1);
        s.tree.finish(0, new int[] {s.found[0]}, 1);
    }
}
