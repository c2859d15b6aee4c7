package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.memory.Site;

/**
 * The barrier sites of dispatch: QR a reader of the topology, QT who changes it, QO references on owners, QA and QK
 * kicks.
 */
public enum DispatchSite implements Site {
    /** Reader begins: its epoch before the load of the current view. */
    QR1,
    /** Reader finds: the load of the current view before the loads of what it holds. */
    QR2,
    /** Reader ends: its loads before its epoch is cleared. */
    QR3,
    /** Topology publishes: what a view holds before the store that makes it current. */
    QT1,
    /** Topology waits: the store of the current view before the loads of readers' epochs. */
    QT2,
    /** Topology takes a queue back: the loads of readers' epochs before the last look at the doorbell. */
    QT4,
    /** Owner: accesses to a device before its reference is dropped. */
    QO1,
    /** Owner: the sight of the last reference gone before what the device holds is read and freed. */
    QO2,
    /** Handover: the started flag before the I/O thread is attached. */
    QA1,
    /** Handover: the I/O thread sees itself attached before it looks at the started flag. */
    QA2,
    /** Doorbell: the kick before the look at whether the I/O thread sleeps. */
    QK1,
    /** Doorbell: the I/O thread's announcement that it sleeps before its last look for a kick. */
    QK2,
    /** Doorbell: requests in the queue before the kick for them. */
    QK3
}
