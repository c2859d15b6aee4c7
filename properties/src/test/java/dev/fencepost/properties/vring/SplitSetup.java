package dev.fencepost.properties.vring;

import dev.fencepost.impl.vring.SplitFeatures;

/**
 * The ring of a history.
 *
 * @param log logarithm of the queue size
 * @param tables whether the driver builds indirect tables
 */
record SplitSetup(int log, boolean eventIdx, boolean inOrder, boolean tables, boolean inPlace, int firstIndex) {
    int size() {
        return 1 << log;
    }

    SplitFeatures features() {
        return new SplitFeatures(eventIdx, inOrder, tables, firstIndex);
    }

    @Override
    public String toString() {
        return "ring of " + size() + (eventIdx ? " EVENT_IDX" : "") + (inOrder ? " IN_ORDER" : "")
                + (tables ? " INDIRECT" : "") + (inPlace ? " in place" : "") + " from index " + firstIndex;
    }
}
