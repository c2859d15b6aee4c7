package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.memory.Site;

/** The barrier sites of grant tables. GG sites belong to the guest that lends, GX sites to the hypervisor. */
public enum GrantSite implements Site {
    /** Guest lends: domain, range and frame before the flags that make the entry valid. */
    GG1,
    /** Guest ends access, version 2: cleared flags before the load of the use bits. */
    GG2,
    /** Guest has ended access: what told it that nobody uses the entry before its own loads from the frame. */
    GG3,
    /** Guest takes a transferred frame: the load of the completed flag before the load of the frame number. */
    GG4,
    /** Hypervisor pins, version 1: the compare-and-set of the flags before the load of the frame number. */
    GX1,
    /** Hypervisor pins, version 2: raised use bits before the flags are read again. */
    GX2,
    /** Hypervisor pins, version 2: the flags that it goes by before the loads of range and frame number. */
    GX3,
    /** Hypervisor gives a pin up: all accesses to the frame before the use bits are cleared. */
    GX4,
    /** Hypervisor completes a transfer: the frame number before the completed flag. */
    GX5,
    /** Maptrack grows: the page and its pointer before the limit that admits its handles. */
    GX6,
    /** Maptrack lookup: the load of the limit before the load of the page pointer. */
    GX7,
    /** A handle goes live: domain and reference before its flags. */
    GX8,
    /** A handle is looked up: the load of its flags before the loads of domain and reference. */
    GX9
}
