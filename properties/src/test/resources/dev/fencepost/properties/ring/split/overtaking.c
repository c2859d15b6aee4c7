/*
 * The races between a notification and going to sleep, with EVENT_IDX, where a notification takes effect at once, past
 * stores that are still on their way. No platform row is that bad; models without a doorbell often are.
 *
 * Such a notification is no store. What it is instead is a look at whether the sleeper has woken yet: if not, this is what
 * wakes it, and it is used up; if so, it is still in flight. The sleeper wakes exactly once, and a wakeup that nobody asked
 * for is legal.
 */
#include "fencepost.h"

protocol("overtaking", "overtaken ring");
bound(K, "buffer", "buffers", 3);

shared struct { u16 idx; } avail, used;
shared u16 avail_event, used_event;
shared u32 awake;

driver bool driver_asleep, driver_in_flight;
driver u16 last_used;
device bool device_asleep, device_in_flight;
device u16 last_avail;

static bool need_event(u16 event, u16 new, u16 old)
{
	return (u16)(new - event - 1) < (u16)(new - old);
}

/* Being woken is a full barrier. */
static void wake_up(void)
{
	WRITE_ONCE(awake, 1);
	mb();
}

driver void publish(void)
{
	for (u16 i = 0; i < K; i++) {
		WRITE_ONCE(avail.idx, i + 1);
D2:		mb();
		if (need_event(READ_ONCE(avail_event), i + 1, i) && READ_ONCE(awake))
			driver_in_flight = true;
	}
}

device void sleep_for_kicks(void)
{
	wake_up();
	last_avail = READ_ONCE(avail.idx);
	for (int look = 0; look <= K; look++) {
		WRITE_ONCE(avail_event, last_avail);
V4:		mb();
		u16 idx = READ_ONCE(avail.idx);
		if (idx == last_avail) {
			device_asleep = true;
			return;
		}
		if (look < K)
			last_avail = idx;
	}
}

device void complete(void)
{
	for (u16 i = 0; i < K; i++) {
		WRITE_ONCE(used.idx, i + 1);
V3:		mb();
		if (need_event(READ_ONCE(used_event), i + 1, i) && READ_ONCE(awake))
			device_in_flight = true;
	}
}

driver void sleep_for_interrupts(void)
{
	wake_up();
	last_used = READ_ONCE(used.idx);
	for (int look = 0; look <= K; look++) {
		WRITE_ONCE(used_event, last_used);
D5:		mb();
		u16 idx = READ_ONCE(used.idx);
		if (idx == last_used) {
			driver_asleep = true;
			return;
		}
		if (look < K)
			last_used = idx;
	}
}

scenario(overtaking_kick)
{
	run(publish());
	run(sleep_for_kicks());
	never(device_asleep && last_avail != K && !driver_in_flight, S6,
	      "the device sleeps on an available buffer: lost kick");
}

scenario(overtaking_interrupt)
{
	run(sleep_for_interrupts());
	run(complete());
	never(driver_asleep && last_used != K && !device_in_flight, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}
