/*
 * The whole split ring in one pass, the program that engines are compared by: the driver publishes K buffers one by one
 * and decides whether to kick; the device, about to sleep until the last, takes and completes them all and decides
 * whether to interrupt; the driver, about to sleep until the last, gets them all. With EVENT_IDX, and with six sites: D1,
 * D2, D3, V1, V2 and V3. The barriers at V4 and D5, which the six are paired with, always stand.
 */
#include "fencepost.h"

protocol("whole", "whole ring");
bound(K, "buffer", "buffers", 12);

#define BEFORE 0xffff  // an event index that no buffer passes
#define LAST (K - 1)   // the index whose passing both sides wait for: of the last buffer

shared u32 desc[K];
shared struct { u16 idx, ring[K]; } avail;
shared struct { u16 idx; struct { u32 id, len; } ring[K]; } used;
shared u16 avail_event = BEFORE, used_event = BEFORE;

driver bool got;
driver u16 asked_kick;
device bool took;
device u16 asked_interrupt;

driver void drive(void)
{
	for (u16 i = 0; i < K; i++) {
		WRITE_ONCE(desc[i], i + 1);
		WRITE_ONCE(avail.ring[i], i);
D1:		wmb();
		WRITE_ONCE(avail.idx, i + 1);
	}
D2:	mb();
	asked_kick = READ_ONCE(avail_event);
	WRITE_ONCE(used_event, LAST);
	mb();
	got = READ_ONCE(used.idx) == K;
	if (!got)
		return;
D3:	rmb();
	for (u16 i = 0; i < K; i++) {
		u32 id = READ_ONCE(used.ring[i].id);
		u32 len = READ_ONCE(used.ring[i].len);

		never(id != i || len != i + 1, S4, "the driver takes a stale used element");
	}
}

device void serve(void)
{
	WRITE_ONCE(avail_event, LAST);
	mb();
	took = READ_ONCE(avail.idx) == K;
	if (!took)
		return;
V1:	rmb();
	for (u16 i = 0; i < K; i++) {
		u16 head = READ_ONCE(avail.ring[i]);

		never(READ_ONCE(desc[head]) != i + 1, S3, "the device reads a stale head or descriptor");
		WRITE_ONCE(used.ring[i].id, head);
		WRITE_ONCE(used.ring[i].len, i + 1);
	}
V2:	wmb();
	WRITE_ONCE(used.idx, K);
V3:	mb();
	asked_interrupt = READ_ONCE(used_event);
}

scenario(whole_ring)
{
	run(drive());
	run(serve());
	never(!took && asked_kick != LAST, S6, "the device sleeps on an available buffer: lost kick");
	never(took && !got && asked_interrupt != LAST, S6, "the driver sleeps on a used buffer: lost interrupt");
}
