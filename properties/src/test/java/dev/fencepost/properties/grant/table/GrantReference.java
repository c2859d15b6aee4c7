package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.grant.table.Action;
import dev.fencepost.model.grant.table.Action.OfVcpu;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.GrantStatus;
import dev.fencepost.model.grant.table.GrantTableModel;
import dev.fencepost.model.grant.table.Invariants;
import dev.fencepost.model.grant.table.Outcome;
import dev.fencepost.model.grant.table.Outcome.Done;
import dev.fencepost.model.grant.table.Setup;
import dev.fencepost.model.grant.table.State;
import dev.fencepost.model.machine.Invariant;
import java.util.List;

/** The model beside the implementation: goes through the same history, and knows what must be where. */
final class GrantReference {
    private final Setup setup = GrantMachine.SETUP;
    private final GrantTableModel model = new GrantTableModel(setup);
    private final State f = model.fields();
    private final List<Invariant<long[]>> invariants = new Invariants(f).all();
    private final int[] flushes = new int[setup.domains()];
    private long[] state = model.initial();
    private final int[] accesses = new int[setup.vcpus().size()];
    private final int[] locks = new int[setup.vcpus().size()];

    State fields() {
        return f;
    }

    long[] state() {
        return state;
    }

    /** Whether the model does the action, and the guest gets what it wants; null where the model refuses it. */
    Boolean apply(Action action) {
        Outcome outcome = model.apply(state, action);
        if (outcome instanceof Done done) {
            state = done.state();
            return done.yes();
        }
        return null;
    }

    // ---- Hypercalls, step by step.

    void begin(OfVcpu call) {
        accesses[call.vcpu()] = 0;
        locks[call.vcpu()] = 0;
        assertThat(apply(call)).as("the model begins " + call).isNotNull();
    }

    /** Goes on until so many accesses have been made. */
    void advance(int vcpu, int until, String where) {
        while (accesses[vcpu] < until) {
            assertThat(model.isIdle(state, vcpu))
                    .as("the model makes access %d as well (S8), %s", until, where)
                    .isFalse();
            step(vcpu);
        }
    }

    /** Goes on until the copy is about to take a lock for the time after so many. */
    void advanceToLock(int vcpu, int taken, String where) {
        while (locks[vcpu] < taken || !model.isAtLock(state, vcpu)) {
            assertThat(model.isIdle(state, vcpu))
                    .as("the model goes on to lock %d as well, by what was latched (G4), %s", taken + 1, where)
                    .isFalse();
            step(vcpu);
        }
    }

    /** Whether a copy has moved its bytes, and only gives back what it has claimed. */
    boolean hasMoved(int vcpu) {
        return model.at(state, vcpu).equals("COPY_RELEASE") && model.answer(state, vcpu) == GrantStatus.OKAY;
    }

    private void step(int vcpu) {
        locks[vcpu] += model.isAtLock(state, vcpu) ? 1 : 0;
        boolean access = model.isAtAccess(state, vcpu);
        boolean flush = model.at(state, vcpu).equals("UNMAP_FLUSH");
        assertThat(apply(new Step(vcpu))).isNotNull();
        accesses[vcpu] += access ? 1 : 0;
        flushes[setup.vcpus().get(vcpu)] += flush ? 1 : 0;
    }

    /** Goes on to the end; {@code made} is how many accesses the implementation has made. */
    void finish(GrantMachine machine, int vcpu, int made, String where) {
        while (!model.isIdle(state, vcpu)) {
            step(vcpu);
        }
        if (made != accesses[vcpu]) {
            compare(machine, where); // what came of it says more than how many they are
        }
        assertThat(made).as("accesses to shared memory (S8), " + where).isEqualTo(accesses[vcpu]);
    }

    GrantStatus answer(int vcpu) {
        return model.answer(state, vcpu);
    }

    GrantStatus answer(int vcpu, int request) {
        return model.answer(state, vcpu, request);
    }

    int handle(int vcpu) {
        return model.handle(state, vcpu);
    }

    // ---- What must be where.

    void compare(GrantMachine machine, String where) {
        for (Invariant<long[]> invariant : invariants) {
            assertThat(invariant.ofState().test(state))
                    .as(invariant.name() + ", " + where)
                    .isTrue();
        }
        for (int domain = 0; domain < setup.domains(); domain++) {
            int version = f.version.get(state, domain);
            assertEqual("version of " + domain, machine.hypervisor.table(domain).version(), version, where);
            for (int ref = 0; ref < setup.entries(version); ref++) {
                compareEntry(machine, domain, ref, version, where);
            }
            compareTranslations(machine.translations[domain], domain, where);
            compareHandles(machine, domain, where);
            assertEqual(
                    "status frames of " + domain,
                    machine.hypervisor.table(domain).statusRefs(),
                    f.statusRefs.get(state, domain),
                    where);
        }
        for (int frame = 0; frame < setup.frames(); frame++) {
            int owner = f.owner.get(state, frame);
            assertEqual("owner of " + frame, machine.frames.owner(frame), owner == setup.domains() ? -1 : owner, where);
            assertEqual("refs (G3) of " + frame, machine.frames.references(frame), f.refs.get(state, frame), where);
            assertEqual("types (G3) of " + frame, machine.frames.writable(frame), f.types.get(state, frame), where);
        }
    }

    private void compareEntry(GrantMachine machine, int domain, int ref, int version, String where) {
        GrantLayout layout = machine.layouts[domain];
        int e = f.entry(domain, ref);
        String entry = " of entry " + ref + " of " + domain;
        int header = machine.tables.load32(Mode.PLAIN, layout.header(version, ref));
        assertEqual("flags (G1)" + entry, header & 0xffff, f.flags.get(state, e), where);
        assertEqual("domid" + entry, header >>> 16, f.domid.get(state, e), where);
        long frame = version == 1
                ? machine.tables.load32(Mode.PLAIN, layout.frame(1, ref)) & 0xffff_ffffL
                : machine.tables.load64(Mode.PLAIN, layout.frame(2, ref));
        assertEqual("frame" + entry, frame, GrantMachine.wide(f.frame.get(state, e)), where);
        if (version == 2) {
            int range = machine.tables.load32(Mode.PLAIN, layout.range(ref));
            assertEqual("first byte" + entry, range & 0xffff, f.offset.get(state, e), where);
            assertEqual("length" + entry, range >>> 16, f.length.get(state, e), where);
            int status = machine.tables.load16(Mode.PLAIN, layout.status(ref));
            assertEqual("status (G1)" + entry, status, f.status.get(state, e), where);
        }
        int pins = 0;
        int[] shifts = {0, 8, 16, 24};
        for (int i = 0; i < shifts.length; i++) {
            pins |= f.pins.get(state, 4 * e + i) << shifts[i];
        }
        assertEqual("pins (G3)" + entry, machine.hypervisor.table(domain).pins(ref), pins, where);
    }

    private void compareTranslations(Translations translations, int domain, String where) {
        for (int address = 0; address < setup.addresses(); address++) {
            int pte = f.pte.get(state, f.address(domain, address));
            String at = " at " + address + " of " + domain;
            assertEqual("frame (G2)" + at, translations.frame(address), pte == 0 ? -1 : (pte - 1) / 2, where);
            if (pte != 0) {
                assertThat(translations.isWritable(address)).as("writable" + at).isEqualTo((pte - 1) % 2 == 1);
            }
        }
        for (int frame = 0; frame < setup.frames(); frame++) {
            int allowed = f.iommu.get(state, f.view(domain, frame));
            assertEqual("IOMMU (G7) of " + domain + ", " + frame, translations.allowed(frame), allowed, where);
        }
        assertEqual("flushes of " + domain, translations.flushes(), flushes[domain], where);
    }

    private void compareHandles(GrantMachine machine, int domain, String where) {
        assertEqual("limit (G6)", machine.hypervisor.handles(domain), f.limit.get(state, domain), where);
        for (int handle = 0; handle < f.limit.get(state, domain); handle++) {
            int flags = f.mapFlags.get(state, f.handle(domain, handle));
            assertEqual("flags of handle " + handle, machine.hypervisor.handleFlags(domain, handle), flags, where);
        }
        for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
            if (setup.vcpus().get(vcpu) == domain) {
                int free = 0;
                int handle = f.head.get(state, vcpu);
                while (handle != f.tail()) {
                    free++;
                    handle = f.next.get(state, f.handle(domain, handle));
                }
                assertEqual("free handles of vCPU " + vcpu, machine.hypervisor.freeHandles(vcpu), free, where);
            }
        }
    }

    static void assertEqual(String what, long found, long expected, String where) {
        if (found != expected) { // no text is put together for what is right
            assertThat(found).as(what + ", " + where).isEqualTo(expected);
        }
    }
}
