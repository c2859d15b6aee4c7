/*
 * What a dispatcher's threads do to each other without a lock, as QEMU has it (system/memory.c, system/physmem.c,
 * util/async.c, util/aio-posix.c): read a view that is replaced (RCU), take and drop references, hand a queue over to
 * the I/O thread and back, ring its doorbell and sleep. All threads run on one host.
 *
 * Left out: what stands between a lock and its release, where locks give all the order there is, and epochs beyond the
 * one that a swap begins.
 */
#include "fencepost.h"

protocol("dispatch", "dispatcher");
bound(K, "vCPU", "vcpus", 2);
platforms("smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
players("its threads all run on one SMP host");
feature(COMPARED, "readers compare which view is current", "readers go where the current view leads them");
feature(RETIRED, "who drops the last reference says so, and who unplugs frees", "who drops the last reference frees");

#define vcpu device
#define main_loop device
#define io_thread device

parameter(READING, false);  // whether there are readers from the start
parameter(REFERENCES, 0); // on the device, then

/*
 * There is no QT3. What it would order, the loads of the readers' epochs before the stores that use the old view's
 * place anew, the branch between them orders on every platform here. Java promises nothing for a branch: there the
 * implementation loads with acquire.
 */
site(QR1, SB, Q3, "the store of the reader's epoch", "the load of the current view",
     "the reader has the old view while nobody sees that it reads: the view is freed under it");
site(QR2, MP_READER, Q3, "the load of the current view", "the loads of what the view holds",
     "a reader that has no address dependency, as it compares, sees a new view and what was there before it was built");
site(QR3, LB, Q3, "what the reader loads from the view, and the doorbell it rings",
     "the store that clears the reader's epoch",
     "the view is freed and written anew while the reader still reads it");
site(QR4, SB, Q3, "the store that clears the reader's epoch", "the load that tells whether somebody waits for that",
     "who waits for readers sleeps, as it still saw this one read, and the reader does not wake it");
site(QT1, MP_WRITER, Q3, "what the new view holds", "the store that makes it the current one",
     "a reader finds a view that is not built yet");
site(QT2, SB, Q3, "the store that makes a new view the current one", "the loads of the readers' epochs",
     "nobody seems to read while a reader still finds the old view: it is freed under the reader");
site(QT4, MP_READER, Q8, "the loads of the readers' epochs",
     "the last look at the doorbell that was taken away",
     "a kick that was rung just before is not seen and never handled");
site(QT5, SB, Q3, "the store that says that somebody waits for a reader", "the last look at the reader's epoch",
     "who waits for readers sleeps on one that has left and did not see it wait");
site(QO1, LB, Q4, "the accesses to a device", "the update that drops the reference",
     "the device is freed while its callback still uses it");
site(QO2, MP_READER, Q4, "the access that finds the last reference gone",
     "the loads of what the device holds, to free that as well",
     "the device is freed as it was before its last callback, and what that left there leaks");
site(QO3, MP_READER, Q4, "the update that takes a reference unless the last one is gone", "the accesses to the device",
     "a callback finds the device with what was in its place before");
site(QO4, MP_WRITER, Q4, "what the device holds when it is plugged", "the store of its first reference",
     "a callback takes a reference on a device that is not there yet");
site(QA1, MP_WRITER, Q8, "the store of the started flag", "the store that attaches the I/O thread",
     "the I/O thread is attached to a queue that is not started");
site(QA2, MP_READER, Q8, "the load that finds the I/O thread attached", "the load of the started flag",
     "the I/O thread is attached and still takes the queue for not started");
site(QK1, SB, Q8, "the update that kicks", "the load that tells whether the I/O thread sleeps",
     "the I/O thread is taken to be awake and does not see the kick before it sleeps: lost kick");
site(QK2, SB, Q8, "the store that announces sleep", "the last look for a kick",
     "the I/O thread sleeps on a kick whose sender took it to be awake: lost kick");
site(QK3, MP_WRITER, Q8, "the requests it put into the queue", "the update that kicks",
     "the I/O thread accepts a kick and does not see the request that it is for");
site(QK4, SB, Q8, "the store that clears the flag of a kick", "the loads of the requests that it may be for",
     "the flag of a kick is cleared after it was raised again, and the request of that kick was looked for before",
     "notified");
site(QK5, MP_WRITER, Q8, "the requests it put into the queue", "the store that raises the flag of a kick",
     "the flag that says so is cleared by an I/O thread that does not see the request", "notified");

remark(QR2, "A reader that follows the pointer it loaded, as with rcu_dereference, has its order from the address "
       "dependency: "
       "only one that compares (COMPARED) needs a barrier.");
remark(QO1, "As refcount_t has it: a release by each who drops a reference, an acquire by the last one (QO2), who "
       "frees. Where "
       "the last one only says that the device is retired and another thread frees it (RETIRED), a release does not "
       "order the accesses before it against that later store in the kernel's model.");
needless(QR2, !COMPARED, "the loads go where the load of the current view leads them: an address dependency");

// ---- A view is replaced under readers: flatviews_reset, address_space_set_flatview, call_rcu.

enum { BUILT = 1, REUSED = 9 };

shared u32 current;    // which view: the old one is 0, the new one 1
shared u32 view[2];    // what each holds
shared bool reading[K] = { READING, READING }; // each reader's epoch: whether it is in the one before the swap
shared bool waiting[K]; // whether somebody sleeps until that reader has left
shared bool rcu_gp_event; // what it sleeps on

main_loop void replace_view(void)
{
QT1:	wmb();
	WRITE_ONCE(current, 1);
QT2:	mb();
}

main_loop void swap(void)
{
	bool anybody = false;

	WRITE_ONCE(view[1], BUILT);
	replace_view();
	for (int i = 0; i < K; i++)
		anybody |= READ_ONCE(reading[i]);
	if (!anybody)
		WRITE_ONCE(view[0], REUSED);
}

vcpu u32 begin_reading(int reader) // rcu_read_lock, address_space_to_flatview
{
	WRITE_ONCE(reading[reader], true);
QR1:	mb();
	u32 now = READ_ONCE(current);
QR2:	rmb();
	return now;
}

vcpu void end_reading(int reader) // rcu_read_unlock
{
QR3:	mb();
	WRITE_ONCE(reading[reader], false);
QR4:	mb();
	if (READ_ONCE(waiting[reader]))
		WRITE_ONCE(rcu_gp_event, true); // qemu_event_set
}

/*
 * Where a view lies depends on which one is current: loads from it are behind that load by an address dependency. One
 * who compares instead, and knows from that where the view lies, has a control dependency, which keeps no load back
 * (Linux Documentation/RCU/rcu_dereference.rst).
 */
vcpu u32 look_up(u32 now) // flatview_lookup
{
	if (!COMPARED)
		return READ_ONCE(view[now]);
	return now == 1 ? READ_ONCE(view[1]) : READ_ONCE(view[0]);
}

vcpu void read_view(int reader)
{
	u32 now = begin_reading(reader);
	u32 holds = look_up(now);
	end_reading(reader);
	never(now == 1 && holds != BUILT, Q3, "a reader finds a view that is not built yet");
	never(now == 0 && holds == REUSED, Q3, "a view is freed while somebody reads it");
}

// ---- Who waits for readers sleeps until they have left: wait_for_readers.

main_loop bool waits;

main_loop void wait_for_readers(void)
{
	bool anybody = false;

	for (int i = 0; i < K; i++)
		WRITE_ONCE(waiting[i], true);
QT5:	mb();
	for (int i = 0; i < K; i++)
		anybody |= READ_ONCE(reading[i]);
	waits = anybody;
}

// ---- Doorbells: event_notifier_set, aio_notify; and the I/O thread that accepts a kick.

shared u32 kicked;
shared bool asleep;

vcpu bool seen_asleep;

vcpu void ring(void)
{
QK3:	wmb();
	atomic_fetch_or_relaxed(1, &kicked);
QK1:	mb();
	seen_asleep = READ_ONCE(asleep);
}

static u32 accept_kick(void) // event_notifier_test_and_clear
{
	return atomic_fetch_and_acquire(0, &kicked);
}

// ---- A queue is taken back from the I/O thread while its doorbell rings: memory_region_del_eventfd.

main_loop bool seen_reading, seen_kicked;
vcpu u32 found;

main_loop void take_back(void)
{
	replace_view();
	seen_reading = READ_ONCE(reading[0]);
QT4:	rmb();
	seen_kicked = READ_ONCE(kicked);
	if (seen_kicked)
		accept_kick();
}

vcpu void ring_by_view(void)
{
	found = begin_reading(0);
	if (found == 0)
		ring();
	end_reading(0);
}

// ---- References: memory_region_ref, memory_region_unref, object_unref.

shared atomic_t references = REFERENCES;
shared u32 registers; // of the device
shared u32 left[2];   // what a callback and who unplugs leave there, to be freed with it

enum { BY_CALLBACK, BY_UNPLUG };

vcpu bool took;
main_loop bool freed;
main_loop u32 holds;

#ifdef RETIRED

/*
 * Devices are finalized under the big lock, which is not taken here: the last one leaves word. A release at QO1 orders
 * the update, not the store behind it. On Armv8 that is enough, as an update that acquires and releases is a full
 * barrier there; in the kernel's model nothing less than smp_mb is.
 */
shared bool retired;

static void drop(void)
{
QO1:	mb();
	if (atomic_fetch_sub_acquire(1, &references) == 1)
		WRITE_ONCE(retired, true);
}

vcpu void drop_after_callback(void)
{
	drop();
}

main_loop void drop_and_free(void)
{
	drop();
	freed = READ_ONCE(retired);
QO2:	rmb();
	holds = READ_ONCE(left[BY_CALLBACK]);
	if (freed)
		WRITE_ONCE(registers, REUSED);
}

#else

/* refcount_dec_and_test: whether the reference was the last one. Who drops that frees the device. */
static bool drop(void)
{
QO1:	mb(); // a release is enough
	if (atomic_fetch_sub_relaxed(1, &references) != 1)
		return false;
QO2:	rmb(); // smp_acquire__after_ctrl_dep
	return true;
}

vcpu void drop_after_callback(void)
{
	if (!drop())
		return;
	never(!READ_ONCE(left[BY_UNPLUG]), Q4, "a device is freed without what was left there when it was unplugged");
	WRITE_ONCE(registers, REUSED);
}

main_loop void drop_and_free(void)
{
	if (!drop())
		return;
	freed = true;
	holds = READ_ONCE(left[BY_CALLBACK]);
	WRITE_ONCE(registers, REUSED);
}

#endif

/* Unless the last one is gone: refcount_inc_not_zero_acquire. */
vcpu bool take(void)
{
	int count = READ_ONCE(references);

	if (count == 0 || cmpxchg_relaxed(&references, count, count + 1) != count)
		return false;
QO3:	rmb(); // an acquire is enough
	return true;
}

/* Takes a reference, leaves something there, uses the device, and drops the reference. */
vcpu void call_back(void)
{
	if (!take())
		return;
	took = true;
	WRITE_ONCE(left[BY_CALLBACK], 1);
	never(READ_ONCE(registers) == REUSED, Q4, "a device is freed while somebody has a reference on it");
	drop_after_callback();
}

/* The device is unplugged. Who frees it looks at what it holds. */
main_loop void unplug(void)
{
	WRITE_ONCE(left[BY_UNPLUG], 1);
	drop_and_free();
}

/*
 * A device is plugged where another one was. A callback that found the place before can take a reference on the new
 * one, as with SLAB_TYPESAFE_BY_RCU: nothing but the count tells it that what it holds is there.
 */
main_loop void plug(void)
{
	WRITE_ONCE(registers, BUILT);
QO4:	wmb();
	WRITE_ONCE(references, 1); // refcount_set_release
}

vcpu void use_if_there(void)
{
	if (take())
		never(READ_ONCE(registers) != BUILT, Q4, "a callback uses a device that is not there yet");
}

// ---- A queue is handed over to the I/O thread.

shared bool started, attached;

main_loop void attach(void)
{
	WRITE_ONCE(started, true);
QA1:	wmb();
	WRITE_ONCE(attached, true);
}

io_thread bool is_attached(void)
{
	bool is = READ_ONCE(attached);
QA2:	rmb();
	return is;
}

/*
 * A kick is left from before: the I/O thread looks at the queue as soon as it is attached. It looks once more when it
 * has the AioContext.
 */
io_thread void serve(void)
{
	if (is_attached() && is_attached())
		never(!READ_ONCE(started), Q8, "the I/O thread serves a queue that is not started");
}

// ---- Kickers against an I/O thread that is about to sleep: aio_poll.

shared u32 request[K];

io_thread bool last_look;

io_thread void sleep_unless_kicked(void)
{
	WRITE_ONCE(asleep, true);
QK2:	mb();
	last_look = READ_ONCE(kicked);
	if (!last_look)
		return;
	bool accepted = accept_kick();
	bool any = false;
	for (int i = 0; i < K; i++)
		any |= READ_ONCE(request[i]);
	never(accepted && !any, Q8, "a kick is accepted and its request not seen");
}

vcpu void kick(int i)
{
	WRITE_ONCE(request[i], 1);
	ring();
}

// ---- A kick that is a flag: aio_notify, aio_notify_accept. The flag is stored, not updated, by both.

shared bool notified;

io_thread bool missed;

/*
 * Two stores to the flag race. If the one that clears it comes last, the request must be seen: the shape R, for which
 * the kernel's model wants a full barrier on either side. QEMU has smp_wmb at QK5; that is enough on x86 and Armv8,
 * which are multi-copy atomic, but the model also stands for processors that are not.
 */
vcpu void notify_io_thread(int i)
{
	WRITE_ONCE(request[i], 1);
QK5:	mb();
	WRITE_ONCE(notified, true);
QK1:	mb();
	seen_asleep = READ_ONCE(asleep);
}

io_thread void accept_notification(void)
{
	WRITE_ONCE(notified, false);
QK4:	mb();
	for (int i = 0; i < K; i++)
		missed |= !READ_ONCE(request[i]);
}

// ---- What runs with what: vCPUs, one for each unit of the bound where several matter.

scenario(swap)
{
	run(swap());
	for (int i = 0; i < K; i++)
		run(read_view(i));
}

scenario(grace_period, READING = true)
{
	run(wait_for_readers());
	for (int i = 0; i < K; i++)
		run(end_reading(i));
	never(waits && !rcu_gp_event, Q3, "a replaced view waits for readers that have left, and is never freed");
}

scenario(take_back)
{
	run(take_back());
	run(ring_by_view());
	never(found == 0 && !seen_reading && !seen_kicked, Q8,
	      "a doorbell rings that was taken away, and nobody hears it");
}

scenario(reference, REFERENCES = 1)
{
	run(call_back());
	run(unplug());
	never(freed && took && !holds, Q4, "a device is freed without what its last user left there");
}

scenario(plug)
{
	run(plug());
	run(use_if_there());
}

scenario(handover)
{
	run(attach());
	run(serve());
}

scenario(doorbell)
{
	run(sleep_unless_kicked());
	for (int i = 0; i < K; i++)
		run(kick(i));
	never(!seen_asleep && !last_look, Q8, "the I/O thread sleeps on a kick");
}

scenario(notification)
{
	run(accept_notification());
	for (int i = 0; i < K; i++)
		run(notify_io_thread(i));
	never(missed && !notified, Q8, "the flag of a kick is cleared and its request not seen");
}
