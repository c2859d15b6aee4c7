package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.CopyGrant;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.grant.table.Action.Copy;
import dev.fencepost.model.grant.table.Action.CopySide;
import dev.fencepost.model.grant.table.Action.FindStatus;
import dev.fencepost.model.grant.table.Action.Map;
import dev.fencepost.model.grant.table.Action.SetVersion;
import dev.fencepost.model.grant.table.Action.Swap;
import dev.fencepost.model.grant.table.Action.Transfer;
import dev.fencepost.model.grant.table.Action.Unmap;
import dev.fencepost.model.grant.table.Action.UnmapOne;
import dev.fencepost.model.grant.table.GrantStatus;
import dev.fencepost.model.grant.table.Setup;
import dev.fencepost.model.grant.table.State;
import dev.fencepost.properties.recorded.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Guests and hypercalls through a list of operations, held against the model after each of them. A guest's edit may
 * come between any two accesses that a hypercall makes: the model takes as many steps as the implementation has made
 * accesses, and both see the edit there.
 */
final class GrantHistory {
    private static final Setup SETUP = GrantMachine.SETUP;

    private final GrantMachine machine;
    private final GrantReference reference = new GrantReference();
    private final State f = reference.fields();
    private final GrantGuests guests;

    private final UnaryOperator<int[]> heard;
    private final Set<GrantStatus> answers = EnumSet.noneOf(GrantStatus.class);

    private int caller = -1;
    private int accesses;
    private int editsInside;
    private GrantOperation pending;
    private String where = "";
    private final GrantHistoryCopies copies;

    /** The hypervisor sees the tables through {@code seen}. */
    GrantHistory(UnaryOperator<SharedMemory> seen) {
        this(seen, UnaryOperator.identity());
    }

    /** The same where callers get other answers to the parts of a hypercall. */
    GrantHistory(UnaryOperator<SharedMemory> seen, UnaryOperator<int[]> heard) {
        this.heard = heard;
        machine = new GrantMachine(memory -> new Watched(seen.apply(memory)));
        guests = new GrantGuests(machine, reference);
        copies = new GrantHistoryCopies(machine, reference, this::perform);
        machine.locks.before(() -> copies.atLock(caller, where));
    }

    /** Counts the accesses of hypercalls, and lets a guest in after one of them. */
    private final class Watched extends Recorder {
        Watched(SharedMemory memory) {
            super(memory);
        }

        @Override
        public void record(Event event) {
            if (!(event instanceof Event.Fence) && caller >= 0) {
                accesses++;
                if (pending != null && pending.c() % 6 == accesses - 1) {
                    reference.advance(caller, accesses, where);
                    guests.edit(pending);
                    pending = null;
                    editsInside++;
                }
            }
        }
    }

    void run(List<GrantOperation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            where = "step " + i + ", " + operations.get(i);
            if (!copies.holdsBack(operations.get(i))) {
                perform(operations.get(i));
            }
            reference.compare(machine, where);
            machine.locks.requireNone(where);
        }
    }

    /** What hypercalls have answered so far. */
    Set<GrantStatus> answers() {
        return answers;
    }

    /** Edits that came between two accesses of a hypercall so far. */
    int editsInside() {
        return editsInside;
    }

    int locksTaken() {
        return machine.locks.taken();
    }

    /** Operations that came in the middle of a copy so far. */
    int operationsInside() {
        return copies.inside();
    }

    private void perform(GrantOperation o) {
        switch (o.kind()) {
            case MAP, MAP_DEVICE -> map(o);
            case UNMAP, UNMAP_WRONG, UNMAP_BATCH -> unmap(o);
            case DISCONNECT -> disconnect(o);
            case COPY_FROM, COPY_TO -> copy(o);
            case TRANSFER -> transfer(o);
            case VERSION, SWAP, STATUS -> ownTable(o);
            case EDIT_LATER -> pending = o;
            case LATER -> {}
            default -> guests.perform(o, where);
        }
    }

    private void hypercall(int vcpu, Runnable call) {
        int outer = caller; // of a copy that this comes into the middle of
        int made = accesses;
        caller = vcpu;
        accesses = 0;
        call.run();
        caller = -1;
        pending = null;
        reference.finish(machine, vcpu, accesses, where);
        caller = outer;
        accesses = made;
    }

    private void assertAnswer(int found, GrantStatus expected) {
        assertThat(found)
                .as("answer (G5), expected %s, %s", expected.label(), where)
                .isEqualTo(expected.code());
        answers.add(expected);
    }

    // ---- Mapping.

    private void map(GrantOperation o) {
        int vcpu = o.a() % SETUP.vcpus().size();
        MapGrant op = new MapGrant();
        op.domain = o.b() % (SETUP.domains() + 1);
        op.ref = o.b() / 4 % (SETUP.entries() + 2);
        op.flags = o.kind() == GrantOperation.Kind.MAP ? o.c() % 8 : 1 + o.c() % 3 + 4 * (o.c() % 2);
        op.address = o.c() / 8 % (SETUP.addresses() + 1);
        int ref = Math.min(op.ref, SETUP.entries());
        reference.begin(new Map(vcpu, op.domain, ref, op.flags, op.address));
        hypercall(vcpu, () -> machine.hypervisor.map(vcpu, op));
        assertAnswer(heard.apply(new int[] {op.status})[0], reference.answer(vcpu));
        if (op.status == 0) {
            assertThat(op.handle).as("handle, " + where).isEqualTo(reference.handle(vcpu));
        }
    }

    // ---- Unmapping.

    private void unmap(GrantOperation o) {
        int vcpu = o.a() % SETUP.vcpus().size();
        int domain = SETUP.vcpus().get(vcpu);
        List<UnmapOne> requests = new ArrayList<>();
        int count = o.kind() == GrantOperation.Kind.UNMAP_BATCH ? 1 + o.c() % SETUP.batch() : 1;
        for (int i = 0; i < count; i++) {
            int handle = (o.b() + i) % (SETUP.handles() + 1);
            UnmapOne whole = whole(domain, handle, requests);
            boolean wrong = o.kind() == GrantOperation.Kind.UNMAP_WRONG;
            int host = wrong && o.c() % 3 == 0 ? o.c() / 3 % (SETUP.addresses() + 2) : whole.host();
            int device = wrong && o.c() % 3 == 1 ? o.c() / 3 % (SETUP.frames() + 1) : whole.device();
            boolean one = o.kind() == GrantOperation.Kind.UNMAP && o.c() % 4 == 0;
            requests.add(new UnmapOne(handle, one ? 0 : host, one || o.c() % 4 != 1 ? device : 0));
        }
        unmap(vcpu, requests);
    }

    /** What unmaps all of a handle, at an address that none of {@code others} names. */
    private UnmapOne whole(int domain, int handle, List<UnmapOne> others) {
        if (handle >= f.limit.get(reference.state(), domain)) {
            return new UnmapOne(handle, 1, 1);
        }
        long[] s = reference.state();
        int h = f.handle(domain, handle);
        int device = f.actFrame.get(s, f.entry(f.mapDomid.get(s, h), f.mapRef.get(s, h))) + 1;
        int host = 0;
        boolean readonly = (f.mapFlags.get(s, h) & 4) != 0;
        for (int address = 0; address < SETUP.addresses(); address++) {
            int at = address + 1;
            boolean taken = others.stream().anyMatch(other -> other.host() == at);
            if (!taken && f.pte.get(s, f.address(domain, address)) == 2 * device - (readonly ? 1 : 0)) {
                host = at;
            }
        }
        return new UnmapOne(handle, host, device);
    }

    private void unmap(int vcpu, List<UnmapOne> requests) {
        UnmapGrant[] ops = new UnmapGrant[requests.size()];
        for (int i = 0; i < ops.length; i++) {
            ops[i] = new UnmapGrant();
            ops[i].handle = requests.get(i).handle();
            ops[i].address = requests.get(i).host() - 1;
            ops[i].frame = requests.get(i).device() - 1;
        }
        reference.begin(new Unmap(vcpu, requests));
        hypercall(vcpu, () -> machine.hypervisor.unmap(vcpu, ops, ops.length));
        int[] told = heard.apply(Arrays.stream(ops).mapToInt(op -> op.status).toArray());
        for (int i = 0; i < ops.length; i++) {
            assertAnswer(told[i], reference.answer(vcpu, i));
        }
    }

    /** All that a domain has mapped, in batches; nothing may be left then. */
    private void disconnect(GrantOperation o) {
        int vcpu = o.a() % SETUP.vcpus().size();
        int domain = SETUP.vcpus().get(vcpu);
        List<UnmapOne> batch = new ArrayList<>();
        for (int handle = 0; handle < SETUP.handles(); handle++) {
            UnmapOne one = whole(domain, handle, batch);
            int live = handle < f.limit.get(reference.state(), domain)
                    ? f.mapFlags.get(reference.state(), f.handle(domain, handle))
                    : 0;
            batch.add((live & 2) != 0 ? one : new UnmapOne(handle, 0, one.device()));
            if (batch.size() == SETUP.batch()) {
                unmap(vcpu, batch);
                batch.clear();
            }
        }
        for (int handle = 0; handle < machine.hypervisor.handles(domain); handle++) {
            assertThat(machine.hypervisor.handleFlags(domain, handle))
                    .as("disconnected, " + where)
                    .isZero();
        }
    }

    // ---- Copying.

    private void copy(GrantOperation o) {
        int vcpu = o.a() % SETUP.vcpus().size();
        int self = SETUP.vcpus().get(vcpu);
        boolean from = o.kind() == GrantOperation.Kind.COPY_FROM;
        int offset = o.c() % 5 * 1000;
        CopySide grant = new CopySide(true, o.b() % 4, o.b() / 4 % (SETUP.entries() + 1), offset);
        int own = SETUP.frames() - SETUP.domains() + self;
        CopySide mine = new CopySide(o.c() % 7 == 6, o.c() % 11 == 10 ? 0 : self, own, offset);
        int length = new int[] {0, 1, 8, 96, 97, 4096}[o.c() / 5 % 6];
        CopySide source = from ? grant : mine;
        CopySide destination = from ? mine : grant;
        CopyGrant op = new CopyGrant();
        fill(op.source, source);
        fill(op.destination, destination);
        op.length = length;
        reference.begin(new Copy(vcpu, source, destination, length));
        copies.begin(vcpu, source, destination, offset, length);
        where += ", a copy by what was latched (G4)";
        hypercall(vcpu, () -> machine.hypervisor.copy(vcpu, op));
        assertAnswer(op.status, reference.answer(vcpu));
        copies.end(vcpu, op.status == 0, where);
    }

    private static void fill(CopyGrant.Side to, CopySide from) {
        to.byRef = from.byRef();
        to.domain = from.domain();
        to.number = from.number();
        to.offset = from.offset();
    }

    // ---- Transfers, and what a domain does to its own table.

    private void transfer(GrantOperation o) {
        int vcpu = o.a() % SETUP.vcpus().size();
        int frame = o.b() % (SETUP.frames() + 1);
        int remote = o.c() % (SETUP.domains() + 1);
        int ref = o.c() / 4 % (SETUP.entries() + 1);
        reference.begin(new Transfer(vcpu, frame, remote, ref));
        int[] answer = new int[1];
        hypercall(vcpu, () -> answer[0] = machine.hypervisor.transfer(vcpu, frame, remote, ref));
        assertAnswer(answer[0], reference.answer(vcpu));
    }

    private void ownTable(GrantOperation o) {
        int outer = caller;
        caller = -1;
        changeOwnTable(o);
        caller = outer;
    }

    private void changeOwnTable(GrantOperation o) {
        int vcpu = o.a() % SETUP.vcpus().size();
        int domain = SETUP.vcpus().get(vcpu);
        switch (o.kind()) {
            case VERSION -> {
                int version = o.b() % 4;
                reference.begin(new SetVersion(vcpu, version));
                where += ", another version (G9)";
                assertAnswer(machine.hypervisor.setVersion(vcpu, version), reference.answer(vcpu));
                machine.guests[domain].setVersion(
                        machine.hypervisor.table(domain).version());
            }
            case SWAP -> {
                int first = o.b() % (SETUP.entries() + 1);
                int second = o.c() % (SETUP.entries() + 1);
                reference.begin(new Swap(vcpu, first, second));
                assertAnswer(machine.hypervisor.swap(vcpu, first, second), reference.answer(vcpu));
            }
            default -> {
                reference.begin(new FindStatus(vcpu));
                int answer = machine.hypervisor.findStatus(vcpu);
                boolean again = answer == 0 && f.statusMapped.get(reference.state(), domain) != 0;
                reference.finish(machine, vcpu, 0, where);
                assertAnswer(answer, reference.answer(vcpu));
                if (again) {
                    machine.hypervisor.leaveStatus(vcpu);
                }
            }
        }
    }
}
