package dev.fencepost.properties.bugs;

import dev.fencepost.model.grant.GrantTableModelAction;
import dev.fencepost.model.grant.GrantTableModelAction.End;
import dev.fencepost.model.grant.GrantTableModelAction.EndClear;
import dev.fencepost.model.grant.GrantTableModelAction.EndLook;
import dev.fencepost.model.grant.GrantTableModelAction.FindStatus;
import dev.fencepost.model.grant.GrantTableModelAction.SetVersion;
import dev.fencepost.model.grant.GrantTableModelAction.Step;
import dev.fencepost.model.grant.GrantTableModelBounds;
import dev.fencepost.model.grant.GrantTableModelBounds.Kind;
import dev.fencepost.model.grant.GrantTableModelMachine;
import dev.fencepost.model.grant.GrantTableModelScene;
import dev.fencepost.model.grant.GrantTableModelSetup;
import dev.fencepost.model.grant.GrantTableModelState;
import dev.fencepost.model.machine.Layout.Field;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.grant.GrantTableModelTwin;
import dev.fencepost.properties.grant.GrantTableModelTwin.Mistake;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Hypercalls and guests that do the wrong thing: the machine of grant tables with another outcome. */
final class GrantMachineBugs {
    private static final Map<GrantTableModelScene, Attempt.Trial> SOUND = new EnumMap<>(GrantTableModelScene.class);

    private GrantMachineBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(53, GrantTableModelScene.MAP, 1, GrantMachineBugs::clearsBeforeTheFlush),
                attempt(54, GrantTableModelScene.DEVICE, 1, GrantMachineBugs::freesAgain),
                attempt(56, GrantTableModelScene.DEVICE, 1, GrantMachineBugs::dropsTheDevice),
                attempt(57, GrantTableModelScene.DEVICE, 1, GrantMachineBugs::oneTypeReference),
                attempt(58, GrantTableModelScene.HANDLES, 1, GrantMachineBugs::tailNotLinked),
                attempt(59, GrantMachineBugs::copiesBesideADevice, GrantMachineBugs::looksAtTheHostOnly),
                attempt(60, GrantTableModelScene.TRANSITIVE, 2, GrantMachineBugs::nothingBehind),
                attempt(62, GrantTableModelScene.BATCH, 1, GrantMachineBugs::wrongPermission),
                attempt(64, GrantTableModelScene.VERSION, 2, GrantMachineBugs::freesMappedStatus),
                attempt(65, GrantMachineBugs::twoOfTheGuest, GrantMachineBugs::findsWithoutReference),
                attempt(66, GrantTableModelScene.TRANSFER, 1, GrantMachineBugs::namesAnotherFrame),
                attempt(68, GrantTableModelScene.BATCH, 1, GrantMachineBugs::firstMappingOnly),
                attempt(73, GrantMachineBugs::versionBesideParts, GrantMachineBugs::forgetsOperations),
                attempt(74, GrantTableModelScene.MAP, 1, GrantMachineBugs::queryThenEnd),
                attempt(75, GrantTableModelScene.MAP, 2, GrantMachineBugs::freedAtOnce));
    }

    private static Attempt attempt(int number, GrantTableModelScene scene, int version, Mistake mistake) {
        Supplier<GrantTableModelMachine> machine =
                () -> new GrantTableModelMachine(scene.setup(version), scene.bounds());
        Attempt.Trial sound = SOUND.computeIfAbsent(
                scene, s -> Attempt.once(() -> explore(number, machine.get(), (m, before, action, next) -> {})));
        return new Attempt(number, BugCheck.STATE_MACHINE, () -> explore(number, machine.get(), mistake), sound);
    }

    private static Attempt attempt(int number, Supplier<GrantTableModelMachine> machine, Mistake mistake) {
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, machine.get(), mistake),
                () -> explore(number, machine.get(), (m, before, action, next) -> {}));
    }

    private static OptionalInt explore(int number, GrantTableModelMachine machine, Mistake mistake) {
        return MachineTrial.explore(number, new GrantTableModelTwin(machine, mistake));
    }

    private static boolean at(GrantTableModelMachine m, long[] before, GrantTableModelAction action, String phase) {
        return action instanceof Step step && m.model().at(before, step.vcpu()).equals(phase);
    }

    private static void add(Field field, long[] s, int index, int more) {
        field.set(s, index, field.get(s, index) + more);
    }

    /** Row 53: phase one unpins and clears, and the TLB is flushed after that. */
    private static void clearsBeforeTheFlush(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        if (at(m, before, action, "UNMAP_ONE") && f.pinned(before, 0) == 1) {
            f.pins.set(next, 0, 0);
            f.pins.set(next, 1, 0);
            f.flags.set(next, 0, f.flags.get(before, 0) & ~24);
        }
    }

    /** Row 54: an unmap that finds the handle given up by another gives it up too. */
    private static void freesAgain(GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
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
    private static void dropsTheDevice(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        if (at(m, before, action, "UNMAP_PINS") && f.mapFlags.get(before, f.handle(1, 0)) == 1) {
            add(f.refs, next, 0, -1);
            add(f.types, next, 0, -1);
        }
    }

    /** Row 57. */
    private static void oneTypeReference(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        Field types = m.fields().types;
        if (at(m, before, action, "MAP_REFS") && types.get(next, 0) > types.get(before, 0)) {
            types.set(next, 0, types.get(before, 0) + 1);
        }
    }

    /** Row 58: the end of the list is written by two at once, and that of before is what stays. */
    private static void tailNotLinked(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        if (at(m, before, action, "UNMAP_HANDLE")) {
            for (int vcpu = 0; vcpu < 3; vcpu++) {
                f.last.set(next, vcpu, f.last.get(before, vcpu));
            }
        }
    }

    private static GrantTableModelMachine copiesBesideADevice() {
        GrantTableModelScene copy = GrantTableModelScene.COPY;
        return new GrantTableModelMachine(
                copy.setup(1), GrantTableModelBounds.of(2, 0, Kind.GRANT, Kind.COPY, Kind.MAP_DEVICE));
    }

    /** Row 59: the end of a copy looks for the pins of host mappings only. */
    private static void looksAtTheHostOnly(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        boolean host = f.pins.get(next, 0) + f.pins.get(next, 1) > 0;
        boolean unpinned = f.pins.get(before, 0) + f.pins.get(before, 1) > 0 && !host;
        if (at(m, before, action, "COPY_RELEASE") && unpinned) {
            f.flags.set(next, 0, f.flags.get(next, 0) & ~24);
        }
    }

    /** Row 60: the pin behind a transitive entry is given up at once where the entry itself was pinned before. */
    private static void nothingBehind(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        int outer = f.entry(1, 0);
        if (at(m, before, action, "TRANS_BACK") && f.pinned(before, outer) > 0) {
            for (int pin = 0; pin < 2; pin++) {
                boolean raised = f.pins.get(next, 4 * outer + pin) > f.pins.get(before, 4 * outer + pin);
                add(f.pins, next, pin, raised ? -1 : 0);
            }
        }
    }

    /** Row 62: of two mappings of one frame the page table entry of the read-only one goes. */
    private static void wrongPermission(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        int first = f.address(1, 0);
        int second = f.address(1, 1);
        boolean both = f.pte.get(before, first) == 2 && f.pte.get(before, second) == 1;
        if (at(m, before, action, "UNMAP_ONE") && both && f.pte.get(next, first) == 0) {
            f.pte.set(next, first, 2);
            f.pte.set(next, second, 0);
        }
    }

    /** Row 64. */
    private static void freesMappedStatus(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        if (action instanceof SetVersion to && f.pinned(before, 0) + f.pinned(before, 1) == 0) {
            f.version.set(next, 0, to.version());
        }
    }

    private static GrantTableModelMachine twoOfTheGuest() {
        GrantTableModelSetup setup = new GrantTableModelSetup(2, 1, 1, 0, 2, 2, List.of(0, 0), 1, 3, 1, 1, 1, 2, true);
        return new GrantTableModelMachine(setup, GrantTableModelBounds.of(3, 0, Kind.STATUS, Kind.VERSION));
    }

    /** Row 65. */
    private static void findsWithoutReference(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        if (action instanceof FindStatus) {
            f.statusRefs.set(next, 0, f.statusRefs.get(before, 0));
        } else if (at(m, before, action, "STATUS_FRAME_FOUND")) {
            f.statusRefs.set(next, 0, 1);
        }
    }

    /** Row 66. */
    private static void namesAnotherFrame(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        if (at(m, before, action, "MOVE_FRAME")) {
            m.fields().frame.set(next, 0, m.fields().setup.badFrame());
        }
    }

    /** Row 68. */
    private static void firstMappingOnly(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
        int view = f.view(1, 0);
        boolean second = f.iommuReaders.get(before, view) + f.iommuWriters.get(before, view) > 0;
        if (at(m, before, action, "MAP_IOMMU") && second) {
            f.iommu.set(next, view, f.iommu.get(before, view));
        }
    }

    private static GrantTableModelMachine versionBesideParts() {
        GrantTableModelSetup setup = new GrantTableModelSetup(2, 2, 1, 1, 3, 2, List.of(1, 0), 1, 3, 1, 1, 1, 2, true);
        return new GrantTableModelMachine(setup, GrantTableModelBounds.of(2, 0, Kind.PART, Kind.COPY, Kind.VERSION));
    }

    /** Row 73. */
    private static void forgetsOperations(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        if (action instanceof SetVersion && m.fields().v2Ops.get(before, 0) > 0) {
            GrantTableModelState f = m.fields();
            f.version.set(next, 0, 1);
            f.flags.set(next, 0, f.flags.get(before, 0) | f.status.get(before, 0));
            f.status.set(next, 0, 0);
        }
    }

    /** Row 74: {@code ending} stands for a query that was answered, after which the flags are cleared by a store. */
    private static void queryThenEnd(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        GrantTableModelState f = m.fields();
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
    private static void freedAtOnce(
            GrantTableModelMachine m, long[] before, GrantTableModelAction action, long[] next) {
        if (action instanceof EndClear) {
            m.fields().reused.set(next, 0, 1);
        }
    }
}
