/**
 * Xen's grant tables: how a guest lends a frame. {@link dev.fencepost.model.grant.GrantTableModel} is the state machine
 * of the tables.
 */
package dev.fencepost.model.grant;
