package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Site;

/** The barrier sites of a packed virtqueue. PD sites belong to the driver, PV sites to the device. */
public enum PackedSite implements Site {
    /** Driver publishes: a list, its head's address, length and id included, before the head's flags. */
    PD1,
    /** Driver decides on a kick: the head's flags before the load of the device's event structure. */
    PD2,
    /** Driver consumes: the load of the used descriptor's flags before the loads of its id, length and the payload. */
    PD3,
    /** Driver consumes with callbacks on: its event position before the next load of flags. */
    PD4,
    /** Driver asks: its event position before the event flags that make it count. */
    PD5,
    /** Driver enables callbacks, late or not: its event structure before the last look at the next flags. */
    PD6,
    /** Device takes: the load of the head's flags before the loads of the rest of the list and the payload. */
    PV1,
    /** Device completes: payload, length and id before the used descriptor's flags. */
    PV2,
    /** Device decides on an interrupt: the used flags before the load of the driver's event structure. */
    PV3,
    /** Device enables kicks: its event structure before the last look at the next flags. */
    PV4,
    /** Device decides by position: the load of the driver's event flags before the load of its event position. */
    PV5,
    /** Device gives back: its loads of the payload before the store to the used descriptor's flags. */
    PV6
}
