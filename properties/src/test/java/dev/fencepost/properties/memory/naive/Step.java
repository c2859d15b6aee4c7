package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;

/**
 * One event of an execution whose values were guessed. The sets of reads are numbers within the thread first, within
 * the execution once that is put together.
 *
 * @param thread its thread, or -1 for an initial write
 * @param kind what it does
 * @param location the location it accesses, or {@link #NOWHERE}
 * @param value the value it reads or writes
 * @param mode the annotation of an access
 * @param barrier the barrier of a fence, else null
 * @param readModifyWrite whether it belongs to a read-modify-write
 * @param onlyLoads whether it belongs to one that did not succeed and that is no more than a load then
 * @param address the reads that its address depends on
 * @param data the reads that the value of a write depends on
 * @param computed the reads that the value of a write is computed from: not those that only decide what it is
 * @param copy whether a write writes what one read returned, unchanged
 * @param control the reads that the conditions around it depend on
 */
record Step(
        int thread,
        Kind kind,
        int location,
        long value,
        Mode mode,
        Barrier barrier,
        boolean readModifyWrite,
        boolean onlyLoads,
        long address,
        long data,
        long computed,
        boolean copy,
        long control) {
    /** The location of a write through a value that is no address. */
    static final int NOWHERE = -1;

    /** What a step does. */
    enum Kind {
        READ,
        WRITE,
        FENCE,
        /** A loop would go on beyond its bound. */
        CUT
    }

    static Step initial(int location, long value) {
        return new Step(-1, Kind.WRITE, location, value, Mode.ONCE, null, false, false, 0, 0, 0, false, 0);
    }

    /** The same step in an execution in which its thread begins at event {@code offset}. */
    Step shifted(int offset) {
        return new Step(
                thread,
                kind,
                location,
                value,
                mode,
                barrier,
                readModifyWrite,
                onlyLoads,
                address << offset,
                data << offset,
                computed << offset,
                copy,
                control << offset);
    }

    /** The kind of a fence, else null. */
    FenceKind fence() {
        return barrier == null ? null : barrier.kind();
    }

    /** The same read, of an operation that did not succeed. */
    Step failed() {
        return new Step(
                thread,
                kind,
                location,
                value,
                Mode.ONCE,
                barrier,
                readModifyWrite,
                true,
                address,
                data,
                computed,
                copy,
                control);
    }

    boolean reads() {
        return kind == Kind.READ;
    }

    boolean writes() {
        return kind == Kind.WRITE;
    }
}
