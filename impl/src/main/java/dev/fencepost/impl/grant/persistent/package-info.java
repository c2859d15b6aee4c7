/**
 * Grants that outlive their requests: {@link dev.fencepost.impl.grant.persistent.PersistentGrants} is a backend's cache
 * of mappings, and {@link dev.fencepost.impl.grant.persistent.GrantPool} the frontend's pool of pages behind it (B1 to
 * B8).
 */
package dev.fencepost.impl.grant.persistent;
