package dev.fencepost.properties.grant.table;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantLocks;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.grant.table.Setup;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/** The implementation of what a history is about: three domains with four virtual CPUs. */
final class GrantMachine {
    static final Setup SETUP = new Setup(
            3, 20, 10, GrantLayout.RESERVED, 8, GrantHypervisor.PAGE, List.of(0, 1, 1, 2), 2, 4, 4, 4, 128, 1, true);

    /** A frame number that needs more than 32 bits. */
    static final long WIDE = (1L << 32) + SETUP.wideFrame();

    private static final int TABLE = 1024;

    /** The tables as guests have them; nothing stands between. */
    final SharedMemory tables;

    final GrantLayout[] layouts;
    final GuestGrants[] guests;
    final Frames frames = new Frames(SETUP.frames());
    final Translations[] translations;
    final SharedMemory bytes = new ArrayMemory(SETUP.frames() * GrantHypervisor.PAGE);
    final GrantCheckedLocks locks;
    final GrantHypervisor hypervisor;

    /** The hypervisor sees the tables through {@code seen}. */
    GrantMachine(UnaryOperator<SharedMemory> seen) {
        this(seen, SETUP.maptrackPages());
    }

    /** The same with so many pages of handles. */
    GrantMachine(UnaryOperator<SharedMemory> seen, int pages) {
        this(seen, pages, new GrantCheckedLocks());
    }

    /** The same with these locks. */
    GrantMachine(UnaryOperator<SharedMemory> seen, int pages, GrantLocks taken) {
        locks = taken instanceof GrantCheckedLocks checked ? checked : null;
        int domains = SETUP.domains();
        ByteBuffer buffer = ByteBuffer.allocateDirect(domains * TABLE + 16).alignedSlice(16);
        tables = MappedMemory.of(buffer, BarrierPolicy.WEAK);
        SharedMemory hypervisorSees = seen.apply(tables);
        layouts = new GrantLayout[domains];
        guests = new GuestGrants[domains];
        translations = new Translations[domains];
        GrantTable[] all = new GrantTable[domains];
        for (int i = 0; i < domains; i++) {
            layouts[i] = new GrantLayout(i * TABLE, SETUP.entries());
            guests[i] = new GuestGrants(tables, layouts[i], 1);
            translations[i] = new Translations(SETUP.addresses(), SETUP.frames());
            all[i] = new GrantTable(hypervisorSees, layouts[i], i);
        }
        for (int i = 0; i < SETUP.frames(); i++) {
            frames.assign(i, SETUP.owner(i));
            for (int at = 0; at < GrantHypervisor.PAGE; at += Long.BYTES) { // no two pieces of memory hold the same
                bytes.store64(Mode.PLAIN, i * GrantHypervisor.PAGE + at, 1_000_003L * (1 + i) + at);
            }
        }
        int perPage = SETUP.handlesPerPage();
        SharedMemory tracks = new ArrayMemory(domains * GrantHypervisor.maptrackBytes(pages, perPage));
        int[] vcpus = SETUP.vcpus().stream().mapToInt(Integer::intValue).toArray();
        hypervisor = new GrantHypervisor(all, taken, frames, translations, bytes, tracks, pages, perPage, vcpus);
    }

    /** Domain 1 maps a frame of domain 0 and unmaps it, with these locks. */
    static void mapAndUnmap(GrantLocks locks) {
        GrantMachine machine = new GrantMachine(UnaryOperator.identity(), 1, locks);
        machine.guests[0].grant(0, 1, 0, false);
        MapGrant map = new MapGrant();
        map.flags = 2;
        machine.hypervisor.map(1, map);
        UnmapGrant unmap = new UnmapGrant();
        unmap.handle = map.handle;
        unmap.address = 0;
        machine.hypervisor.unmap(1, new UnmapGrant[] {unmap}, 1);
    }

    /** The frame number that stands in an entry for one of the model. */
    static long wide(int frame) {
        return frame == SETUP.wideFrame() ? WIDE : frame;
    }
}
