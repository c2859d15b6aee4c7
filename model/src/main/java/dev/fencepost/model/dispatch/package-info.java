/**
 * Dispatch of guest accesses to devices without one big lock, as it grew in QEMU from 2012 on, as a state machine:
 * {@link dev.fencepost.model.dispatch.DispatchModel}.
 */
package dev.fencepost.model.dispatch;
