package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Program;
import java.util.Objects;

/**
 * Two accesses of one location by two threads, at least one of them a store and at least one plain, that the Linux
 * kernel memory model does not order (its {@code data-race} flag). What a compiler makes of the plain one is not
 * decided by any model of a machine.
 *
 * @param location its index in {@link Program#locations}
 * @param first the access of the thread with the smaller number
 * @param second the other one
 */
public record DataRace(int location, Side first, Side second) {
    /** Checks that nothing is missing. */
    public DataRace {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }

    /**
     * One of the two.
     *
     * @param thread from 0
     * @param store whether it writes
     * @param plain whether the compiler may do with it what it likes
     */
    public record Side(int thread, boolean store, boolean plain) {}

    /** In words, for example {@code x: the plain store of P0 and the load of P1}. */
    public String in(Program program) {
        return program.locations().get(location).name() + ": the " + words(program, first) + " and the "
                + words(program, second);
    }

    private static String words(Program program, Side side) {
        return (side.plain() ? "plain " : "") + (side.store() ? "store" : "load") + " of "
                + program.threads().get(side.thread()).name();
    }
}
