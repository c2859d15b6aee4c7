package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.memory.FenceKind;

/** What the implementation did, in the terms of a program of the model. */
sealed interface ModelEvent {
    /** A load or a store of a location. */
    record Access(boolean store, int location, String name, Mode mode, long value) implements ModelEvent {
        @Override
        public String toString() {
            return (store ? "store " : "load ") + name + " = " + value + (mode == Mode.PLAIN ? " (plain)" : "");
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
