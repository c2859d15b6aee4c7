/**
 * MSI-X: a table of messages, a mask bit and a pending bit for each, and what a hypervisor answers in their place.
 * Start with {@link dev.fencepost.model.msix.table.MsixModel}.
 */
package dev.fencepost.model.msix.table;
