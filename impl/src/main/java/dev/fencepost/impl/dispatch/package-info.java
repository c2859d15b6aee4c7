/**
 * Dispatch of accesses to devices: {@link dev.fencepost.impl.dispatch.Dispatcher} finds the device of an address
 * without a lock and calls it under the lock that its region asks for, {@link dev.fencepost.impl.dispatch.Topology}
 * plugs and unplugs devices at any time, {@link dev.fencepost.impl.dispatch.DataPlane} serves queues whose doorbells
 * ring.
 *
 * <p>Everything that threads share stands in one {@link dev.fencepost.impl.memory.SharedMemory}, laid out by
 * {@link dev.fencepost.impl.dispatch.DispatchLayout}: the flat views, which of them is current, who reads, references,
 * flags and doorbells. References to Java objects never travel between threads on their own: a view holds the number of
 * a device, and the table of devices behind the number changes only before that view is published and after the last
 * reader of it is gone.
 *
 * <p>Each thread that uses a dispatcher has a {@link dev.fencepost.impl.dispatch.DispatchThread}. Rules are cited as Q1
 * to Q9: Q1 big lock, Q2 regions without it, Q3 flat view, Q4 owners, Q5 re-entrancy guard, Q6 lock order, Q7 coalesced
 * writes, Q8 doorbells, Q9 unplug.
 */
package dev.fencepost.impl.dispatch;
