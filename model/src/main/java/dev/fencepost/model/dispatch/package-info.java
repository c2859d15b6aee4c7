/**
 * Dispatch of guest accesses to devices without one big lock, as it grew in QEMU from 2012 on: a state machine
 * ({@link dev.fencepost.model.dispatch.DispatchModel}) and weak-memory programs with named barrier sites.
 */
package dev.fencepost.model.dispatch;
