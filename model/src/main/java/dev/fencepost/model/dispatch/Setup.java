package dev.fencepost.model.dispatch;

import dev.fencepost.model.machine.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Devices, and what each thread does.
 *
 * @param devices how each device is protected, 1 to 3
 * @param vcpus a program for each vCPU, 1 to 3, of 1 to 7 operations
 * @param main the program of the main loop, up to 7 operations
 * @param options what else is there
 * @param dropped what the dispatcher does not take care of
 */
public record Setup(
        List<Locking> devices, List<List<Op>> vcpus, List<Op> main, Set<Option> options, Set<Precaution> dropped) {
    /** What may be there or not. */
    public enum Option {
        /** Every queue belongs to the I/O thread from the beginning. */
        STARTED,
        /** Device 0 is not there at first. */
        ABSENT,
        /** Every region has an alias of the same owner. */
        ALIAS,
        /** vCPUs have translations of addresses and a view of their own, as with TCG. */
        TRANSLATIONS,
        /** The I/O thread tells the main loop about requests it handled, under the big lock. */
        NOTIFIES
    }

    /**
     * Copies, and checks.
     *
     * @throws IllegalArgumentException if there are too many or too few of something, or an operation names a device or
     *     vCPU that does not exist or cannot do it
     */
    public Setup {
        devices = List.copyOf(devices);
        vcpus = vcpus.stream().map(List::copyOf).toList();
        main = List.copyOf(main);
        options = Set.copyOf(options);
        dropped = Set.copyOf(dropped);
        require(devices.size() >= 1 && devices.size() <= 3, "1 to 3 devices, not " + devices.size());
        require(vcpus.size() >= 1 && vcpus.size() <= 3, "1 to 3 vCPUs, not " + vcpus.size());
        for (List<Op> program : programs(vcpus, main)) {
            boolean first = program == vcpus.get(0);
            require(
                    first || program.stream().noneMatch(op -> op.kind() == Op.Kind.COALESCE),
                    "only vCPU 0 has writes that are kept for later");
            require(program.size() <= 7, "a program has up to 7 operations, not " + program.size());
            for (Op op : program) {
                requirePossible(op, devices, vcpus.size());
                boolean handover = op.kind() == Op.Kind.START || op.kind() == Op.Kind.STOP;
                require(!handover || !options.contains(Option.TRANSLATIONS), op + ": not with " + Option.TRANSLATIONS);
            }
        }
    }

    private static void requirePossible(Op op, List<Locking> devices, int vcpus) {
        require(op.device() < devices.size(), op + ": there is no device " + op.device());
        int targets = op.kind() == Op.Kind.RAISE ? vcpus : devices.size();
        require(op.target() < targets, op + ": there is no target " + op.target());
        Locking locking = devices.get(op.device());
        switch (op.kind()) {
            case COALESCE, BOTTOM_HALF -> require(locking == Locking.GLOBAL, op + ": only under the big lock");
            case START, STOP -> require(locking != Locking.LOCK_FREE, op + ": not without a lock");
            default -> {}
        }
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(expected);
        }
    }

    private static List<List<Op>> programs(List<List<Op>> vcpus, List<Op> main) {
        List<List<Op>> programs = new ArrayList<>(vcpus);
        programs.add(main);
        return programs;
    }

    /** The same without one of the precautions: a mutant. */
    public Setup without(Precaution precaution) {
        EnumSet<Precaution> more = EnumSet.of(precaution);
        more.addAll(dropped);
        return new Setup(devices, vcpus, main, options, more);
    }

    boolean has(Precaution precaution) {
        return !dropped.contains(precaution);
    }

    boolean is(Option option) {
        return options.contains(option);
    }

    /** The programs of all threads but the I/O thread: the main loop's is the last. */
    List<List<Op>> programs() {
        return programs(vcpus, main);
    }

    Subject subject() {
        int operations = programs().stream().mapToInt(List::size).sum();
        String bounds = devices.size() + " devices " + devices + ", " + vcpus.size() + " vCPUs, " + operations
                + " operations"
                + (options.isEmpty() ? "" : ", " + options.stream().sorted().toList())
                + (dropped.isEmpty() ? "" : ", without " + dropped);
        return new Subject("dispatch", bounds, 0, List.of());
    }
}
