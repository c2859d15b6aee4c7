/*
 * Xen's grant tables (xen/include/public/grant_table.h), in the order of accesses that Linux has in
 * drivers/xen/grant-table.c and Xen in xen/common/grant_table.c: a guest lends a frame, takes it back and takes
 * transferred ones, while the hypervisor pins, uses and gives up what was lent. All run on one host.
 *
 * Flags and domid of an entry are one word, as the compare-and-set has them; the domid is the same throughout and left
 * out. A guest polls once and gives up where it finds an entry in use.
 *
 * Left out: sub-page and transitive entries (a range is read where the frame is), a guest that breaks the rules, TLBs
 * (a mapper's accesses are over when the flush is), and everything under a lock: the hypervisor's own processors meet
 * in the maptrack only.
 */
#include "fencepost.h"

protocol("grant", "grant table");
bound(K, "grant", "grants", 2);
feature(GRANT_V2, "entries of version 2", "entries of version 1");
platforms("up-guest", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
players("a guest and its hypervisor run on one SMP host");

#define guest driver
#define hypervisor device // also where it acts for the domain that uses the grant

enum {
	GTF_permit_access = 1,
	GTF_accept_transfer = 2,
	GTF_readonly = 4,
	GTF_transfer_committed = 4,
	GTF_reading = 8, // stands for GTF_writing as well
	GTF_transfer_completed = 8,
};

parameter(ENTRIES, 1); // of the table
parameter(FLAGS, 0);   // what they say at the start
parameter(FRAME, 0);   // and which frame they name

shared struct {
	u16 flags;
	u32 frame;
} entry[ENTRIES] = { { .flags = FLAGS, .frame = FRAME } };
shared u16 status[ENTRIES]; // where entries of version 2 say that they are in use
shared struct { u32 read, written; } page; // the frame itself: what its user reads and writes

site(GG1, MP_WRITER, G4, "the frame number (and the range) it wrote",
     "the store of the flags that make the entry valid",
     "the hypervisor sees a valid entry and pins a frame that the guest has not lent", "entry[0].flags");
site(GG2, SB, G2, "the store that clears the flags",
     "the load of the use bits that decides whether the entry is unused",
     "the guest sees no use and takes the frame back while the hypervisor still sees a valid entry and maps it",
     "status[0]");
site(GG3, MP_READER, G2, "the access that finds the entry unused", "its loads from the frame that it takes back",
     "the guest reads the frame without what the mapper wrote to it last", "entry[0].flags");
site(GG4, MP_READER, G4, "the load of flags that say completed", "the load of the frame number",
     "the guest takes a frame number that the hypervisor has not written yet", "entry[0].flags");
site(GX1, MP_READER, G4, "the compare-and-set that finds the entry valid and marks it as in use",
     "the load of the frame number", "the hypervisor pins a frame that the guest has not lent", "entry[0].flags");
site(GX2, SB, G2, "the store that raises the use bits", "the load that looks at the flags again",
     "the hypervisor still sees a valid entry and maps it while the guest sees no use and takes the frame back",
     "status[0]");
site(GX3, MP_READER, G4, "the load of the flags that it goes by", "the loads of the range and of the frame number",
     "the hypervisor goes by the flags of a new grant and pins the frame of the one before", "entry[0].flags");
site(GX4, LB, G2, "the loads and stores of the mapper to the frame", "the clearing of the use bits",
     "the guest uses the frame again while the mapper's last accesses to it are still to come", "entry[0].flags");
site(GX5, MP_WRITER, G4, "the frame number it wrote", "the update of the flags that says completed",
     "the guest sees a completed transfer and takes a stale frame number", "entry[0].flags");
site(GX6, MP_WRITER, G6, "the pointer to a new page of handles", "the store to the limit that admits them",
     "another processor looks a handle up through a pointer that is not there", "maptrack_limit");
site(GX7, MP_READER, G6, "the load of the limit", "the load of the pointer to the handle's page",
     "the lookup passes the limit and goes through a pointer that is not there", "maptrack_limit");
site(GX8, MP_WRITER, G3, "the domain and reference of a mapping", "the store of its flags",
     "an unmap on another processor gives up the pin of another grant", "map.flags");
site(GX9, MP_READER, G3, "the load of a handle's flags", "the loads of its domain and reference",
     "the unmap finds the handle live and gives up the pin of another grant", "map.flags");

// ---- The guest lends: gnttab_grant_foreign_access_ref.

guest void gnttab_update_entry(u32 ref, u32 frame, u16 flags)
{
	WRITE_ONCE(entry[ref].frame, frame);
GG1:	wmb();
	WRITE_ONCE(entry[ref].flags, flags);
}

guest void grant_foreign_access(void)
{
	for (u32 ref = 0; ref < ENTRIES; ref++)
		gnttab_update_entry(ref, ref + 1, GTF_permit_access);
}

// ---- The hypervisor pins: _set_status, map_grant_ref; and gives up: reduce_status_for_pin.

hypervisor u16 last_flags; // of the entry that was pinned last, as it was gone by
hypervisor u32 pinned;     // the frame that this entry names, 0 for none

#ifdef GRANT_V2

/* The use bits are not with the flags: they are raised first, and then the flags are looked at again. */
hypervisor bool set_status(u32 ref)
{
	last_flags = READ_ONCE(entry[ref].flags);
	if (!(last_flags & GTF_permit_access))
		return false;
	WRITE_ONCE(status[ref], GTF_reading);
GX2:	mb();
	last_flags = READ_ONCE(entry[ref].flags);
	if (!(last_flags & GTF_permit_access))
		return false;
GX3:	rmb();
	return true;
}

hypervisor void clear_status(u32 ref)
{
GX4:	mb();
	WRITE_ONCE(status[ref], 0);
}

#else

hypervisor bool set_status(u32 ref)
{
	u16 seen = READ_ONCE(entry[ref].flags);

	if (!(seen & GTF_permit_access))
		return false;
	if (cmpxchg_relaxed(&entry[ref].flags, seen, seen + GTF_reading) != seen)
		return false;
GX1:	rmb();
	return true;
}

hypervisor void clear_status(u32 ref)
{
GX4:	mb();
	atomic_fetch_and_relaxed(~GTF_reading, &entry[ref].flags); // gnttab_clear_flags
}

#endif

hypervisor void map_grant_ref(void)
{
	for (u32 ref = 0; ref < ENTRIES; ref++)
		if (set_status(ref)) {
			pinned = READ_ONCE(entry[ref].frame);
			never(pinned != ref + 1, G4, "the hypervisor pins a frame that the guest has not lent");
		}
}

hypervisor void map_again(void)
{
	if (set_status(0))
		pinned = READ_ONCE(entry[0].frame);
}

// ---- The mapper comes and goes, while the guest ends access: gnttab_end_foreign_access_ref.

enum { PRIVATE = 5, WRITTEN = 9 };

guest bool ended;
guest u32 left;
hypervisor bool mapped;
hypervisor u32 found;

hypervisor void map_and_unmap(void)
{
	if (!set_status(0))
		return;
	WRITE_ONCE(page.written, WRITTEN);
	found = READ_ONCE(page.read);
	mapped = true;
	clear_status(0);
}

#ifdef GRANT_V2

guest bool gnttab_end_foreign_access_ref(u32 ref)
{
	WRITE_ONCE(entry[ref].flags, 0);
GG2:	mb();
	if (READ_ONCE(status[ref]))
		return false;
GG3:	rmb();
	return true;
}

#else

guest bool gnttab_end_foreign_access_ref(u32 ref)
{
	if (READ_ONCE(entry[ref].flags) != GTF_permit_access)
		return false;
	if (cmpxchg_relaxed(&entry[ref].flags, GTF_permit_access, 0) != GTF_permit_access)
		return false;
GG3:	rmb();
	return true;
}

#endif

/* If nobody uses the frame, the guest makes it its own. */
guest void end_foreign_access(void)
{
	if (!gnttab_end_foreign_access_ref(0))
		return;
	left = READ_ONCE(page.written);
	WRITE_ONCE(page.read, PRIVATE);
	ended = true;
}

/* Or lends another frame by the same entry, read-only this time. */
guest void lend_another(void)
{
	if (gnttab_end_foreign_access_ref(0))
		gnttab_update_entry(0, 2, GTF_permit_access | GTF_readonly);
}

// ---- A transfer: gnttab_prepare_for_transfer and gnttab_transfer in Xen, gnttab_end_foreign_transfer_ref in Linux.

hypervisor void gnttab_transfer(void)
{
	if (READ_ONCE(entry[0].flags) != GTF_accept_transfer)
		return;
	if (cmpxchg_relaxed(&entry[0].flags, GTF_accept_transfer, GTF_accept_transfer | GTF_transfer_committed)
	    != GTF_accept_transfer)
		return;
	WRITE_ONCE(entry[0].frame, WRITTEN);
GX5:	wmb();
	atomic_fetch_or_relaxed(GTF_transfer_completed, &entry[0].flags);
}

guest void gnttab_end_foreign_transfer_ref(void)
{
	u16 flags = READ_ONCE(entry[0].flags);

	if (flags == GTF_accept_transfer) {
		cmpxchg_relaxed(&entry[0].flags, GTF_accept_transfer, 0);
		return;
	}
	if (flags == (GTF_accept_transfer | GTF_transfer_committed | GTF_transfer_completed)) {
GG4:		rmb();
		never(READ_ONCE(entry[0].frame) != WRITTEN, G4,
		      "the guest takes a stale frame number from a completed transfer");
		WRITE_ONCE(entry[0].flags, 0);
	}
}

// ---- The maptrack. One processor adds a page of handles while another looks one up.

shared struct grant_mapping {
	u32 ref;
	u16 flags, domid;
} map; // the first of the page
shared struct grant_mapping *maptrack; // the page
shared u32 maptrack_limit;

hypervisor void get_maptrack_handle(void)
{
	WRITE_ONCE(maptrack, &map);
GX6:	wmb();
	WRITE_ONCE(maptrack_limit, 1);
}

hypervisor void maptrack_entry(void)
{
	if (!READ_ONCE(maptrack_limit))
		return;
GX7:	rmb();
	never(READ_ONCE(maptrack) != &map, G6,
	      "a handle within the limit is looked up through a pointer that is not there");
}

// ---- A handle. One processor fills it while another unmaps by it.

enum { GNTMAP_host_map = 2, DOMID = 9, REF = 9 };

hypervisor void fill_handle(void) // map_grant_ref
{
	WRITE_ONCE(map.domid, DOMID);
	WRITE_ONCE(map.ref, REF);
GX8:	wmb();
	WRITE_ONCE(map.flags, GNTMAP_host_map);
}

hypervisor void unmap_common(void)
{
	if (!READ_ONCE(map.flags))
		return;
GX9:	rmb();
	u16 domid = READ_ONCE(map.domid);
	u32 ref = READ_ONCE(map.ref);
	never(domid != DOMID || ref != REF, G3, "a live handle names another grant");
}

// ---- What runs with what.

scenario(lend, ENTRIES = K)
{
	run(grant_foreign_access());
	run(map_grant_ref());
}

scenario(end, FLAGS = GTF_permit_access)
{
	run(end_foreign_access());
	run(map_and_unmap());
	never(ended && found == PRIVATE, G2,
	      "the mapper reads what the guest has written since it took the frame back");
	never(ended && mapped && left != WRITTEN, G2,
	      "the guest takes the frame back while it is mapped, or without what the mapper wrote last");
}

scenario(lend_again, GRANT_V2, FLAGS = GTF_permit_access, FRAME = 1)
{
	run(lend_another());
	run(map_again());
	never(pinned == 1 && last_flags == (GTF_permit_access | GTF_readonly), G4,
	      "the hypervisor goes by the flags of a new grant and pins the frame of the one before");
}

scenario(transfer, FLAGS = GTF_accept_transfer)
{
	run(gnttab_end_foreign_transfer_ref());
	run(gnttab_transfer());
}

scenario(maptrack)
{
	run_as("vCPU 0", get_maptrack_handle());
	run_as("vCPU 1", maptrack_entry());
}

scenario(handle)
{
	run_as("vCPU 0", fill_handle());
	run_as("vCPU 1", unmap_common());
}
