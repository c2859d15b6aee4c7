/*
 * The packed virtqueue of VIRTIO 1.3 section 2.8, in the order of accesses that the Linux driver (virtio_ring.c) has,
 * and the devices of QEMU (hw/virtio/virtio.c) and DPDK (lib/vhost). There is one ring, and a slot of it goes to and
 * fro: its flags say whose it is, and in which lap. Buffers are counted from 0, and buffer i has slot i % N.
 *
 * Left out: indirect tables, lists of more than two descriptors, interrupts that arrive while their side is awake, and
 * a side that breaks the protocol.
 */
#include "fencepost.h"

protocol("packed", "packed ring");
bound(K, "buffer", "buffers", 4);
feature(EVENT_IDX, "EVENT_IDX", "no EVENT_IDX");
feature(IN_PLACE, "the device consumes in place", "the device stores payloads onward");
feature(ALWAYS_KICK, "the driver always kicks", "the driver kicks where the device asks for it");
feature(POLLING, "the driver polls", "the driver sleeps until an interrupt");
platforms("up-guest", "ivshmem", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc", "dma-coherent", "remoteproc");
players("its sides are the driver and the device of a virtqueue");

#define AVAIL (1 << 7)  // VIRTQ_DESC_F_AVAIL
#define USED (1 << 15)  // VIRTQ_DESC_F_USED
#define WRAP (1 << 15)  // the wrap counter in a position
#define ENABLE 0        // RING_EVENT_FLAGS_ENABLE
#define DISABLE 1       // RING_EVENT_FLAGS_DISABLE
#define DESC 2          // RING_EVENT_FLAGS_DESC
#define LENGTH 8        // bytes of a buffer

parameter(N, 2);                              // slots of the ring
parameter(ASKED, EVENT_IDX ? DESC : ENABLE);  // how the driver asked for interrupts before
parameter(BEFORE, WRAP);                      // and for which position
parameter(FIELDS, 0);                         // whether the device writes its event structure field by field

shared struct { u32 *addr; __virtio32 len; __virtio16 id, flags; } desc[N];
shared struct { __virtio16 off_wrap, flags; } driver_event = { .off_wrap = BEFORE, .flags = ASKED }; // 2.8.14
shared __virtio32 device_event = EVENT_IDX ? DESC << 16 | WRAP : ENABLE; // both fields at once
shared struct { __virtio16 off_wrap, flags; } device_fields = { .off_wrap = BEFORE, .flags = ASKED }; // one by one
shared u32 request[N], reply[N]; // payloads: what the device reads, what it writes
shared u32 onward[K];            // where the device puts what it read
shared struct { u32 len, payload; } taken[K]; // and the driver, with how much of it there is
shared u32 kick, interrupt;      // notifications, counted

site(PD1, MP_WRITER, P3, "the payload and the list it wrote, but for the head's flags",
     "the store to the head's flags that makes the list available",
     "the device sees the head available and reads a stale descriptor, id or payload, or a list in part");
site(PD2, SB, S6, "the store to the head's flags",
     "the load of the device's event structure that decides whether to kick",
     "the driver sees kicks still off while the device going to sleep sees nothing available: lost kick");
site(PD3, MP_READER, S4, "the load of the used descriptor's flags", "the loads of its id and length and of the payload",
     "the driver takes a stale id, length or payload");
site(PD4, SB, S6, "the store to its event position in get_buf, with callbacks on",
     "the load of the next used descriptor's flags in the next get_buf",
     "the driver finds nothing more and sleeps while the device still sees the old position: lost interrupt");
site(PD5, MP_WRITER, P5, "the store to its event position",
     "the store to its event flags that makes the position count",
     "the device sees that a position is asked for and compares with one that was asked for before");
site(PD6, SB, S6, "the store to its event structure that enables callbacks",
     "the load of the next used descriptor's flags that looks once more before sleeping",
     "the driver sleeps on a buffer that the device completed without an interrupt: lost interrupt");
site(PV1, MP_READER, S3, "the load of the head's flags", "the loads of the rest of the list and of the payload",
     "the device takes a stale descriptor, id or payload, or a list in part");
site(PV2, MP_WRITER, S4, "the payload, length and id it wrote",
     "the store to the used descriptor's flags, of the first of a batch last",
     "the driver sees the descriptor used and reads a stale id, length or payload");
site(PV3, SB, S6, "the store to the used descriptor's flags",
     "the load of the driver's event structure that decides whether to interrupt",
     "the device sees callbacks still off while the driver going to sleep sees nothing used: lost interrupt");
site(PV4, SB, S6, "the store to its event structure that enables kicks",
     "the load of the next available descriptor's flags that looks once more before sleeping",
     "the device sleeps on a buffer that the driver made available without a kick: lost kick");
site(PV5, MP_READER, P5, "the load of the driver's event flags", "the load of the driver's event position",
     "the device sees that a position is asked for and compares with one that was asked for before");
site(PV6, LB, S3, "the loads of the payload", "the store to the used descriptor's flags that gives the buffer back",
     "the driver reuses the buffer while the device still reads it");
site(PV7, MP_WRITER, P5, "the store to its event position",
     "the store to its event flags that makes the position count",
     "the driver sees that a position is asked for and compares with one that was asked for before");
covers(PV6, PV2);
remark(PD5, "Needed for the comparison (P5), and not against a lost wakeup: flags that are read with an older position "
       "lead to a decision about what was asked for before, and the last look before sleeping (PD6) finds what was "
       "used meanwhile.");
remark(PV5, "Needed for the comparison (P5), and not against a lost wakeup: flags that are read with an older position "
       "lead to a decision about what was asked for before, and the last look before sleeping (PD6) finds what was "
       "used meanwhile.");
needless(PD2, ALWAYS_KICK, "the driver decides nothing behind it");
needless(PV4, ALWAYS_KICK, "every buffer comes with a kick, whatever the device asks for");
needless(PV7, ALWAYS_KICK, "the driver does not read where the device asks for a kick");
needless(PV3, POLLING, "nobody waits for an interrupt that it decides on");

// ---- Slots, laps and positions.

/* The wrap counter of both sides when they come to buffer i: it starts as 1 and flips with every lap (2.8.1). */
static bool wrap_counter(u16 i)
{
	return i / N % 2 == 0;
}

/* The flags that make descriptor i available: AVAIL as the wrap counter, USED as its inverse (2.8.1). */
static u16 available(u16 i)
{
	return wrap_counter(i) ? AVAIL : USED;
}

/* The flags that show it used: both as the wrap counter. */
static u16 used(u16 i)
{
	return wrap_counter(i) ? AVAIL | USED : 0;
}

static bool is_available(u16 flags, u16 i) // is_desc_avail
{
	return (flags & (AVAIL | USED)) == available(i);
}

static bool is_used(u16 flags, u16 i) // is_used_desc_packed
{
	return (flags & (AVAIL | USED)) == used(i);
}

/* Descriptor i in an event structure: offset and wrap counter (2.8.14). */
static u16 position(u16 i)
{
	return i % N | (wrap_counter(i) ? WRAP : 0);
}

/* Its buffer's id: not the 0 that memory starts with. */
static u16 id_of(u16 i)
{
	return i % N + 1;
}

/* vring_need_event: whether moving from old to new passes event. */
static bool need_event(u16 event, u16 new, u16 old)
{
	return (u16)(new - event - 1) < (u16)(new - old);
}

/* vring_packed_need_event: the position is brought to the lap of now first; count descriptors are behind now (P5). */
static bool packed_need_event(u16 off_wrap, u16 now, u16 count)
{
	u16 event = off_wrap & ~WRAP;

	if (off_wrap >> 15 != wrap_counter(now))
		event -= N;
	return need_event(event, now % N, now % N - count);
}

// ---- The driver makes available: virtqueue_add_packed, virtqueue_kick_prepare_packed.

driver void make_available(u16 i) // 2.8.21.1
{
PD1:	wmb();
	WRITE_ONCE(desc[i % N].flags, available(i));
}

/* A driver that always kicks decides nothing behind PD2: what stands there orders nothing that matters. */
driver void publish(u16 i)
{
	make_available(i);
PD2:	mb();
}

/*
 * The driver loads both fields at once, as a u32: this load is no site. Of fields that were written one by one it does
 * not see the flags without the position that was there before them: that is what the fence in the middle says.
 */
driver u32 snapshot(void)
{
	if (!FIELDS)
		return READ_ONCE(device_event);
	u32 flags = READ_ONCE(device_fields.flags);
	rmb();
	return flags << 16 | READ_ONCE(device_fields.off_wrap);
}

driver void write_desc(u16 i, u16 id)
{
	WRITE_ONCE(desc[i % N].addr, &request[i % N]);
	WRITE_ONCE(desc[i % N].len, LENGTH);
	WRITE_ONCE(desc[i % N].id, id);
}

driver void add_buf(u16 i)
{
	WRITE_ONCE(request[i % N], i + 1);
	write_desc(i, id_of(i));
	publish(i);
	if (!ALWAYS_KICK)
		snapshot(); // whether to kick, which nobody waits for here
}

/* One buffer that is a list of two descriptors: the flags of the head are written last. */
driver void add_list(void)
{
	write_desc(0, id_of(0));
	WRITE_ONCE(desc[1].flags, available(1));
	write_desc(1, id_of(0));
	publish(0);
}

// ---- The device takes: virtqueue_packed_pop. It uses: virtqueue_packed_fill_desc, virtio_packed_should_notify.

/* What the device has read where it lay is the driver's again. */
device void give_back(void)
{
#ifdef IN_PLACE
PV6:	mb();
#endif
}

/* Shows descriptor i used: its flags are written last. */
device void show_used(u16 i) // 2.8.22
{
PV2:	wmb();
	WRITE_ONCE(desc[i % N].flags, used(i));
PV3:	mb();
}

/* Takes the buffer, and writes the reply; answers its id. */
device u16 take(u16 i)
{
	u32 *addr = READ_ONCE(desc[i % N].addr);
	u32 len = READ_ONCE(desc[i % N].len);
	u16 id = READ_ONCE(desc[i % N].id);

	never(addr != &request[i % N] || len != LENGTH || id != id_of(i), S3, "the device reads a stale descriptor");
	await(addr == &request[i % N]); // with a wrong descriptor the damage is done
	u32 payload = READ_ONCE(*addr);
	never(payload != i + 1, S3, "the device reads a payload that is not the current one");
	if (!IN_PLACE)
		WRITE_ONCE(onward[i], payload);
	WRITE_ONCE(reply[i % N], i + 1);
	return id;
}

device void write_used(u16 i, u16 id)
{
	WRITE_ONCE(desc[i % N].id, id);
	WRITE_ONCE(desc[i % N].len, i + 1);
}

device void serve_from(u16 first)
{
	for (u16 i = first; i < K; i++) {
		if (!is_available(READ_ONCE(desc[i % N].flags), i))
			return;
PV1:		rmb();
		write_used(i, take(i));
		give_back();
		show_used(i);
		READ_ONCE(driver_event.flags); // whether to interrupt, which nobody waits for here
	}
}

device void serve(void)
{
	serve_from(0);
}

/*
 * virtqueue_packed_flush: of a batch, as large as the ring, the first is shown last. The flags of the others need no
 * barrier of their own, since no driver looks at them before it has seen the first. What comes later goes one by one.
 */
device void serve_batch(void)
{
	u16 id[N];

	for (u16 i = 0; i < N; i++) {
		if (!is_available(READ_ONCE(desc[i].flags), i))
			return;
PV1:		rmb();
		id[i] = take(i);
	}
	for (u16 i = 1; i < N; i++) {
		write_used(i, id[i]);
		WRITE_ONCE(desc[i].flags, used(i));
	}
	write_used(0, id[0]);
	give_back();
	show_used(0);
	READ_ONCE(driver_event.flags);
	serve_from(N);
}

device void take_list(void)
{
	if (!is_available(READ_ONCE(desc[0].flags), 0))
		return;
PV1:	rmb();
	u32 *addr = READ_ONCE(desc[0].addr);
	u32 len = READ_ONCE(desc[0].len);
	u16 flags = READ_ONCE(desc[1].flags);
	u32 *next = READ_ONCE(desc[1].addr);
	u32 next_len = READ_ONCE(desc[1].len);
	u16 id = READ_ONCE(desc[1].id);
	bool whole = addr == &request[0] && len == LENGTH && next == &request[1] && next_len == LENGTH && id == id_of(0);

	never(!whole || !is_available(flags, 1), P3, "the device takes a list of which a part is missing");
}

// ---- The driver gets: virtqueue_get_buf_ctx_packed.

driver bool get_buf(u16 i)
{
	if (!is_used(READ_ONCE(desc[i % N].flags), i))
		return false;
PD3:	rmb();
	u16 id = READ_ONCE(desc[i % N].id);
	u32 len = READ_ONCE(desc[i % N].len);
	u32 payload = READ_ONCE(reply[i % N]);
	never(id != id_of(i), S4, "the driver takes a used id that names no buffer in flight");
	never(len != i + 1, S4, "the driver takes a stale used length");
	never(payload != i + 1, S3, "the driver reads a payload that is not the current one");
	if (i + N < K) { // the slot is used anew: the driver checks the id and passes all that it got on before
		if (id != id_of(i))
			return false;
		WRITE_ONCE(taken[i].len, len);
		WRITE_ONCE(taken[i].payload, payload);
	}
	return true;
}

driver void drive(void)
{
	u16 got = 0;

	for (u16 i = 0; i < K; i++) {
		if (i >= N && !get_buf(got++))
			return;
		add_buf(i);
	}
	while (got < K)
		if (!get_buf(got++))
			return;
}

// ---- The device sleeps: virtio_queue_packed_set_notification. What a slot holds beside its flags is left out.

device bool device_asleep = true;
device u16 last_avail = 0;
device u32 kick_taken;

/* QEMU and DPDK write one field after the other; who writes both by one store needs no barrier between them. */
device void allow_kicks(void)
{
	if (FIELDS) {
		WRITE_ONCE(device_fields.off_wrap, position(last_avail));
PV7:		wmb();
		WRITE_ONCE(device_fields.flags, DESC);
	} else {
		WRITE_ONCE(device_event, EVENT_IDX ? DESC << 16 | position(last_avail) : ENABLE);
	}
}

device void suppress_kicks(void)
{
	if (FIELDS)
		WRITE_ONCE(device_fields.flags, DISABLE);
	else
		WRITE_ONCE(device_event, DISABLE << 16);
}

device void sleeping_device(void)
{
	u16 looks = 0;

	kick_taken = woken(kick);
	device_asleep = false;
	suppress_kicks();
	while (looks <= K) {
		if (last_avail < K && is_available(READ_ONCE(desc[last_avail % N].flags), last_avail)) {
PV1:			rmb();
			show_used(last_avail);
			READ_ONCE(driver_event.flags); // whether to interrupt, as above
			last_avail++;
			continue;
		}
		allow_kicks();
PV4:		mb();
		if (!is_available(READ_ONCE(desc[last_avail % N].flags), last_avail)) {
			device_asleep = true;
			return;
		}
		if (looks++ == K)
			return;
		suppress_kicks();
	}
}

/* virtqueue_kick_prepare_packed: count descriptors before now were added since the last decision. */
driver bool needs_kick(u16 now, u16 count)
{
	if (ALWAYS_KICK)
		return true;
	u32 event = snapshot();
	u16 flags = event >> 16;
	if (flags != DESC)
		return flags != DISABLE;
	return packed_need_event(event, now, count);
}

driver void add_and_kick_each(void)
{
	for (u16 i = 0; i < K; i++) {
		publish(i);
		if (needs_kick(i + 1, 1))
			notify(kick, i + 1);
	}
}

/* All but the first of more than two are a batch, with one decision for all of them: num_added. */
driver void add_and_kick_once(void)
{
	u16 first = K > 2;

	if (first) {
		publish(0);
		if (needs_kick(1, 1))
			notify(kick, 1);
	}
	for (u16 i = first; i < K; i++)
		make_available(i);
PD2:	mb();
	if (needs_kick(K, K - first))
		notify(kick, K);
}

// ---- The driver sleeps: virtqueue_enable_cb_prepare_packed, _delayed_packed, or with callbacks that are always on.

driver bool driver_asleep = true;
driver u16 last_used = 0;
driver u32 interrupt_taken;

driver void enable_callbacks(u16 event)
{
	if (EVENT_IDX) {
		WRITE_ONCE(driver_event.off_wrap, position(event));
PD5:		wmb();
		WRITE_ONCE(driver_event.flags, DESC);
	} else {
		WRITE_ONCE(driver_event.flags, ENABLE);
	}
PD6:	mb();
}

driver void disable_callbacks(void)
{
	WRITE_ONCE(driver_event.flags, DISABLE);
}

driver void wake_up(void)
{
	interrupt_taken = woken(interrupt);
	driver_asleep = false;
}

/* With delayed callbacks the driver asks for the buffer that is three quarters of those in flight ahead. */
driver void sleeping_driver(bool delayed)
{
	u16 looks = 0;

	wake_up();
	disable_callbacks();
	while (looks <= K) {
		if (last_used < K && is_used(READ_ONCE(desc[last_used % N].flags), last_used)) {
PD3:			rmb();
			last_used++;
			continue;
		}
		enable_callbacks(delayed ? last_used + (K - last_used) * 3 / 4 : last_used);
		if (!is_used(READ_ONCE(desc[last_used % N].flags), last_used)) {
			driver_asleep = true;
			return;
		}
		if (looks++ == K)
			return;
		disable_callbacks();
	}
}

driver void driver_with_callbacks_on(void)
{
	wake_up();
	while (is_used(READ_ONCE(desc[last_used % N].flags), last_used)) {
PD3:		rmb();
		last_used++;
		WRITE_ONCE(driver_event.off_wrap, position(last_used));
PD4:		mb();
	}
	driver_asleep = true;
}

device bool needs_interrupt(u16 now, u16 count) // vhost_vring_call_packed of DPDK
{
	u16 flags = READ_ONCE(driver_event.flags);

	if (!EVENT_IDX || flags != DESC)
		return flags != DISABLE;
PV5:	rmb();
	return packed_need_event(READ_ONCE(driver_event.off_wrap), now, count);
}

device void use_and_interrupt_each(void)
{
	for (u16 i = 0; i < K; i++) {
		show_used(i);
		if (needs_interrupt(i + 1, 1))
			notify(interrupt, i + 1);
	}
}

/* All but the first of more than two are a batch, the first of which is shown last, with one decision for all. */
device void use_and_interrupt_once(void)
{
	u16 first = K > 2;

	if (first) {
		show_used(0);
		if (needs_interrupt(1, 1))
			notify(interrupt, 1);
	}
	for (u16 i = first + 1; i < K; i++)
		WRITE_ONCE(desc[i].flags, used(i));
	show_used(first);
	if (needs_interrupt(K, K - first))
		notify(interrupt, K);
}

// ---- The driver asks by position after a time in which it did not, and the device decides meanwhile.

driver void ask_by_position(void)
{
	enable_callbacks(0);
}

device void decide_by_position(void)
{
PV3:	mb();
	if (READ_ONCE(driver_event.flags) != DESC)
		return;
PV5:	rmb();
	u16 off_wrap = READ_ONCE(driver_event.off_wrap);
	never(off_wrap != position(0), P5,
	      "the device compares with a position that is older than the flags that ask for it");
}

// ---- The same the other way round.

device void ask_for_kick_by_position(void)
{
	allow_kicks();
PV4:	mb();
}

driver void decide_on_kick_by_position(void)
{
PD2:	mb();
	u32 event = snapshot();
	never(event >> 16 == DESC && (u16)event != position(0), P5,
	      "the driver compares with a position that is older than the flags that ask for it");
}

// ---- What runs with what. K buffers pass.

scenario(transfer, N = K)
{
	run(drive());
	run(serve());
}

scenario(list, K == 1, N = 2)
{
	run(add_list());
	run(take_list());
}

scenario(kick, N = K)
{
	run(add_and_kick_each());
	run(sleeping_device());
	never(device_asleep && last_avail != K && kick == kick_taken, S6,
	      "the device sleeps on an available buffer: lost kick");
}

scenario(interrupt, !POLLING, N = K)
{
	run(sleeping_driver(false));
	run(use_and_interrupt_each());
	never(driver_asleep && last_used != K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

scenario(delayed, !POLLING, N = K)
{
	run(sleeping_driver(true));
	run(use_and_interrupt_each());
	never(driver_asleep && last_used != K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

scenario(callbacks_on, EVENT_IDX && !POLLING, N = K)
{
	run(driver_with_callbacks_on());
	run(use_and_interrupt_each());
	never(driver_asleep && last_used != K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

scenario(event_position, EVENT_IDX && !POLLING && K == 1, N = 1, ASKED = DISABLE, BEFORE = 0)
{
	run(ask_by_position());
	run(decide_by_position());
}

/* The ring comes round, and with it the wrap counters. */
scenario(reuse, K > 1, N = K - 1)
{
	run(drive());
	run(serve());
}

/* The device uses a batch, and the driver gets its buffers one by one. */
scenario(batch, K > 1, N = K)
{
	run(drive());
	run(serve_batch());
}

scenario(batch_reuse, K > 2, N = K - 1)
{
	run(drive());
	run(serve_batch());
}

scenario(kick_once, K > 1, N = K)
{
	run(add_and_kick_once());
	run(sleeping_device());
	never(device_asleep && last_avail != K && kick == kick_taken, S6,
	      "the device sleeps on an available buffer: lost kick");
}

scenario(interrupt_once, K > 1 && !POLLING, N = K)
{
	run(sleeping_driver(false));
	run(use_and_interrupt_once());
	never(driver_asleep && last_used != K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

/* The device writes its event structure in two steps. */
scenario(device_position, EVENT_IDX && !ALWAYS_KICK && K == 1, N = 1, FIELDS = 1, ASKED = DISABLE, BEFORE = 0)
{
	run(decide_on_kick_by_position());
	run(ask_for_kick_by_position());
}

scenario(kick_by_fields, EVENT_IDX, N = K, FIELDS = 1)
{
	run(add_and_kick_each());
	run(sleeping_device());
	never(device_asleep && last_avail != K && kick == kick_taken, S6,
	      "the device sleeps on an available buffer: lost kick");
}
