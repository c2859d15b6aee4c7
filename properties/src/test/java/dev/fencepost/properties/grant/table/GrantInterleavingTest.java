package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.CopyGrant;
import dev.fencepost.impl.grant.table.Gntst;
import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.grant.table.Action;
import dev.fencepost.model.grant.table.Action.Edit;
import dev.fencepost.model.grant.table.Action.EntryField;
import dev.fencepost.model.grant.table.Action.Grant;
import dev.fencepost.model.grant.table.Action.Map;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.GrantStatus;
import dev.fencepost.model.grant.table.GrantTableModel;
import dev.fencepost.model.grant.table.Outcome.Done;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.recorded.Recorder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What others do in the middle of a hypercall of the implementation, where it holds no lock. Histories have one
 * hypercall at a time, and the state machine has all of their orders, but not of the code.
 */
@Claims({Clause.G1, Clause.G3, Clause.G4, Clause.G9})
class GrantInterleavingTest {
    private static final int RESERVED_0 = 0;
    private static final int REF = 9;
    private static final int PART = 8;
    private static final int MAPPER = 1;
    private static final int OTHER = 2;
    private static final int GUEST_2 = 3;

    /** Lets others in before a table is taken for reading, at the time asked for. */
    private static final class Stops extends GrantCheckedLocks {
        private int domain;
        private int times;
        private Runnable others;

        void before(int time, int ofDomain, Runnable run) {
            times = time;
            domain = ofDomain;
            others = run;
        }

        @Override
        public void readTable(int ofDomain) {
            if (others != null && ofDomain == domain && --times == 0) {
                Runnable now = others;
                others = null;
                requireNone("others come in");
                now.run();
            }
            super.readTable(ofDomain);
        }

        boolean cameIn() {
            return others == null;
        }
    }

    private final Stops stops = new Stops();
    private final GrantMachine machine =
            new GrantMachine(UnaryOperator.identity(), GrantMachine.SETUP.maptrackPages(), stops);

    /** Domain 2 has a table of version 2: it passes on what domain 0 lends, and lends a part of a frame of its own. */
    private void version2() {
        assertThat(machine.hypervisor.setVersion(GUEST_2, 2)).isZero();
        machine.guests[2].setVersion(2);
        machine.guests[0].grant(REF, 2, 3, false);
        machine.guests[2].grantOnward(REF, 1, 0, REF, false);
        machine.guests[2].grantPart(PART, 1, 7, 0, 100, false);
        machine.guests[0].grant(2, 1, 4, false);
    }

    /** From that grant of domain 2 to a frame of domain 1, or to its grant 2 of domain 0. */
    private int copy(int vcpu, int ref, boolean toGrant) {
        CopyGrant op = new CopyGrant();
        op.source.byRef = true;
        op.source.domain = 2;
        op.source.number = ref;
        op.destination.byRef = toGrant;
        op.destination.domain = toGrant ? 0 : 1;
        op.destination.number = toGrant ? 2 : 6;
        op.length = 8;
        machine.hypervisor.copy(vcpu, op);
        return op.status;
    }

    private int map(int vcpu, int domain, int ref) {
        MapGrant op = new MapGrant();
        op.domain = domain;
        op.ref = ref;
        op.flags = GrantFlags.HOST_MAP;
        machine.hypervisor.map(vcpu, op);
        return op.status;
    }

    private void requireNothingLeft() {
        assertThat(stops.cameIn()).isTrue();
        for (int domain = 0; domain < 3; domain++) {
            for (int ref = 0; ref < 10; ref++) {
                assertThat(machine.hypervisor.table(domain).pins(ref)).isZero();
            }
            assertThat(machine.guests[domain].query(REF)).isFalse();
        }
        assertThat(machine.hypervisor.setVersion(GUEST_2, 1))
                .as("no operation counts as in flight")
                .isZero();
    }

    /** While a copy follows a transitive entry unlocked, another one that fails must not clear its use bits. */
    @Test
    void aCopyThatFailsLeavesTheUseBitsOfAnother() {
        version2();
        int behind = machine.layouts[2].range(REF);
        stops.before(2, 2, () -> {
            machine.tables.store16(Mode.OPAQUE, behind, 2); // itself: refused
            assertThat(copy(OTHER, REF, false)).isEqualTo(Gntst.GENERAL_ERROR);
            machine.tables.store16(Mode.OPAQUE, behind, 0);
            assertThat(machine.guests[2].query(REF)).isTrue();
        });
        assertThat(copy(MAPPER, REF, false)).isZero();
        requireNothingLeft();
    }

    /** A swap, another version, and the end of access: all must see that the entry is in use. */
    @Test
    void anEntryThatIsFollowedIsBusy() {
        version2();
        stops.before(2, 2, () -> {
            assertThat(machine.hypervisor.table(2).pins(REF)).isZero();
            assertThat(machine.hypervisor.swap(GUEST_2, REF, RESERVED_0)).isEqualTo(Gntst.EAGAIN);
            assertThat(machine.hypervisor.swap(GUEST_2, RESERVED_0, REF)).isEqualTo(Gntst.EAGAIN);
            assertThat(machine.hypervisor.setVersion(GUEST_2, 1)).isEqualTo(Gntst.EAGAIN_VERSION);
            assertThat(machine.guests[2].end(REF)).isFalse();
        });
        assertThat(copy(MAPPER, REF, false)).isZero();
        assertThat(machine.guests[2].isUnused(REF)).isTrue();
        requireNothingLeft();
    }

    /** Another copy from beginning to end changes nothing for the first one. */
    @Test
    void aCopyInBetweenTakesNothingAway() {
        version2();
        stops.before(2, 2, () -> assertThat(copy(OTHER, REF, false)).isZero());
        assertThat(copy(MAPPER, REF, false)).isZero();
        requireNothingLeft();
    }

    /** What is pinned is busy; a part, and what is passed on, cannot be mapped, nor used by anybody else. */
    @ParameterizedTest
    @ValueSource(ints = {PART, REF})
    void whatIsBeingCopiedIsPinned(int ref) {
        version2();
        stops.before(ref == REF ? 2 : 1, 0, () -> {
            assertThat(machine.hypervisor.table(2).pins(ref)).isPositive();
            assertThat(map(OTHER, 2, ref)).isEqualTo(Gntst.GENERAL_ERROR);
            assertThat(map(0, 2, ref)).as("by another domain").isEqualTo(Gntst.GENERAL_ERROR);
            machine.tables.store16(Mode.OPAQUE, machine.layouts[2].header(2, ref), GrantFlags.PERMIT_ACCESS);
            assertThat(map(OTHER, 2, ref)).as("what the guest says now").isEqualTo(Gntst.GENERAL_ERROR);
            assertThat(machine.hypervisor.swap(GUEST_2, ref, RESERVED_0)).isEqualTo(Gntst.EAGAIN);
            assertThat(machine.hypervisor.swap(GUEST_2, RESERVED_0, ref)).isEqualTo(Gntst.EAGAIN);
            assertThat(machine.hypervisor.setVersion(GUEST_2, 1)).isEqualTo(Gntst.EBUSY);
        });
        assertThat(copy(MAPPER, ref, true)).isZero();
        requireNothingLeft();
    }

    /** One level, and not the own table: whatever else a transitive entry leads to is refused. */
    @Test
    void aTransitiveEntryLeadsToAFrameOfAnotherDomain() {
        version2();
        assertThat(machine.hypervisor.setVersion(MAPPER, 2)).isZero();
        machine.guests[1].setVersion(2);
        machine.guests[1].grantOnward(PART, 2, 0, REF, false);
        machine.guests[2].grantOnward(7, 1, 2, 5, false);
        machine.guests[2].grant(5, 2, 7, false);
        assertThat(copy(MAPPER, 7, false)).as("to itself").isEqualTo(Gntst.GENERAL_ERROR);
        machine.guests[2].grantOnward(6, 0, 1, PART, false);
        assertThat(copyTo0(6)).as("to another transitive one").isEqualTo(Gntst.GENERAL_ERROR);
        assertThat(machine.guests[1].query(PART)).isFalse();
        assertThat(machine.guests[2].query(6) || machine.guests[2].query(7)).isFalse();
    }

    private int copyTo0(int ref) {
        CopyGrant op = new CopyGrant();
        op.source.byRef = true;
        op.source.domain = 2;
        op.source.number = ref;
        op.destination.number = 5;
        op.length = 8;
        machine.hypervisor.copy(0, op);
        return op.status;
    }

    /** The table has another version when a transfer comes back to it: the entry is not what was committed. */
    @Test
    void aTransferWhoseTableHasChangedFails() {
        machine.guests[2].accept(REF, 0, 0);
        stops.before(
                2,
                2,
                () -> assertThat(machine.hypervisor.setVersion(GUEST_2, 2)).isZero());
        assertThat(machine.hypervisor.transfer(0, 3, 2, REF)).isEqualTo(Gntst.GENERAL_ERROR);
        assertThat(stops.cameIn()).isTrue();
        assertThat(machine.tables.load32(Mode.OPAQUE, machine.layouts[2].header(2, REF)))
                .isZero();
        assertThat(machine.tables.load64(Mode.OPAQUE, machine.layouts[2].frame(2, REF)))
                .isZero();
    }

    /** Between the two marks of a transfer the guest leaves its entry alone; then it has the frame. */
    @Test
    void anOfferIsLeftAloneWhileAFrameIsOnItsWay() {
        machine.guests[2].accept(REF, 0, 0);
        stops.before(2, 2, () -> assertThat(machine.guests[2].endAccept(REF)).isEqualTo(-2));
        assertThat(machine.hypervisor.transfer(0, 3, 2, REF)).isZero();
        assertThat(stops.cameIn()).isTrue();
        assertThat(machine.guests[2].endAccept(REF)).isEqualTo(3);
    }

    /** One flush for 32 unmaps, and one for what is left. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "32, 1", "33, 2", "65, 3"})
    @Claims(Clause.B8)
    void everyBatchOf32EndsInAFlush(int count, int flushes) {
        GrantMachine many = new GrantMachine(UnaryOperator.identity(), 20);
        many.guests[0].grant(REF, 1, 3, false);
        MapGrant map = new MapGrant();
        map.ref = REF;
        map.flags = GrantFlags.DEVICE_MAP;
        UnmapGrant[] unmaps = new UnmapGrant[count];
        for (int i = 0; i < count; i++) {
            many.hypervisor.map(MAPPER, map);
            unmaps[i] = new UnmapGrant();
            unmaps[i].handle = map.handle;
            unmaps[i].frame = 3;
        }
        many.hypervisor.unmap(MAPPER, unmaps, count);
        assertThat(many.translations[1].flushes()).isEqualTo(flushes);
        assertThat(many.guests[0].end(REF)).isTrue();
    }

    /** Whatever stands in the status of entries that nobody has pinned goes with them. */
    @Test
    void aSwapTakesTheStatusAlong() {
        version2();
        machine.tables.store16(Mode.OPAQUE, machine.layouts[2].status(PART), GrantFlags.READING);
        assertThat(machine.hypervisor.swap(GUEST_2, PART, REF)).isZero();
        assertThat(machine.guests[2].query(PART)).isFalse();
        assertThat(machine.guests[2].query(REF)).isTrue();
    }

    /** A frame number that needs more than 32 bits stands in a reserved entry: version 1 cannot say that. */
    @Test
    void whatVersion1CannotSayKeepsTheTableAtVersion2() {
        assertThat(machine.hypervisor.setVersion(GUEST_2, 2)).isZero();
        machine.guests[2].setVersion(2);
        machine.guests[2].grant(7, 1, GrantMachine.WIDE, false);
        assertThat(machine.hypervisor.setVersion(GUEST_2, 1)).isEqualTo(Gntst.ERANGE);
        machine.guests[2].end(7);
        assertThat(machine.hypervisor.setVersion(GUEST_2, 1)).isZero();
    }

    /** Five attempts at an entry that keeps changing: as many as the model makes, and Xen. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 6})
    void anUnstableEntryIsLeftAfterFiveAttempts(int changes) {
        GrantMachine restless = new GrantMachine(tables -> new Restless(tables, changes));
        restless.guests[0].grant(REF, 1, 3, true);
        MapGrant op = new MapGrant();
        op.ref = REF;
        op.flags = GrantFlags.HOST_MAP | GrantFlags.MAP_READONLY;
        restless.hypervisor.map(MAPPER, op);
        assertThat(op.status).isEqualTo(changes < 5 ? Gntst.OKAY : Gntst.GENERAL_ERROR);
        assertThat(op.status).isEqualTo(model(changes).code());
        assertThat(restless.guests[0].query(REF)).isEqualTo(op.status == Gntst.OKAY);
    }

    /** A guest that makes its entry writable or read-only before each compare-and-set, so many times. */
    private static final class Restless extends Recorder {
        private int changes;

        Restless(SharedMemory memory, int changes) {
            super(memory);
            this.changes = changes;
        }

        @Override
        public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
            if (changes > 0) {
                changes--;
                store16(Mode.OPAQUE, offset, load16(Mode.OPAQUE, offset) ^ GrantFlags.READONLY);
            }
            return super.compareAndExchange32(mode, offset, expected, value);
        }
    }

    private static GrantStatus model(int changes) {
        GrantTableModel model = new GrantTableModel(GrantMachine.SETUP);
        long[] state = after(model, model.initial(), new Grant(0, REF, 1, 3, true));
        state = after(model, state, new Map(MAPPER, 0, REF, GrantFlags.HOST_MAP | GrantFlags.MAP_READONLY, 0));
        int made = 0;
        while (!model.isIdle(state, MAPPER)) {
            if (made < changes && model.at(state, MAPPER).equals("PIN_SWAP")) {
                int now = made % 2 == 0 ? 0 : GrantFlags.READONLY;
                state = after(model, state, new Edit(0, REF, EntryField.FLAGS, GrantFlags.PERMIT_ACCESS | now));
                made++;
            }
            state = after(model, state, new Step(MAPPER));
        }
        return model.answer(state, MAPPER);
    }

    private static long[] after(GrantTableModel model, long[] state, Action action) {
        return ((Done) model.apply(state, action)).state();
    }
}
