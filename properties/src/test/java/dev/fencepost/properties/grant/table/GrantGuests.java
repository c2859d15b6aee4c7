package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.grant.table.Action.Accept;
import dev.fencepost.model.grant.table.Action.Edit;
import dev.fencepost.model.grant.table.Action.End;
import dev.fencepost.model.grant.table.Action.EndAccept;
import dev.fencepost.model.grant.table.Action.EndClear;
import dev.fencepost.model.grant.table.Action.EndLook;
import dev.fencepost.model.grant.table.Action.EntryField;
import dev.fencepost.model.grant.table.Action.Grant;
import dev.fencepost.model.grant.table.Action.GrantOnward;
import dev.fencepost.model.grant.table.Action.GrantPart;
import dev.fencepost.model.grant.table.Action.LeaveStatus;
import dev.fencepost.model.grant.table.Action.Restrict;
import dev.fencepost.model.grant.table.Action.SetTable;
import dev.fencepost.model.grant.table.Setup;

/** What the guests of a history do: what the model refuses, because no guest would, is not done. */
final class GrantGuests {
    private static final Setup SETUP = GrantMachine.SETUP;
    private static final int[] FLAGS = {0, 1, 5, 9, 25, 0x101, 2, 3, 6, 7, 0xe0};

    private final GrantMachine machine;
    private final GrantReference reference;

    GrantGuests(GrantMachine machine, GrantReference reference) {
        this.machine = machine;
        this.reference = reference;
    }

    void perform(GrantOperation o, String where) {
        int domain = o.a() % SETUP.domains();
        int ref = o.b() % SETUP.entries();
        GuestGrants guest = machine.guests[domain];
        boolean readonly = o.c() % 2 == 1;
        int to = o.a() / 3 % SETUP.domains();
        int frame = o.c() / 2 % SETUP.frames();
        switch (o.kind()) {
            case GRANT -> {
                if (reference.apply(new Grant(domain, ref, to, frame, readonly)) != null) {
                    guest.grant(ref, to, frame, readonly);
                }
            }
            case PART -> {
                int start = o.b() / SETUP.entries() % 5 * 1000;
                if (reference.apply(new GrantPart(domain, ref, to, frame, start, 100, readonly)) != null) {
                    guest.grantPart(ref, to, frame, start, 100, readonly);
                }
            }
            case ONWARD -> {
                int from = o.c() / 2 % SETUP.domains();
                int fromRef = o.c() / 8 % 8;
                if (reference.apply(new GrantOnward(domain, ref, to, from, fromRef, readonly)) != null) {
                    guest.grantOnward(ref, to, from, fromRef, readonly);
                }
            }
            case ACCEPT -> {
                if (reference.apply(new Accept(domain, ref, to, SETUP.badFrame())) != null) {
                    guest.accept(ref, to, SETUP.badFrame());
                }
            }
            default -> change(o, domain, ref, guest, where);
        }
    }

    private void change(GrantOperation o, int domain, int ref, GuestGrants guest, String where) {
        switch (o.kind()) {
            case RESTRICT -> {
                Boolean done = reference.apply(new Restrict(domain, ref));
                assertThat(done == null ? null : guest.restrict(ref)).as(where).isEqualTo(done);
            }
            case END -> end(domain, ref, guest, where);
            case LOOK -> {
                Boolean done = reference.apply(new EndLook(domain, ref));
                assertThat(done == null ? null : guest.isUnused(ref)).as(where).isEqualTo(done);
            }
            case TAKE_BACK -> {
                Boolean done = reference.apply(new EndAccept(domain, ref));
                if (done != null) {
                    assertThat(guest.endAccept(ref) != -2).as(where).isEqualTo(done);
                }
            }
            case TABLE -> {
                int frame = o.b() % SETUP.frames();
                boolean table = o.c() % 2 == 0;
                Boolean done = reference.apply(new SetTable(domain, frame, table));
                assertThat(machine.frames.setTable(frame, domain, table))
                        .as(where)
                        .isEqualTo(done != null);
            }
            case LEAVE_STATUS -> {
                if (reference.apply(new LeaveStatus(domain)) != null) {
                    machine.hypervisor.leaveStatus(SETUP.vcpus().indexOf(domain));
                }
            }
            default -> edit(o);
        }
    }

    private void end(int domain, int ref, GuestGrants guest, String where) {
        Boolean done = reference.apply(new End(domain, ref));
        if (done == null && reference.apply(new EndClear(domain, ref)) != null) {
            done = reference.apply(new EndLook(domain, ref));
        }
        if (done != null) {
            boolean unused = guest.query(ref);
            assertThat(guest.end(ref)).as("ended (G2), " + where).isEqualTo(done);
            assertThat(unused).as("query, " + where).isEqualTo(!done);
        }
    }

    /** Breaks the rules, at any moment. */
    void edit(GrantOperation o) {
        int domain = o.a() % SETUP.domains();
        int ref = o.b() % SETUP.entries();
        EntryField field = EntryField.values()[o.c() / 6 % EntryField.values().length];
        int value = o.c() / 36;
        int number = switch (field) {
            case FLAGS -> FLAGS[value % FLAGS.length];
            case DOMID -> value % SETUP.domains();
            case FRAME -> value % (SETUP.frames() + 2);
            case OFFSET, LENGTH -> value % 5 * 1000;
            case STATUS -> value % 4 * 8;
        };
        int version = machine.hypervisor.table(domain).version();
        boolean tooWide = field == EntryField.FRAME && number == SETUP.wideFrame() && version == 1;
        if (!tooWide && reference.apply(new Edit(domain, ref, field, number)) != null) {
            write(machine.layouts[domain], version, ref, field, number);
        }
    }

    private void write(GrantLayout layout, int version, int ref, EntryField field, int number) {
        int header = layout.header(version, ref);
        switch (field) {
            case FLAGS -> machine.tables.store16(Mode.OPAQUE, header, number);
            case DOMID -> machine.tables.store16(Mode.OPAQUE, header + 2, number);
            case FRAME -> {
                int at = layout.frame(version, ref);
                if (version == 1) {
                    machine.tables.store32(Mode.OPAQUE, at, number);
                } else {
                    machine.tables.store64(Mode.OPAQUE, at, GrantMachine.wide(number));
                }
            }
            case OFFSET -> machine.tables.store16(Mode.OPAQUE, layout.range(ref), number);
            case LENGTH -> machine.tables.store16(Mode.OPAQUE, layout.range(ref) + 2, number);
            default -> machine.tables.store16(Mode.OPAQUE, layout.status(ref), number);
        }
    }
}
