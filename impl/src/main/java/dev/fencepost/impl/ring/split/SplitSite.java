package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.Site;

/** The barrier sites of a split virtqueue. D sites belong to the driver, V sites to the device. */
public enum SplitSite implements Site {
    /** Driver publishes: descriptors and avail ring entries before avail.idx. */
    D1,
    /** Driver decides on a kick: avail.idx before the load of avail_event or used.flags. */
    D2,
    /** Driver consumes: the load of used.idx before the loads of used elements and payload. */
    D3,
    /** Driver consumes with callbacks on: used_event before the next load of used.idx. */
    D4,
    /** Driver enables callbacks: used_event or avail.flags before the last look at used.idx. */
    D5,
    /** Driver enables callbacks late: the same as D5, with used_event three quarters ahead. */
    D6,
    /** Device takes: the load of avail.idx before the loads of avail ring entries, descriptors and payload. */
    V1,
    /** Device completes: payload and used elements before used.idx. */
    V2,
    /** Device decides on an interrupt: used.idx before the load of used_event or avail.flags. */
    V3,
    /** Device enables kicks: avail_event or used.flags before the last look at avail.idx. */
    V4,
    /** Device takes by the index of its last look: that load before the loads that the index covers. */
    V5,
    /** Device gives back: its loads of the payload before the store to used.idx. */
    V6
}
