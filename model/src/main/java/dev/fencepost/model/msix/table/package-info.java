/**
 * MSI-X: a table of messages, a mask bit and a pending bit for each, and the capability that announces it. Start with
 * {@link dev.fencepost.model.msix.table.MsixModel}.
 */
package dev.fencepost.model.msix.table;
