package dev.fencepost.properties.grant.table;

import static dev.fencepost.properties.grant.table.GrantArguments.done;

import dev.fencepost.impl.grant.table.CopyGrant;
import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.Gntst;
import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.grant.table.ListFrames;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.properties.argument.Arguments;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** The numbers that hypercalls take: who makes them, their operands, and what guests have written into entries. */
final class HypercallArguments {
    private static final int VCPUS = GrantMachine.SETUP.vcpus().size();
    private static final int FRAMES = GrantMachine.SETUP.frames();
    private static final int MAPPER = 1;
    private static final int REF = 9;
    private static final int OWN = 6;

    private HypercallArguments() {}

    /** Domain 0 lends to domain 1, which has mapped two of its frames; domain 2 has a table of version 2. */
    static final class Scene {
        final GrantMachine machine = new GrantMachine(UnaryOperator.identity());
        final GrantHypervisor hypervisor = machine.hypervisor;
        final GuestGrants guest1 = machine.guests[0];
        final GuestGrants guest2 = machine.guests[2];
        final ListFrames list = new ListFrames();

        Scene() {
            hypervisor.setVersion(3, 2);
            guest2.setVersion(2);
            guest1.grant(REF, 1, 3, false);
            guest1.grant(8, 1, 4, false);
            guest1.grant(7, 2, 4, false);
            list.list = new ArrayMemory(64);
            list.count = 1;
            list.room = 1;
            map(op -> {});
            map(op -> op.flags = GrantFlags.DEVICE_MAP);
        }

        int map(Consumer<MapGrant> change) {
            MapGrant op = new MapGrant();
            op.ref = REF;
            op.flags = GrantFlags.HOST_MAP;
            change.accept(op);
            hypervisor.map(MAPPER, op);
            return op.status;
        }

        int unmap(Consumer<UnmapGrant> change) {
            UnmapGrant op = new UnmapGrant();
            op.address = 0;
            change.accept(op);
            hypervisor.unmap(MAPPER, new UnmapGrant[] {op}, 1);
            return op.status;
        }

        /** From the frame that domain 0 lends to one of domain 1, or the other way. */
        int copy(boolean out, Consumer<CopyGrant> change) {
            CopyGrant op = new CopyGrant();
            CopyGrant.Side lent = out ? op.destination : op.source;
            CopyGrant.Side own = out ? op.source : op.destination;
            lent.byRef = true;
            lent.number = 8;
            own.domain = 1;
            own.number = OWN;
            op.length = 8;
            change.accept(op);
            hypervisor.copy(MAPPER, op);
            return op.status;
        }

        String state() {
            StringBuilder text = new StringBuilder(Arguments.dump(machine.tables) + Arguments.dump(machine.bytes));
            text.append(Arguments.each(FRAMES, machine.frames::owner));
            text.append(Arguments.each(FRAMES, machine.frames::references));
            text.append(Arguments.each(FRAMES, machine.frames::writable));
            for (int i = 0; i < 3; i++) {
                int domain = i;
                GrantTable table = hypervisor.table(domain);
                text.append(table.version()).append(' ').append(table.statusRefs());
                text.append(Arguments.each(GrantMachine.SETUP.entries(), table::pins));
                text.append(Arguments.each(hypervisor.handles(domain), h -> hypervisor.handleFlags(domain, h)));
                text.append(Arguments.each(4, machine.translations[domain]::frame));
                text.append(Arguments.each(FRAMES, machine.translations[domain]::allowed));
            }
            machine.locks.requireNone("a wrong number");
            return text + Arguments.dump(list.list);
        }
    }

    static void addTo(Arguments<Scene> table) {
        machine(table);
        callers(table);
        ownTable(table);
        mappings(table);
        copies(table, false);
        copies(table, true);
        entries(table);
    }

    private static void machine(Arguments<Scene> table) {
        int most = Integer.MAX_VALUE / 32;
        table.refused("GrantHypervisor.new#6", 1, most / 2, (s, n) -> hypervisor((int) n, 2))
                .refused("GrantHypervisor.new#7", 2, most, (s, n) -> hypervisor(1, (int) n))
                .refused(
                        "GrantHypervisor.maptrackBytes#0",
                        1,
                        most / 2,
                        (s, n) -> GrantHypervisor.maptrackBytes((int) n, 2))
                .refused(
                        "GrantHypervisor.maptrackBytes#1", 2, most, (s, n) -> GrantHypervisor.maptrackBytes(1, (int) n))
                .index("GrantHypervisor.table#0", 3, (s, n) -> s.hypervisor.table((int) n))
                .index("GrantHypervisor.handles#0", 3, (s, n) -> s.hypervisor.handles((int) n))
                .index("GrantHypervisor.handleFlags#0", 3, (s, n) -> s.hypervisor.handleFlags((int) n, 0))
                .answered(
                        "GrantHypervisor.handleFlags#1", 0, 1, false, 0, (s, n) -> s.hypervisor.handleFlags(1, (int) n))
                .index("GrantHypervisor.freeHandles#0", VCPUS, (s, n) -> s.hypervisor.freeHandles((int) n));
    }

    private static GrantHypervisor hypervisor(int pages, int perPage) {
        GrantTable[] tables = {new GrantTable(new ArrayMemory(256), new GrantLayout(0, 16), 0)};
        Translations[] translations = {new Translations(1, 1)};
        ArrayMemory frame = new ArrayMemory(GrantHypervisor.PAGE);
        return new GrantHypervisor(
                tables, new GrantCheckedLocks(), new Frames(1), translations, frame, frame, pages, perPage, new int[1]);
    }

    private static void callers(Arguments<Scene> table) {
        UnmapGrant[] two = {new UnmapGrant(), new UnmapGrant()};
        table.index("GrantHypervisor.map#0", VCPUS, (s, n) -> done(() -> s.hypervisor.map((int) n, new MapGrant())))
                .index("GrantHypervisor.unmap#0", VCPUS, (s, n) -> done(() -> s.hypervisor.unmap((int) n, two, 0)))
                .refused("GrantHypervisor.unmap#2", 0, 2, (s, n) -> done(() -> s.hypervisor.unmap(0, two, (int) n)))
                .index(
                        "GrantHypervisor.copy#0",
                        VCPUS,
                        (s, n) -> done(() -> s.hypervisor.copy((int) n, new CopyGrant())))
                .index("GrantHypervisor.transfer#0", VCPUS, (s, n) -> s.hypervisor.transfer((int) n, 0, 1, 0))
                .index("GrantHypervisor.setVersion#0", VCPUS, (s, n) -> s.hypervisor.setVersion((int) n, 1))
                .index("GrantHypervisor.swap#0", VCPUS, (s, n) -> s.hypervisor.swap((int) n, 0, 1))
                .index(
                        "GrantHypervisor.setupTable#0",
                        VCPUS,
                        (s, n) -> done(() -> s.hypervisor.setupTable((int) n, s.list)))
                .index(
                        "GrantHypervisor.getStatusFrames#0",
                        VCPUS,
                        (s, n) -> done(() -> s.hypervisor.getStatusFrames((int) n, s.list)))
                .index("GrantHypervisor.findStatus#0", VCPUS, (s, n) -> s.hypervisor.findStatus((int) n))
                .index("GrantHypervisor.leaveStatus#0", VCPUS, (s, n) -> done(() -> s.hypervisor.leaveStatus((int) n)));
    }

    // ---- Operands: whatever they are, the answer is a status.

    private static void ownTable(Arguments<Scene> table) {
        int last = GrantMachine.SETUP.entries() - 1;
        table.answered(
                        "GrantHypervisor.transfer#1",
                        0,
                        FRAMES - 1,
                        true,
                        Gntst.BAD_PAGE,
                        (s, n) -> s.hypervisor.transfer(0, n, 1, 0))
                .answered(
                        "GrantHypervisor.transfer#2",
                        0,
                        2,
                        false,
                        Gntst.BAD_DOMAIN,
                        (s, n) -> andBack(s, s.hypervisor.transfer(0, 5, (int) n, 0)))
                .answered(
                        "GrantHypervisor.transfer#3",
                        0,
                        last,
                        false,
                        Gntst.GENERAL_ERROR,
                        (s, n) -> andBack(s, s.hypervisor.transfer(0, 5, 1, (int) n)))
                .answered(
                        "GrantHypervisor.setVersion#1",
                        1,
                        2,
                        false,
                        Gntst.EINVAL,
                        (s, n) -> s.hypervisor.setVersion(0, (int) n))
                .answered(
                        "GrantHypervisor.swap#1",
                        0,
                        last,
                        false,
                        Gntst.BAD_GNTREF,
                        (s, n) -> s.hypervisor.swap(0, (int) n, 1))
                .answered(
                        "GrantHypervisor.swap#2",
                        0,
                        last,
                        false,
                        Gntst.BAD_GNTREF,
                        (s, n) -> s.hypervisor.swap(0, 1, (int) n))
                .answered("ListFrames.count", 0, 1, false, Gntst.GENERAL_ERROR, (s, n) -> list(s, (int) n, 0))
                .answered("ListFrames.offset", 0, 56, false, Gntst.BAD_VIRT_ADDR, (s, n) -> list(s, 1, (int) n));
    }

    /** What fails costs the frame, as in Xen, save for a bad page. */
    private static int andBack(Scene s, int status) {
        s.machine.frames.assign(5, 0);
        return status;
    }

    private static int list(Scene s, int count, int offset) {
        s.list.count = count;
        s.list.offset = offset;
        s.hypervisor.setupTable(0, s.list);
        return s.list.status;
    }

    private static void mappings(Arguments<Scene> table) {
        int last = GrantMachine.SETUP.entries() - 1;
        table.answered("MapGrant.domain", 0, 2, false, Gntst.BAD_DOMAIN, (s, n) -> s.map(op -> op.domain = (int) n))
                .answered("MapGrant.ref", 0, last, false, Gntst.BAD_GNTREF, (s, n) -> s.map(op -> op.ref = (int) n))
                .answered(
                        "MapGrant.address",
                        0,
                        3,
                        false,
                        Gntst.GENERAL_ERROR,
                        (s, n) -> s.map(op -> op.address = (int) n))
                .answered(
                        "UnmapGrant.handle",
                        0,
                        1,
                        false,
                        Gntst.BAD_HANDLE,
                        (s, n) -> s.unmap(op -> op.handle = (int) n))
                .answered(
                        "UnmapGrant.address",
                        -1,
                        3,
                        false,
                        Gntst.GENERAL_ERROR,
                        (s, n) -> s.unmap(op -> op.address = (int) n))
                .answered(
                        "UnmapGrant.frame",
                        -1,
                        FRAMES - 1,
                        false,
                        Gntst.BAD_DEV_ADDR,
                        (s, n) -> s.unmap(op -> {
                            op.handle = 1;
                            op.address = UnmapGrant.NONE;
                            op.frame = (int) n;
                        }));
    }

    private static void copies(Arguments<Scene> table, boolean out) {
        String lent = out ? "CopyGrant.destination." : "CopyGrant.source.";
        String own = out ? "CopyGrant.source." : "CopyGrant.destination.";
        int last = GrantMachine.SETUP.entries() - 1;
        table.answered(
                        lent + "domain",
                        0,
                        2,
                        false,
                        Gntst.BAD_DOMAIN,
                        (s, n) -> s.copy(out, op -> (out ? op.destination : op.source).domain = (int) n))
                .answered(
                        lent + "ref",
                        0,
                        last,
                        false,
                        Gntst.BAD_GNTREF,
                        (s, n) -> s.copy(out, op -> (out ? op.destination : op.source).number = (int) n))
                .answered(
                        own + "domain",
                        1,
                        1,
                        false,
                        Gntst.PERMISSION_DENIED,
                        (s, n) -> s.copy(out, op -> (out ? op.source : op.destination).domain = (int) n))
                .answered(
                        own + "frame",
                        0,
                        FRAMES - 1,
                        false,
                        Gntst.BAD_PAGE,
                        (s, n) -> s.copy(out, op -> (out ? op.source : op.destination).number = (int) n))
                .answered(
                        lent + "offset",
                        0,
                        4088,
                        false,
                        Gntst.BAD_COPY_ARG,
                        (s, n) -> s.copy(out, op -> (out ? op.destination : op.source).offset = (int) n))
                .answered(
                        own + "offset",
                        0,
                        4088,
                        false,
                        Gntst.BAD_COPY_ARG,
                        (s, n) -> s.copy(out, op -> (out ? op.source : op.destination).offset = (int) n))
                .answered(
                        "CopyGrant.length",
                        0,
                        4096,
                        false,
                        Gntst.BAD_COPY_ARG,
                        (s, n) -> s.copy(out, op -> op.length = (int) n));
    }

    // ---- What a guest has written into its entry.

    private static void entries(Arguments<Scene> table) {
        table.answered(
                        "version 1, frame",
                        0,
                        FRAMES - 1,
                        false,
                        Gntst.BAD_PAGE,
                        (s, n) -> edited(s, 0, () -> {
                            s.machine.tables.store32(Mode.OPAQUE, s.machine.layouts[0].frame(1, 8), (int) n);
                            return s.map(op -> {
                                op.ref = 8;
                                op.address = 1;
                            });
                        }))
                .answered(
                        "version 2, frame",
                        0,
                        FRAMES - 1,
                        true,
                        Gntst.BAD_PAGE,
                        (s, n) -> edited(s, 2, () -> {
                            s.guest2.grant(5, 1, 7, false);
                            s.machine.tables.store64(Mode.OPAQUE, s.machine.layouts[2].frame(2, 5), n);
                            return copyFrom2(s);
                        }))
                .answered(
                        "version 2, gref",
                        0,
                        19,
                        false,
                        Gntst.BAD_GNTREF,
                        (s, n) -> edited(s, 2, () -> {
                            s.guest2.grantOnward(5, 1, 0, 7, false);
                            s.machine.tables.store32(Mode.OPAQUE, s.machine.layouts[2].frame(2, 5), (int) n);
                            return copyFrom2(s);
                        }))
                .answered(
                        "version 2, trans_domid",
                        0,
                        2,
                        false,
                        Gntst.GENERAL_ERROR,
                        (s, n) -> edited(s, 2, () -> {
                            s.guest2.grantOnward(5, 1, 0, 7, false);
                            boolean fits = n == (n & 0xffff);
                            s.machine.tables.store16(
                                    Mode.OPAQUE, s.machine.layouts[2].range(5), fits ? (int) n : 0xffff);
                            return copyFrom2(s);
                        }));
    }

    private static int copyFrom2(Scene s) {
        return s.copy(false, op -> {
            op.source.domain = 2;
            op.source.number = 5;
        });
    }

    /** The guest's own writes are taken back: they are no change of the hypervisor's. */
    private static int edited(Scene s, int domain, IntSupplier call) {
        GrantLayout layout = s.machine.layouts[domain];
        int end = layout.end();
        byte[] before = new byte[end - layout.start()];
        for (int at = layout.start(); at < end; at += 2) {
            before[at - layout.start()] = (byte) s.machine.tables.load16(Mode.PLAIN, at);
            before[at + 1 - layout.start()] = (byte) (s.machine.tables.load16(Mode.PLAIN, at) >> 8);
        }
        int status = call.getAsInt();
        boolean left = s.machine.guests[domain].query(domain == 0 ? 8 : 5);
        for (int at = layout.start(); at < end && !left; at += 2) {
            int low = before[at - layout.start()] & 0xff;
            s.machine.tables.store16(Mode.PLAIN, at, low | (before[at + 1 - layout.start()] & 0xff) << 8);
        }
        return status;
    }
}
