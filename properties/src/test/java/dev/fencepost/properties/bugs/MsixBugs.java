package dev.fencepost.properties.bugs;

import static dev.fencepost.properties.protocol.Sites.site;
import static dev.fencepost.properties.protocol.Sites.variant;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.msix.intercept.Design;
import dev.fencepost.model.msix.intercept.InterceptMachine;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.msix.MsixDevice;
import dev.fencepost.properties.msix.MsixHistories;
import dev.fencepost.properties.msix.MsixHistory;
import dev.fencepost.properties.msix.MsixJudge;
import dev.fencepost.properties.msix.MsixMutantDevices;
import dev.fencepost.properties.msix.MsixOperation;
import dev.fencepost.properties.msix.MsixReplay;
import dev.fencepost.properties.msix.MsixTraps;
import dev.fencepost.properties.msix.PassthroughModel;
import dev.fencepost.properties.msix.TableDevice;
import dev.fencepost.properties.msix.intercept.MsixInterceptMutant;
import dev.fencepost.properties.msix.intercept.MsixInterceptMutants;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Bugs of MSI-X: in the table, in what a hypervisor answers for it, and in the drivers that program it. */
final class MsixBugs {
    private static final int HISTORIES = 60;
    private static final int LENGTH = 100;
    private static final int CONTROL = 12;

    /** Two vectors with an interrupt each that waits for the function to open. */
    private static final List<MsixOperation> TWO_WAIT =
            MsixReplay.of("2-ones:d0.1u0.0u1.0m0.0m1.0e0.0e1.0c0.1").history();

    private static final Attempt.Trial RIGHT_TABLE = Attempt.once(() -> histories(TableDevice::new));
    private static final Attempt.Trial RIGHT_INTERCEPT =
            Attempt.once(() -> explore(0, (before, action, right) -> right));

    private MsixBugs() {}

    static List<Attempt> all() {
        return List.of(
                device(83, MsixMutantDevices.MISALIGNED_TAKEN),
                intercept(84, MsixInterceptMutants.NO_REPLAY),
                intercept(86, MsixInterceptMutants.NO_VALID_BIT),
                intercept(87, MsixInterceptMutants.DIRTY_BEFORE_MASK),
                intercept(89, MsixInterceptMutants.GATED_ON_ENABLE),
                intercept(90, MsixInterceptMutants.ONE_BIT),
                intercept(91, MsixInterceptMutants.STICKY_MASKALL),
                device(93, MsixMutantDevices.LOOP_ENDS_EARLY),
                new Attempt(94, BugCheck.HISTORIES, () -> unbindsOne(true), () -> unbindsOne(false)),
                intercept(95, MsixInterceptMutants.PASSTHROUGH),
                device(97, MsixMutantDevices.BEYOND_TABLE_TAKEN),
                intercept(98, MsixInterceptMutants.WRITE_WHILE_UNMASKED_DROPPED),
                device(100, MsixMutantDevices.SIZE_IGNORED),
                program(101, MsixTraps.update(false, false), MsixTraps.update(true, true)),
                program(102, MsixTraps.update(false, true), MsixTraps.update(true, true)),
                new Attempt(
                        103,
                        BugCheck.WEAK_MEMORY,
                        () -> posted(BarrierPlan.mandatory().without(site("F2"))),
                        () -> posted(BarrierPlan.mandatory())),
                program(104, MsixTraps.sharedMask(false), MsixTraps.sharedMask(true)),
                new Attempt(105, BugCheck.HISTORIES, () -> failsToSetUp(true), () -> failsToSetUp(false)));
    }

    private static Attempt device(int number, MsixMutantDevices broken) {
        return new Attempt(number, BugCheck.HISTORIES, () -> histories(broken::on), RIGHT_TABLE);
    }

    /** The fewest operations after which one of some random histories shows a difference to the model. */
    private static OptionalInt histories(Function<Setup, MsixDevice> device) {
        SplittableRandom random = new SplittableRandom(11);
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < HISTORIES; i++) {
            Setup setup = new Setup(2, BadRead.ALL_ONES);
            MsixHistory history = new MsixHistory(setup, device.apply(setup));
            try {
                history.run(i == 0 ? TWO_WAIT : MsixHistories.random(random, LENGTH));
            } catch (AssertionError different) {
                fewest = Math.min(fewest, history.done());
            }
        }
        return fewest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(fewest);
    }

    private static Attempt intercept(int number, MsixInterceptMutants mistake) {
        return new Attempt(number, BugCheck.STATE_MACHINE, () -> explore(number, mistake.mistake()), RIGHT_INTERCEPT);
    }

    private static OptionalInt explore(int number, MsixInterceptMutant.Mistake mistake) {
        return MachineTrial.explore(
                number, new MsixInterceptMutant(InterceptMachine.disturbing(Design.SHADOW_TODAY, 2, 0), mistake));
    }

    private static Attempt program(int number, Scenario broken, Scenario sound) {
        return new Attempt(number, BugCheck.WEAK_MEMORY, () -> accesses(number, broken), () -> accesses(number, sound));
    }

    /** The same to the table of a PCI device, of which writes are posted. */
    private static OptionalInt posted(BarrierPlan plan) {
        Platform device = Platforms.of("pci-device").orElseThrow();
        return variant("msix-posted").scenarios(plan, device, 1).stream()
                .map(scenario -> accesses(103, scenario, device.memoryModel()))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** The accesses of a program that breaks under sequential consistency already. */
    private static OptionalInt accesses(int number, Scenario scenario) {
        return accesses(number, scenario, new Sc());
    }

    private static OptionalInt accesses(int number, Scenario scenario, MemoryModel model) {
        Set<String> broken = MsixJudge.broken(scenario, model);
        if (broken.isEmpty()) {
            return OptionalInt.empty();
        }
        broken.stream()
                .map(Clause::valueOf)
                .filter(clause -> isOf(number, clause))
                .findFirst()
                .ifPresentOrElse(
                        clause -> Attempt.requireClause(number, clause),
                        () -> Attempt.requireClause(
                                number, Clause.valueOf(broken.iterator().next())));
        return OptionalInt.of((int) scenario.program().threads().stream()
                .mapToLong(thread -> accesses(thread.body()))
                .sum());
    }

    private static boolean isOf(int number, Clause clause) {
        return clause == (number == 103 ? Clause.M7 : number == 104 ? Clause.M8 : Clause.M5);
    }

    private static long accesses(List<Instruction> body) {
        return body.stream()
                .mapToLong(instruction -> instruction instanceof Instruction.If branch
                        ? accesses(branch.then())
                        : instruction instanceof Instruction.Assign || instruction instanceof Instruction.Fence ? 0 : 1)
                .sum();
    }

    /** Two vectors bound, one given back; the guest masks the other, and hardware must have that. */
    private static OptionalInt unbindsOne(boolean lastTestInverted) {
        MsixLayout layout = new MsixLayout(2, 0);
        MsixTable hardware = new MsixTable(new ArrayMemory(layout.end()), layout, (vector, address, data) -> {}, -1);
        hardware.decode(true);
        MsixShadow shadow = new MsixShadow(hardware, new PassthroughModel(2), false);
        shadow.bind(0, 0, 1, false);
        shadow.bind(1, 0, 2, false);
        shadow.unbind(1);
        if (lastTestInverted) {
            shadow.unbind(0); // the entry of the whole table is gone while it is still referred to
            hardware.write(MsixRegion.TABLE, CONTROL, Integer.BYTES, 0);
        }
        shadow.write(CONTROL, Integer.BYTES, 1);
        return hardware.read(MsixRegion.TABLE, CONTROL, Integer.BYTES) == 1 ? OptionalInt.empty() : OptionalInt.of(4);
    }

    /** A driver fails after it has masked the function; the next one enables MSI-X and changes nothing else. */
    private static OptionalInt failsToSetUp(boolean maskLeft) {
        int[] sent = new int[1];
        MsixLayout layout = new MsixLayout(1, 0);
        MsixTable table =
                new MsixTable(new ArrayMemory(layout.end()), layout, (vector, address, data) -> sent[0]++, -1);
        table.decode(true);
        table.control(true, true);
        table.control(false, maskLeft);
        table.control(true, maskLeft);
        table.use(0);
        table.write(MsixRegion.TABLE, CONTROL, Integer.BYTES, 0);
        table.event(0);
        return sent[0] == 1 ? OptionalInt.empty() : OptionalInt.of(5);
    }
}
