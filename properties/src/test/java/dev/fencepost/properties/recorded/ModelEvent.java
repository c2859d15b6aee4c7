package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.memory.program.FenceKind;
import java.util.OptionalLong;

/** What the implementation did, in the terms of a program of the model. */
public sealed interface ModelEvent {
    /**
     * A load or a store of a location.
     *
     * @param instant which recorded access it was: one access may be to several locations at once
     */
    record Access(boolean store, int location, String name, Mode mode, long value, int instant) implements ModelEvent {
        @Override
        public String toString() {
            return (store ? "store " : "load ") + name + " = " + value + (mode == Mode.OPAQUE ? "" : " " + mode);
        }
    }

    /** An atomic read-modify-write of a location, which found one value and stored another, or nothing. */
    record Exchange(int location, String name, Mode mode, long found, OptionalLong stored) implements ModelEvent {
        @Override
        public String toString() {
            String then = stored.isPresent() ? "stored " + stored.getAsLong() : "stored nothing";
            return "exchange " + name + ", found " + found + ", " + then + ' ' + mode;
        }
    }

    /** A fence; kind null is a release fence, which a program has as the annotation of a store. */
    record Fence(String site, FenceKind kind) implements ModelEvent {
        @Override
        public String toString() {
            return (kind == null ? "RELEASE" : kind) + " fence " + site;
        }
    }
}
