package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.memory.Site;

/**
 * The barrier sites of dispatch: R a reader of the topology, T who changes it, O references on owners, A and K kicks.
 */
public enum DispatchSite implements Site {
    /** Reader begins: its epoch before the load of the current view. */
    R1,
    /** Reader finds: the load of the current view before the loads of what it holds. */
    R2,
    /** Reader ends: its loads before its epoch is cleared. */
    R3,
    /** Topology publishes: what a view holds before the store that makes it current. */
    T1,
    /** Topology waits: the store of the current view before the loads of readers' epochs. */
    T2,
    /** Topology frees: the loads of readers' epochs before the stores that reuse what they could read. */
    T3,
    /** Owner: accesses to a device before its reference is dropped. */
    O1,
    /** Owner: the sight of the last reference gone before the device is freed. */
    O2,
    /** Handover: the started flag before the I/O thread is attached. */
    A1,
    /** Handover: the I/O thread sees itself attached before it looks at the started flag. */
    A2,
    /** Doorbell: the kick before the look at whether the I/O thread sleeps. */
    K1,
    /** Doorbell: the I/O thread's announcement that it sleeps before its last look for a kick. */
    K2
}
