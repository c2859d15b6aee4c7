/**
 * Grants that block and network drivers keep mapped across requests, as a state machine:
 * {@link dev.fencepost.model.grant.persistent.PersistentGrantModel}.
 */
package dev.fencepost.model.grant.persistent;
