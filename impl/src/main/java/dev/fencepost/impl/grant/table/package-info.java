/**
 * Xen's grant tables: {@link dev.fencepost.impl.grant.table.GuestGrants} is the end of the guest that lends frames,
 * {@link dev.fencepost.impl.grant.table.GrantHypervisor} does the hypercalls of those who use them, and each domain's
 * {@link dev.fencepost.impl.grant.table.GrantTable} lies in shared memory in Xen's binary layout.
 *
 * <p>A grant's life: the guest {@linkplain dev.fencepost.impl.grant.table.GuestGrants#grant fills an entry}; another
 * domain {@linkplain dev.fencepost.impl.grant.table.GrantHypervisor#map maps} or
 * {@linkplain dev.fencepost.impl.grant.table.GrantHypervisor#copy copies} by it, which pins it and marks it as in use;
 * {@linkplain dev.fencepost.impl.grant.table.GrantHypervisor#unmap unmapping} unpins it and clears the mark; the guest
 * {@linkplain dev.fencepost.impl.grant.table.GuestGrants#end ends access}, and only then uses frame and entry again.
 *
 * <p>Nothing that a guest writes is trusted: it is read once and latched while the entry is pinned. Operations answer
 * by {@link dev.fencepost.impl.grant.table.Gntst} and nothing else, and one that fails leaves everything as it was.
 * Locks are ordered by {@link dev.fencepost.impl.grant.table.GrantLockRank}. Rules are cited as G1 to G9: G1 use bits,
 * G2 revocation, G3 pin accounting, G4 latched grants, G5 failures leave nothing, G6 maptrack, G7 IOMMU, G8 lock order,
 * G9 version change.
 *
 * <p>Above them, {@link dev.fencepost.impl.grant.persistent.PersistentGrants} is a backend's cache of mappings that
 * outlive their requests, and {@link dev.fencepost.impl.grant.persistent.GrantPool} the frontend's pool of pages behind
 * it (B1 to B8).
 */
package dev.fencepost.impl.grant.table;
