/**
 * Xen's grant tables: how a guest lends a frame. {@link dev.fencepost.model.grant.table.GrantTableModel} is the state
 * machine of the tables. {@link dev.fencepost.model.grant.persistent.PersistentGrantModel} is that of grants that block
 * and network drivers keep mapped across requests.
 */
package dev.fencepost.model.grant.table;
