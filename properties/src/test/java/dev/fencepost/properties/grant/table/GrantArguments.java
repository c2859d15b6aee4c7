package dev.fencepost.properties.grant.table;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.GrantHostLocks;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.properties.argument.Arguments;

/** The numbers that grant tables take, hypercalls apart: see {@link HypercallArguments}. */
public final class GrantArguments {
    private static final int ENTRIES = GrantMachine.SETUP.entries();
    private static final int FIELD = 65535;
    private static final int MOST = Integer.MAX_VALUE;
    private static final int DOMAINS = 0x7ff0;

    private GrantArguments() {}

    /** All of them. */
    public static Arguments<?> table() {
        Arguments<HypercallArguments.Scene> table =
                new Arguments<>(HypercallArguments.Scene::new, HypercallArguments.Scene::state);
        parts(table);
        layout(table);
        guest(table);
        locks(table);
        HypercallArguments.addTo(table);
        return table;
    }

    private static void parts(Arguments<HypercallArguments.Scene> table) {
        int frames = GrantMachine.SETUP.frames();
        table.refused("Frames.new#0", 1, MOST, (s, n) -> new Frames((int) n))
                .index("Frames.assign#0", frames, (s, n) -> {
                    s.machine.frames.assign((int) n, 0);
                    return "done";
                })
                .index("Frames.assign#1", DOMAINS, (s, n) -> {
                    s.machine.frames.assign(0, (int) n);
                    return "done";
                })
                .index("Frames.setTable#0", frames, (s, n) -> s.machine.frames.setTable((int) n, 0, true))
                .answered(
                        "Frames.setTable#1", 0, 0, false, false, (s, n) -> s.machine.frames.setTable(0, (int) n, true))
                .index("Frames.owner#0", frames, (s, n) -> s.machine.frames.owner((int) n))
                .index("Frames.references#0", frames, (s, n) -> s.machine.frames.references((int) n))
                .index("Frames.writable#0", frames, (s, n) -> s.machine.frames.writable((int) n))
                .refused("Translations.new#0", 0, MOST, (s, n) -> new Translations((int) n, 1))
                .refused("Translations.new#1", 0, MOST, (s, n) -> new Translations(1, (int) n))
                .index("Translations.frame#0", 4, (s, n) -> s.machine.translations[1].frame((int) n))
                .index("Translations.isWritable#0", 4, (s, n) -> s.machine.translations[1].isWritable((int) n))
                .index("Translations.allowed#0", frames, (s, n) -> s.machine.translations[1].allowed((int) n))
                .index(
                        "GrantTable.new#2",
                        DOMAINS,
                        (s, n) -> new GrantTable(new ArrayMemory(256), new GrantLayout(0, 16), (int) n))
                .index(
                        "GrantTable.pins#0",
                        ENTRIES,
                        (s, n) -> s.machine.hypervisor.table(0).pins((int) n));
    }

    private static void layout(Arguments<HypercallArguments.Scene> table) {
        GrantLayout layout = new GrantLayout(32, ENTRIES);
        table.refused("GrantLayout.new#0", 0, MOST - 9 * 16, (s, n) -> new GrantLayout((int) n, 16))
                .refused("GrantLayout.new#1", 16, MOST / 9, (s, n) -> new GrantLayout(0, (int) n))
                .refused("GrantLayout.entries#0", 1, 2, (s, n) -> layout.entries((int) n))
                .refused("GrantLayout.header#0", 1, 2, (s, n) -> layout.header((int) n, 0))
                .index("GrantLayout.header#1", ENTRIES, (s, n) -> layout.header(1, (int) n))
                .index("GrantLayout.header#1", ENTRIES / 2, (s, n) -> layout.header(2, (int) n))
                .refused("GrantLayout.frame#0", 1, 2, (s, n) -> layout.frame((int) n, 0))
                .index("GrantLayout.frame#1", ENTRIES, (s, n) -> layout.frame(1, (int) n))
                .index("GrantLayout.frame#1", ENTRIES / 2, (s, n) -> layout.frame(2, (int) n))
                .index("GrantLayout.range#0", ENTRIES / 2, (s, n) -> layout.range((int) n))
                .index("GrantLayout.status#0", ENTRIES / 2, (s, n) -> layout.status((int) n));
    }

    private static void guest(Arguments<HypercallArguments.Scene> table) {
        int half = ENTRIES / 2;
        table.refused(
                        "GuestGrants.new#2",
                        1,
                        2,
                        (s, n) -> new GuestGrants(s.machine.tables, s.machine.layouts[0], (int) n))
                .refused("GuestGrants.setVersion#0", 1, 2, (s, n) -> done(() -> s.guest1.setVersion((int) n)))
                .index("GuestGrants.grant#0", ENTRIES, (s, n) -> done(() -> s.guest1.grant((int) n, 0, 0, false)))
                .index("GuestGrants.grant#0", half, (s, n) -> done(() -> s.guest2.grant((int) n, 0, 0, false)))
                .refused("GuestGrants.grant#1", 0, FIELD, (s, n) -> done(() -> s.guest1.grant(3, (int) n, 0, false)))
                .refusedWide(
                        "GuestGrants.grant#2", 0, 0xffff_ffffL, (s, n) -> done(() -> s.guest1.grant(3, 0, n, false)))
                .refusedWide(
                        "GuestGrants.grant#2", 0, Long.MAX_VALUE, (s, n) -> done(() -> s.guest2.grant(3, 0, n, false)))
                .index("GuestGrants.grantPart#0", half, (s, n) -> part(s, n, 0, 0, 0, 0))
                .refused("GuestGrants.grantPart#1", 0, FIELD, (s, n) -> part(s, 3, n, 0, 0, 0))
                .refusedWide("GuestGrants.grantPart#2", 0, Long.MAX_VALUE, (s, n) -> part(s, 3, 0, n, 0, 0))
                .refused("GuestGrants.grantPart#3", 0, FIELD, (s, n) -> part(s, 3, 0, 0, n, 0))
                .refused("GuestGrants.grantPart#4", 0, FIELD, (s, n) -> part(s, 3, 0, 0, 0, n))
                .index("GuestGrants.grantOnward#0", half, (s, n) -> onward(s, n, 0, 0, 0))
                .refused("GuestGrants.grantOnward#1", 0, FIELD, (s, n) -> onward(s, 3, n, 0, 0))
                .refused("GuestGrants.grantOnward#2", 0, FIELD, (s, n) -> onward(s, 3, 0, n, 0))
                .refused("GuestGrants.grantOnward#3", 0, MOST, (s, n) -> onward(s, 3, 0, 0, n))
                .index("GuestGrants.accept#0", ENTRIES, (s, n) -> done(() -> s.guest1.accept((int) n, 0, 0)))
                .refused("GuestGrants.accept#1", 0, FIELD, (s, n) -> done(() -> s.guest1.accept(3, (int) n, 0)))
                .refusedWide("GuestGrants.accept#2", 0, 0xffff_ffffL, (s, n) -> done(() -> s.guest1.accept(3, 0, n)))
                .index("GuestGrants.restrict#0", ENTRIES, (s, n) -> s.guest1.restrict((int) n))
                .index("GuestGrants.end#0", ENTRIES, (s, n) -> s.guest1.end((int) n))
                .index("GuestGrants.end#0", half, (s, n) -> s.guest2.end((int) n))
                .index("GuestGrants.isUnused#0", half, (s, n) -> s.guest2.isUnused((int) n))
                .index("GuestGrants.query#0", ENTRIES, (s, n) -> s.guest1.query((int) n))
                .index("GuestGrants.endAccept#0", ENTRIES, (s, n) -> s.guest1.endAccept((int) n));
    }

    private static Object part(
            HypercallArguments.Scene s, long ref, long domain, long frame, long offset, long length) {
        s.guest2.grantPart((int) ref, (int) domain, frame, (int) offset, (int) length, false);
        return "done";
    }

    private static Object onward(HypercallArguments.Scene s, long ref, long domain, long from, long fromRef) {
        s.guest2.grantOnward((int) ref, (int) domain, (int) from, (int) fromRef, false);
        return "done";
    }

    private static void locks(Arguments<HypercallArguments.Scene> table) {
        GrantHostLocks locks = new GrantHostLocks(3, 20, 4);
        table.refused("GrantHostLocks.new#0", 1, DOMAINS, (s, n) -> new GrantHostLocks((int) n, 1, 1))
                .refused("GrantHostLocks.new#1", 1, MOST, (s, n) -> new GrantHostLocks(1, (int) n, 1))
                .refused("GrantHostLocks.new#2", 1, MOST, (s, n) -> new GrantHostLocks(1, 1, (int) n))
                .index("GrantHostLocks.readTable#0", 3, (s, n) -> done(() -> locks.readTable((int) n)))
                .index("GrantHostLocks.unreadTable#0", 3, (s, n) -> done(() -> locks.unreadTable((int) n)))
                .index("GrantHostLocks.writeTable#0", 3, (s, n) -> done(() -> locks.writeTable((int) n)))
                .index("GrantHostLocks.unwriteTable#0", 3, (s, n) -> done(() -> locks.unwriteTable((int) n)))
                .index("GrantHostLocks.lockEntry#0", 3, (s, n) -> done(() -> locks.lockEntry((int) n, 0)))
                .index("GrantHostLocks.lockEntry#1", 20, (s, n) -> done(() -> locks.lockEntry(0, (int) n)))
                .index("GrantHostLocks.unlockEntry#0", 3, (s, n) -> done(() -> locks.unlockEntry((int) n, 0)))
                .index("GrantHostLocks.unlockEntry#1", 20, (s, n) -> done(() -> locks.unlockEntry(0, (int) n)))
                .index("GrantHostLocks.lockMaptrack#0", 3, (s, n) -> done(() -> locks.lockMaptrack((int) n)))
                .index("GrantHostLocks.unlockMaptrack#0", 3, (s, n) -> done(() -> locks.unlockMaptrack((int) n)))
                .index("GrantHostLocks.lockFreeList#0", 4, (s, n) -> done(() -> locks.lockFreeList((int) n)))
                .index("GrantHostLocks.unlockFreeList#0", 4, (s, n) -> done(() -> locks.unlockFreeList((int) n)));
    }

    public static Object done(Runnable call) {
        call.run();
        return "done";
    }
}
