/**
 * Xen's grant tables, how a guest lends a frame, as a state machine:
 * {@link dev.fencepost.model.grant.table.GrantTableModel}.
 */
package dev.fencepost.model.grant.table;
