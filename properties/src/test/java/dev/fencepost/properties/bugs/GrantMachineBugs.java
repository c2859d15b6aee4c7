package dev.fencepost.properties.bugs;

import dev.fencepost.model.grant.table.Action;
import dev.fencepost.model.grant.table.Action.End;
import dev.fencepost.model.grant.table.Action.EndClear;
import dev.fencepost.model.grant.table.Action.EndLook;
import dev.fencepost.model.grant.table.Action.FindStatus;
import dev.fencepost.model.grant.table.Action.SetVersion;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.Bounds;
import dev.fencepost.model.grant.table.Bounds.Kind;
import dev.fencepost.model.grant.table.GrantTableMachine;
import dev.fencepost.model.grant.table.Scene;
import dev.fencepost.model.grant.table.Setup;
import dev.fencepost.model.grant.table.State;
import dev.fencepost.model.machine.Layout.Field;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.grant.table.GrantTableModelMutant;
import dev.fencepost.properties.grant.table.GrantTableModelMutant.Mistake;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Hypercalls and guests that do the wrong thing: the machine of grant tables with another outcome. */
final class GrantMachineBugs {
    private static final Map<Scene, Attempt.Trial> SOUND = new EnumMap<>(Scene.class);

    private GrantMachineBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(53, Scene.MAP, 1, GrantMachineBugs::clearsBeforeTheFlush),
                attempt(54, Scene.DEVICE, 1, GrantMachineBugs::freesAgain),
                attempt(56, Scene.DEVICE, 1, GrantMachineBugs::dropsTheDevice),
                attempt(57, Scene.DEVICE, 1, GrantMachineBugs::oneTypeReference),
                attempt(58, Scene.HANDLES, 1, GrantMachineBugs::tailNotLinked),
                attempt(59, GrantMachineBugs::copiesBesideADevice, GrantMachineBugs::looksAtTheHostOnly),
                attempt(60, Scene.TRANSITIVE, 2, GrantMachineBugs::nothingBehind),
                attempt(62, Scene.BATCH, 1, GrantMachineBugs::wrongPermission),
                attempt(64, Scene.VERSION, 2, GrantMachineBugs::freesMappedStatus),
                attempt(65, GrantMachineBugs::twoOfTheGuest, GrantMachineBugs::findsWithoutReference),
                attempt(66, Scene.TRANSFER, 1, GrantMachineBugs::namesAnotherFrame),
                attempt(68, Scene.BATCH, 1, GrantMachineBugs::firstMappingOnly),
                attempt(73, GrantMachineBugs::versionBesideParts, GrantMachineBugs::forgetsOperations),
                attempt(74, Scene.MAP, 1, GrantMachineBugs::queryThenEnd),
                attempt(75, Scene.MAP, 2, GrantMachineBugs::freedAtOnce));
    }

    private static Attempt attempt(int number, Scene scene, int version, Mistake mistake) {
        Supplier<GrantTableMachine> machine = () -> new GrantTableMachine(scene.setup(version), scene.bounds());
        Attempt.Trial sound = SOUND.computeIfAbsent(
                scene, s -> Attempt.once(() -> explore(number, machine.get(), (m, before, action, next) -> {})));
        return new Attempt(number, BugCheck.STATE_MACHINE, () -> explore(number, machine.get(), mistake), sound);
    }

    private static Attempt attempt(int number, Supplier<GrantTableMachine> machine, Mistake mistake) {
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, machine.get(), mistake),
                () -> explore(number, machine.get(), (m, before, action, next) -> {}));
    }

    private static OptionalInt explore(int number, GrantTableMachine machine, Mistake mistake) {
        return MachineTrial.explore(number, new GrantTableModelMutant(machine, mistake));
    }

    private static boolean at(GrantTableMachine m, long[] before, Action action, String phase) {
        return action instanceof Step step && m.model().at(before, step.vcpu()).equals(phase);
    }

    private static void add(Field field, long[] s, int index, int more) {
        field.set(s, index, field.get(s, index) + more);
    }

    /** Row 53: phase one unpins and clears, and the TLB is flushed after that. */
    private static void clearsBeforeTheFlush(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        if (at(m, before, action, "UNMAP_ONE") && f.pinned(before, 0) == 1) {
            f.pins.set(next, 0, 0);
            f.pins.set(next, 1, 0);
            f.flags.set(next, 0, f.flags.get(before, 0) & ~24);
        }
    }

    /** Row 54: an unmap that finds the handle given up by another gives it up too. */
    private static void freesAgain(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        boolean nothingLeft = f.mapFlags.get(before, f.handle(1, 0)) == 0 && f.limit.get(before, 1) > 0;
        boolean free = f.next.get(before, f.handle(1, 0)) != f.taken();
        if (at(m, before, action, "UNMAP_ONE") && nothingLeft && free) {
            int vcpu = f.mapVcpu.get(before, f.handle(1, 0));
            int tail = f.last.get(before, vcpu);
            f.next.set(next, f.handle(1, 0), f.tail());
            f.next.set(next, f.handle(1, tail), 0);
            f.last.set(next, vcpu, 0);
        }
    }

    /** Row 56: the device mapping that was to stay loses its references. */
    private static void dropsTheDevice(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        if (at(m, before, action, "UNMAP_PINS") && f.mapFlags.get(before, f.handle(1, 0)) == 1) {
            add(f.refs, next, 0, -1);
            add(f.types, next, 0, -1);
        }
    }

    /** Row 57. */
    private static void oneTypeReference(GrantTableMachine m, long[] before, Action action, long[] next) {
        Field types = m.fields().types;
        if (at(m, before, action, "MAP_REFS") && types.get(next, 0) > types.get(before, 0)) {
            types.set(next, 0, types.get(before, 0) + 1);
        }
    }

    /** Row 58: the end of the list is written by two at once, and that of before is what stays. */
    private static void tailNotLinked(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        if (at(m, before, action, "UNMAP_HANDLE")) {
            for (int vcpu = 0; vcpu < 3; vcpu++) {
                f.last.set(next, vcpu, f.last.get(before, vcpu));
            }
        }
    }

    private static GrantTableMachine copiesBesideADevice() {
        Scene copy = Scene.COPY;
        return new GrantTableMachine(copy.setup(1), Bounds.of(2, 0, Kind.GRANT, Kind.COPY, Kind.MAP_DEVICE));
    }

    /** Row 59: the end of a copy looks for the pins of host mappings only. */
    private static void looksAtTheHostOnly(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        boolean host = f.pins.get(next, 0) + f.pins.get(next, 1) > 0;
        boolean unpinned = f.pins.get(before, 0) + f.pins.get(before, 1) > 0 && !host;
        if (at(m, before, action, "COPY_RELEASE") && unpinned) {
            f.flags.set(next, 0, f.flags.get(next, 0) & ~24);
        }
    }

    /** Row 60: the pin behind a transitive entry is given up at once where the entry itself was pinned before. */
    private static void nothingBehind(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        int outer = f.entry(1, 0);
        if (at(m, before, action, "TRANS_BACK") && f.pinned(before, outer) > 0) {
            for (int pin = 0; pin < 2; pin++) {
                boolean raised = f.pins.get(next, 4 * outer + pin) > f.pins.get(before, 4 * outer + pin);
                add(f.pins, next, pin, raised ? -1 : 0);
            }
        }
    }

    /** Row 62: of two mappings of one frame the page table entry of the read-only one goes. */
    private static void wrongPermission(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        int first = f.address(1, 0);
        int second = f.address(1, 1);
        boolean both = f.pte.get(before, first) == 2 && f.pte.get(before, second) == 1;
        if (at(m, before, action, "UNMAP_ONE") && both && f.pte.get(next, first) == 0) {
            f.pte.set(next, first, 2);
            f.pte.set(next, second, 0);
        }
    }

    /** Row 64. */
    private static void freesMappedStatus(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        if (action instanceof SetVersion to && f.pinned(before, 0) + f.pinned(before, 1) == 0) {
            f.version.set(next, 0, to.version());
        }
    }

    private static GrantTableMachine twoOfTheGuest() {
        Setup setup = new Setup(2, 1, 1, 0, 2, 2, List.of(0, 0), 1, 3, 1, 1, 1, 2, true);
        return new GrantTableMachine(setup, Bounds.of(3, 0, Kind.STATUS, Kind.VERSION));
    }

    /** Row 65. */
    private static void findsWithoutReference(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        if (action instanceof FindStatus) {
            f.statusRefs.set(next, 0, f.statusRefs.get(before, 0));
        } else if (at(m, before, action, "STATUS_FRAME_FOUND")) {
            f.statusRefs.set(next, 0, 1);
        }
    }

    /** Row 66. */
    private static void namesAnotherFrame(GrantTableMachine m, long[] before, Action action, long[] next) {
        if (at(m, before, action, "MOVE_FRAME")) {
            m.fields().frame.set(next, 0, m.fields().setup.badFrame());
        }
    }

    /** Row 68. */
    private static void firstMappingOnly(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        int view = f.view(1, 0);
        boolean second = f.iommuReaders.get(before, view) + f.iommuWriters.get(before, view) > 0;
        if (at(m, before, action, "MAP_IOMMU") && second) {
            f.iommu.set(next, view, f.iommu.get(before, view));
        }
    }

    private static GrantTableMachine versionBesideParts() {
        Setup setup = new Setup(2, 2, 1, 1, 3, 2, List.of(1, 0), 1, 3, 1, 1, 1, 2, true);
        return new GrantTableMachine(setup, Bounds.of(2, 0, Kind.PART, Kind.COPY, Kind.VERSION));
    }

    /** Row 73. */
    private static void forgetsOperations(GrantTableMachine m, long[] before, Action action, long[] next) {
        if (action instanceof SetVersion && m.fields().v2Ops.get(before, 0) > 0) {
            State f = m.fields();
            f.version.set(next, 0, 1);
            f.flags.set(next, 0, f.flags.get(before, 0) | f.status.get(before, 0));
            f.status.set(next, 0, 0);
        }
    }

    /** Row 74: {@code ending} stands for a query that was answered, after which the flags are cleared by a store. */
    private static void queryThenEnd(GrantTableMachine m, long[] before, Action action, long[] next) {
        State f = m.fields();
        if (action instanceof End && f.lent.get(next, 0) == 0) {
            f.flags.set(next, 0, f.flags.get(before, 0));
            f.lent.set(next, 0, 1);
            f.ending.set(next, 0, 1);
        } else if (action instanceof EndLook) {
            f.flags.set(next, 0, 0);
            f.lent.set(next, 0, 0);
            f.ending.set(next, 0, 0);
        }
    }

    /** Row 75. */
    private static void freedAtOnce(GrantTableMachine m, long[] before, Action action, long[] next) {
        if (action instanceof EndClear) {
            m.fields().reused.set(next, 0, 1);
        }
    }
}
