/**
 * A hypervisor in front of a device's MSI-X table: the state machine and its mutants, and histories of the shadow held
 * against the hardware behind it.
 */
package dev.fencepost.properties.msix.intercept;
