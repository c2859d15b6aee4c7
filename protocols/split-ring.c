/*
 * The split virtqueue of VIRTIO 1.3 section 2.7, in the order of accesses that the Linux driver (virtio_ring.c) and
 * vhost have. What a buffer's life is made of stands in that order: published and taken, used and got; then who
 * sleeps, who wakes.
 *
 * Left out: indirect and chained descriptors (one descriptor stands for a chain), interrupts that arrive while their
 * side is awake, and a side that breaks the protocol.
 */
#include "fencepost.h"

protocol("split", "split ring");
bound(K, "buffer", "buffers", 4);
feature(EVENT_IDX, "EVENT_IDX", "no EVENT_IDX");
feature(IN_PLACE, "the device consumes in place", "the device stores payloads onward");
feature(ALWAYS_KICK, "the driver always kicks", "the driver kicks where the device asks for it");
feature(POLLING, "the driver polls", "the driver sleeps until an interrupt");
platforms("up-guest", "ivshmem", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc", "dma-coherent", "remoteproc");
players("its sides are the driver and the device of a virtqueue");

parameter(N, 2);     // entries of the ring
parameter(FIRST, 0); // where the free-running indices start (S1)
parameter(ADDED, 0); // buffers that are available from the start

shared struct {
	__virtio16 flags, idx, ring[N];
} avail = { .idx = FIRST + ADDED };
shared struct {
	__virtio16 flags, idx;
	struct { __virtio32 id, len; } ring[N];
} used = { .idx = FIRST };
shared __virtio16 used_event = FIRST;  // the last field of the avail ring: where the driver asks for an interrupt
shared __virtio16 avail_event = FIRST; // the last field of the used ring: where the device asks for a kick
shared struct { u32 *addr; } desc[N];
shared u32 request[N], reply[N]; // payloads: what the device reads, what it writes
shared u32 onward[K];            // where the device puts what it read
shared struct { u32 len, payload; } taken[K]; // and the driver, with how much of it there is
shared u32 kick, interrupt;      // notifications, counted

site(D1, MP_WRITER, S3, "the payload, descriptor and avail ring entry it wrote",
     "the store to avail.idx that publishes them",
     "the device sees the new index and reads a stale head, descriptor or payload", "avail.idx");
site(D2, SB, S6, "the store to avail.idx", "the load of avail_event (or used.flags) that decides whether to kick",
     "the driver sees notifications still off while the device going to sleep sees no new buffer: lost kick",
     "avail.idx");
site(D3, MP_READER, S4, "the load of used.idx", "the loads of the used element and of the payload",
     "the driver takes a stale id (\"not a head\"), length or payload", "used.idx");
site(D4, SB, S6, "the store to used_event in get_buf, with callbacks on", "the load of used.idx of the next get_buf",
     "the driver finds nothing more and sleeps while the device still sees the old used_event: lost interrupt",
     "used.idx");
site(D5, SB, S6, "the store to used_event (or avail.flags) that enables callbacks",
     "the load of used.idx that looks once more before sleeping",
     "the driver sleeps on a buffer that the device completed without an interrupt: lost interrupt", "used.idx");
site(D6, SB, S6, "the store to used_event three quarters ahead (or avail.flags)",
     "the load of used.idx that looks once more before sleeping",
     "the driver sleeps with more than three quarters completed and no interrupt on its way: lost interrupt",
     "used.idx");
site(V1, MP_READER, S3, "the load of avail.idx", "the loads of the avail ring entry, descriptor and payload",
     "the device takes a stale head, descriptor or payload", "avail.idx");
site(V2, MP_WRITER, S4, "the payload and used element it wrote", "the store to used.idx that publishes them",
     "the driver sees the new index and reads a stale id, length or payload", "used.idx");
site(V3, SB, S6, "the store to used.idx", "the load of used_event (or avail.flags) that decides whether to interrupt",
     "the device sees callbacks still off while the driver going to sleep sees nothing used: lost interrupt",
     "used.idx");
site(V4, SB, S6, "the store to avail_event (or used.flags) that enables kicks",
     "the load of avail.idx that looks once more before sleeping",
     "the device sleeps on a buffer that the driver published without a kick: lost kick", "avail.idx");
site(V5, MP_READER, S3, "the load of avail.idx whose value the device keeps (the look before sleeping)",
     "the loads of the avail ring entries that the kept value covers",
     "the device trusts the kept index, skips V1 with it and takes a stale head", "avail.idx");
site(V6, LB, S3, "the loads of the payload", "the store to used.idx that gives the buffer back",
     "the driver reuses the buffer while the device still reads it", "used.idx");
covers(V6, V2);
needless(D2, ALWAYS_KICK, "the driver decides nothing behind it");
needless(V4, ALWAYS_KICK, "every buffer comes with a kick, whatever the device asks for");
needless(V3, POLLING, "nobody waits for an interrupt that it decides on");

/* The head of buffer i. They are handed out from the end, so that the first is not the 0 that memory starts with. */
static u16 head_of(u16 i)
{
	return N - 1 - i % N;
}

/* vring_need_event (2.7.7): whether moving from old to new passes event. */
static bool need_event(u16 event, u16 new, u16 old)
{
	return (u16)(new - event - 1) < (u16)(new - old);
}

// ---- The driver publishes: virtqueue_add, virtqueue_kick_prepare.

driver void make_available(u16 i) // 2.7.13.3
{
D1:	wmb();
	WRITE_ONCE(avail.idx, (u16)(FIRST + i + 1));
}

/* A driver that always kicks decides nothing behind D2: what stands there orders nothing that matters. */
driver void publish(u16 i)
{
	make_available(i);
D2:	mb();
}

/* What the device asks for: read for the decision whether to kick. */
driver u16 kick_event(void)
{
	return EVENT_IDX ? READ_ONCE(avail_event) : READ_ONCE(used.flags);
}

driver void add_buf(u16 i) // 2.7.13.1, 2.7.13.2
{
	u16 head = head_of(i);

	WRITE_ONCE(request[head], i + 1);
	WRITE_ONCE(desc[head].addr, &request[head]);
	WRITE_ONCE(avail.ring[i % N], head);
	publish(i);
}

// ---- The device takes: vhost_get_vq_desc. It uses: vhost_add_used, vhost_signal.

/* What the device has read where it lay is the driver's again. */
device void give_back(void)
{
#ifdef IN_PLACE
V6:	mb();
#endif
}

/* Shows all buffers used before idx. */
device void show_used(u16 idx) // 2.7.8.2
{
V2:	wmb();
	WRITE_ONCE(used.idx, idx);
V3:	mb();
}

/* Takes a buffer and writes its used element. */
device void take_unshown(u16 i) // 2.7.13: what the device may rely on
{
	u16 head = READ_ONCE(avail.ring[i % N]);
	u32 *addr = READ_ONCE(desc[head].addr);

	never(head != head_of(i), S3, "the device takes a stale head from the avail ring");
	never(addr != &request[head_of(i)], S3, "the device reads a stale descriptor");
	await(addr == &request[head_of(i)]); // with a wrong descriptor the damage is done
	u32 payload = READ_ONCE(*addr);
	never(payload != i + 1, S3, "the device reads a payload that is not the current one");
	if (!IN_PLACE)
		WRITE_ONCE(onward[i], payload);
	WRITE_ONCE(reply[head_of(i)], i + 1);
	WRITE_ONCE(used.ring[i % N].id, head);
	WRITE_ONCE(used.ring[i % N].len, i + 1);
}

/* What the driver asks for: read for the decision whether to interrupt. */
device u16 interrupt_event(void)
{
	return EVENT_IDX ? READ_ONCE(used_event) : READ_ONCE(avail.flags);
}

device void take(u16 i)
{
	take_unshown(i);
	give_back();
	show_used(FIRST + i + 1);
	interrupt_event(); // nobody waits for an interrupt here
}

device void serve_from(u16 first)
{
	for (u16 i = first; i < K; i++) {
		if (READ_ONCE(avail.idx) == (u16)(FIRST + i))
			return;
V1:		rmb();
		take(i);
	}
}

device void serve(void)
{
	serve_from(0);
}

/* vhost_add_used_n: a batch, as large as the ring, is shown by one store. What comes later goes one by one. */
device void serve_batch(void)
{
	for (u16 i = 0; i < N; i++) {
		if ((u16)(READ_ONCE(avail.idx) - FIRST) <= i)
			return;
V1:		rmb();
		take_unshown(i);
	}
	give_back();
	show_used(FIRST + N);
	interrupt_event();
	serve_from(N);
}

/* About to sleep, the device takes buffers by the index that it has just read for its last look (vq->avail_idx). */
device void serve_by_kept_index(void)
{
	if (EVENT_IDX)
		WRITE_ONCE(avail_event, FIRST);
	else
		WRITE_ONCE(used.flags, 0);
V4:	mb();
	u16 kept = READ_ONCE(avail.idx);
	for (u16 i = 0; i < K; i++) {
		if ((u16)(kept - FIRST) <= i)
			return;
		if (i == 0) {
V5:			rmb();
		}
		take(i);
	}
}

// ---- The driver gets: virtqueue_get_buf.

driver bool get_buf(u16 i) // 2.7.14
{
	if (READ_ONCE(used.idx) == (u16)(FIRST + i))
		return false;
D3:	rmb();
	u32 id = READ_ONCE(used.ring[i % N].id);
	u32 len = READ_ONCE(used.ring[i % N].len);
	u32 payload = READ_ONCE(reply[head_of(i)]);
	never(id != head_of(i), S4, "the driver takes a used id that is not a head in flight");
	never(len != i + 1, S4, "the driver takes a stale used length");
	never(payload != i + 1, S3, "the driver reads a payload that is not the current one");
	if (i + N < K) { // the buffer is used anew: the driver checks the id and passes all that it got on before
		if (id != head_of(i))
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
		if (!ALWAYS_KICK)
			kick_event(); // nobody waits for a kick here
	}
	while (got < K)
		if (!get_buf(got++))
			return;
}

driver void add_all(void)
{
	for (u16 i = 0; i < K; i++) {
		add_buf(i);
		if (!ALWAYS_KICK)
			kick_event();
	}
}

// ---- The device sleeps: vhost_enable_notify. What stands in the ring is left out, the barriers around it are not.

device bool device_asleep = true;
device u16 last_avail = FIRST;
device u32 kick_taken;

device void allow_kicks(void)
{
	if (EVENT_IDX)
		WRITE_ONCE(avail_event, last_avail);
	else
		WRITE_ONCE(used.flags, 0);
}

device void suppress_kicks(void)
{
	if (!EVENT_IDX)
		WRITE_ONCE(used.flags, 1); // VRING_USED_F_NO_NOTIFY
}

/* QEMU's virtio_queue_split_set_notification: avail_event is what avail.idx is now, whatever the device has taken. */
device void set_avail_event(void)
{
	WRITE_ONCE(avail_event, READ_ONCE(avail.idx));
}

device void sleeping_device(void)
{
	kick_taken = woken(kick);
	device_asleep = false;
	suppress_kicks();
	u16 idx = READ_ONCE(avail.idx);
	if (idx != last_avail) {
V1:		rmb();
		show_used(idx);
		interrupt_event();
		last_avail = idx;
	}
	for (int look = 0; look <= K; look++) {
		allow_kicks();
V4:		mb();
		idx = READ_ONCE(avail.idx);
		if (idx == last_avail) {
			device_asleep = true;
			return;
		}
V5:		rmb();
		if (look < K) {
			suppress_kicks();
			show_used(idx);
			interrupt_event();
			last_avail = idx;
		}
	}
}

/* QEMU: asks by the index that it reads for that, and looks again, by another load, whether it has taken as many. */
device void sleeping_device_fresh(void)
{
	kick_taken = woken(kick);
	device_asleep = false;
	set_avail_event();
	for (int look = 0; look <= K; look++) {
		u16 idx = READ_ONCE(avail.idx); // virtqueue_split_pop
		if (idx != last_avail) {
V1:			rmb();
			show_used(idx);
			interrupt_event();
			last_avail = idx;
		}
		set_avail_event();
V4:		mb();
		if (READ_ONCE(avail.idx) == last_avail) { // virtio_queue_empty
			device_asleep = true;
			return;
		}
		set_avail_event();
	}
}

/* virtqueue_kick_prepare, 2.7.13.4: the buffers from old to new were added since the last decision. */
driver bool needs_kick(u16 new, u16 old)
{
	if (ALWAYS_KICK)
		return true;
	return EVENT_IDX ? need_event(kick_event(), FIRST + new, FIRST + old) : !kick_event();
}

driver void add_and_kick_each(void)
{
	for (u16 i = 0; i < K; i++) {
		publish(i);
		if (needs_kick(i + 1, i))
			notify(kick, i + 1);
	}
}

/* All but the first of more than two are a batch, with one decision for all of them: num_added. */
driver void add_and_kick_once(void)
{
	u16 first = K > 2;

	if (first) {
		publish(0);
		if (needs_kick(1, 0))
			notify(kick, 1);
	}
	for (u16 i = first; i < K; i++)
		make_available(i);
D2:	mb();
	if (needs_kick(K, first))
		notify(kick, K);
}

// ---- The driver sleeps: virtqueue_enable_cb, virtqueue_enable_cb_delayed, or with callbacks that are always on.

driver bool driver_asleep = true;
driver u16 last_used = FIRST;
driver u32 interrupt_taken;

driver void enable_callbacks(u16 event)
{
	if (EVENT_IDX)
		WRITE_ONCE(used_event, event);
	else
		WRITE_ONCE(avail.flags, 0);
}

/* With EVENT_IDX by an event index that is not passed for long: a hint, which one that was passed is as well. */
driver void disable_callbacks(void)
{
	if (EVENT_IDX)
		WRITE_ONCE(used_event, (u16)(last_used + 0x8000));
	else
		WRITE_ONCE(avail.flags, 1); // VRING_AVAIL_F_NO_INTERRUPT
}

driver void wake_up(void)
{
	interrupt_taken = woken(interrupt);
	driver_asleep = false;
}

/* get_buf loads used.idx anew, and with it comes what D3 has for a load: the look before sleeping is not D3's. */
driver void get_all(void)
{
	disable_callbacks();
	u16 idx = READ_ONCE(used.idx);
	if (idx != last_used) {
D3:		rmb();
		last_used = idx;
	}
}

driver void sleeping_driver(void)
{
	wake_up();
	get_all();
	for (int look = 1; look <= K; look++) {
		enable_callbacks(last_used);
D5:		mb();
		if (READ_ONCE(used.idx) == last_used) {
			driver_asleep = true;
			return;
		}
		if (look < K)
			get_all();
	}
}

driver void sleeping_driver_delayed(void)
{
	wake_up();
	get_all();
	for (int look = 1; look <= K; look++) {
		u16 ahead = (u16)(FIRST + K - last_used) * 3 / 4;

		enable_callbacks(last_used + ahead);
D6:		mb();
		if ((u16)(READ_ONCE(used.idx) - last_used) <= ahead) {
			driver_asleep = true;
			return;
		}
		if (look < K)
			get_all();
	}
}

driver void driver_with_callbacks_on(void)
{
	wake_up();
	for (u16 got = 0; got <= K; got++) {
		if (READ_ONCE(used.idx) == last_used) {
			driver_asleep = true;
			return;
		}
D3:		rmb();
		last_used = FIRST + got + 1;
		WRITE_ONCE(used_event, last_used);
D4:		mb();
	}
}

device bool needs_interrupt(u16 new, u16 old) // vhost_notify, 2.7.8.2
{
	return EVENT_IDX ? need_event(interrupt_event(), FIRST + new, FIRST + old) : !interrupt_event();
}

device void use_and_interrupt_each(void) // vhost_signal
{
	for (u16 i = 0; i < K; i++) {
		if (READ_ONCE(avail.idx) == (u16)(FIRST + i))
			return;
V1:		rmb();
		show_used(FIRST + i + 1);
		if (needs_interrupt(i + 1, i))
			notify(interrupt, i + 1);
	}
}

/* All but the first of more than two are a batch, shown by one store, with one decision for all of them. */
device void use_and_interrupt_once(void)
{
	u16 first = K > 2;

	if ((u16)(READ_ONCE(avail.idx) - FIRST) < K)
		return;
V1:	rmb();
	if (first) {
		show_used(FIRST + 1);
		if (needs_interrupt(1, 0))
			notify(interrupt, 1);
	}
	show_used(FIRST + K);
	if (needs_interrupt(K, first))
		notify(interrupt, K);
}

// ---- What runs with what. K buffers pass.

scenario(transfer, N = max(2, K))
{
	run(drive());
	run(serve());
}

scenario(kept_index, N = max(2, K))
{
	run(add_all());
	run(serve_by_kept_index());
}

scenario(kick, N = K)
{
	run(add_and_kick_each());
	run(sleeping_device());
	never(device_asleep && last_avail != FIRST + K && kick == kick_taken, S6,
	      "the device sleeps on an available buffer: lost kick");
}

scenario(interrupt, !POLLING, N = K, ADDED = K)
{
	run(sleeping_driver());
	run(use_and_interrupt_each());
	never(driver_asleep && last_used != FIRST + K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

scenario(delayed, !POLLING, N = K, ADDED = K)
{
	run(sleeping_driver_delayed());
	run(use_and_interrupt_each());
	never(driver_asleep && last_used != FIRST + K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

scenario(callbacks_on, EVENT_IDX && !POLLING, N = K, ADDED = K)
{
	run(driver_with_callbacks_on());
	run(use_and_interrupt_each());
	never(driver_asleep && last_used != FIRST + K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}

/* The ring comes round, and so do the indices. */
scenario(reuse, K > 1, N = K - 1, FIRST = 0xffff)
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

scenario(batch_reuse, K > 2, N = K - 1, FIRST = 0xffff)
{
	run(drive());
	run(serve_batch());
}

scenario(kick_once, K > 1, N = K)
{
	run(add_and_kick_once());
	run(sleeping_device());
	never(device_asleep && last_avail != FIRST + K && kick == kick_taken, S6,
	      "the device sleeps on an available buffer: lost kick");
}

scenario(kick_fresh, EVENT_IDX, N = K)
{
	run(add_and_kick_each());
	run(sleeping_device_fresh());
	never(device_asleep && last_avail != FIRST + K && kick == kick_taken, S6,
	      "the device sleeps on an available buffer: lost kick");
}

scenario(interrupt_once, K > 1 && !POLLING, N = K, ADDED = K)
{
	run(sleeping_driver());
	run(use_and_interrupt_once());
	never(driver_asleep && last_used != FIRST + K && interrupt == interrupt_taken, S6,
	      "the driver sleeps on a used buffer: lost interrupt");
}
