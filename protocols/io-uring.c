/*
 * io_uring with IORING_SETUP_SQPOLL, in the order of accesses of liburing (src/queue.c, src/include/liburing.h) and of
 * Linux (io_uring/io_uring.c, io_uring/sqpoll.c): an application submits without system calls, a kernel thread takes
 * the entries of the submission ring and posts into the completion ring, and sleeps when there is nothing to do. What
 * that means is said in io_uring_setup(2) and in the comment at the head of io_uring.c.
 *
 * Left out: the ring of indices into the submission entries (IORING_SETUP_NO_SQARRAY), completions that overflow, an
 * application that waits for completions (io_cqring_wait), and one that breaks the protocol.
 */
#include "fencepost.h"

protocol("io-uring", "io_uring with SQPOLL");
bound(K, "entry", "entries", 3);
platforms("smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
players("an application and a kernel thread run on one SMP host");
clause(IU1, "Linux io_uring/io_uring.c", "comment at the head of the file",
       "Who sees a tail sees the entries before it.");
clause(IU2, "Linux io_uring/io_uring.c", "comment at the head of the file",
       "Who sees a head may write the entries before it anew: they have been read.");
clause(IU3, "io_uring_setup(2)", "IORING_SETUP_SQPOLL",
       "A kernel thread that went to sleep with an entry to take is woken by the application.");

#define app driver
#define sq_thread device

parameter(N, 2);     // entries of the submission ring; in Linux a power of two
parameter(M, 2);     // entries of the completion ring
parameter(FIRST, 0); // where the free-running indices start
parameter(FLAGS, 0); // of the submission ring, at the start

enum { IORING_SQ_NEED_WAKEUP = 1 };

shared struct {
	u32 head, tail;
	atomic_t flags;
} sq = { .head = FIRST, .tail = FIRST, .flags = FLAGS };
shared struct { u32 head, tail; } cq = { .head = FIRST, .tail = FIRST };
shared struct { u32 user_data, *addr; } sqe[N];
shared struct { u32 user_data; int res; } cqe[M];
shared u32 buffer[K]; // what the entries point to
shared u32 file[K];   // and where that goes
shared u32 wakeup;    // io_uring_enter with IORING_ENTER_SQ_WAKEUP, counted

site(UA1, MP_WRITER, IU1, "the submission entry and its buffer", "the store to sq.tail",
     "the kernel takes an entry that is not filled", "sq.tail");
site(UA2, SB, IU3, "the store to sq.tail", "the load of sq.flags that decides whether to wake the kernel",
     "the application sees no need to wake while the kernel thread going to sleep sees no entry: nobody takes it",
     "sq.tail");
site(UA3, MP_READER, IU1, "the load of cq.tail", "the loads of the completion entry",
     "the application takes what was in the entry before", "cq.tail");
site(UA4, LB, IU2, "the loads of the completion entry", "the store to cq.head that gives it back",
     "the kernel writes the entry anew while the application still reads it", "cq.head");
site(UK1, MP_READER, IU1, "the load of sq.tail", "the loads of the submission entry and its buffer",
     "the kernel takes what was in the entry before", "sq.tail");
site(UK2, LB, IU2, "the loads of the submission entry", "the store to sq.head that gives it back",
     "the application writes the entry anew while the kernel still reads it", "sq.head");
site(UK3, MP_WRITER, IU1, "the completion entry, and what it says is done", "the store to cq.tail",
     "the application sees the tail before the completion", "cq.tail");
site(UK4, SB, IU3, "the update that sets IORING_SQ_NEED_WAKEUP", "the load of sq.tail that looks once more",
     "the kernel thread sleeps on an entry whose application took it to be awake", "sq.tail");

enum { DONE = 1 }; // a result that memory does not start with

// ---- The application submits: io_uring_get_sqe, __io_uring_flush_sq, sq_ring_needs_enter.

app void flush_sq(u32 tail)
{
UA1:	smp_store_release(&sq.tail, tail);
}

/* Whether there is room: liburing acquires sq.head; the branch on it keeps the stores into the entry back as well. */
app bool get_sqe(u32 i)
{
	return (u32)(FIRST + i - READ_ONCE(sq.head)) < N;
}

app bool submit(u32 i)
{
	if (!get_sqe(i))
		return false;
	WRITE_ONCE(buffer[i], i + 1);
	WRITE_ONCE(sqe[i % N].addr, &buffer[i]);
	WRITE_ONCE(sqe[i % N].user_data, i + 1);
	flush_sq(FIRST + i + 1);
	return true;
}

// ---- The kernel takes and completes: io_submit_sqes, io_get_sqe, io_fill_cqe_aux, io_commit_cqring.

/* Room in the completion ring, or the kernel keeps the completion for later; it branches on cq.head. */
sq_thread void complete(u32 i)
{
	if ((u32)(FIRST + i - READ_ONCE(cq.head)) >= M)
		return;
	WRITE_ONCE(cqe[i % M].user_data, i + 1);
	WRITE_ONCE(cqe[i % M].res, DONE + i);
UK3:	smp_store_release(&cq.tail, (u32)(FIRST + i + 1));
}

sq_thread bool take(u32 i)
{
UK1:	if (smp_load_acquire(&sq.tail) == (u32)(FIRST + i)) // io_sqring_entries
		return false;
	u32 user_data = READ_ONCE(sqe[i % N].user_data);
	u32 *addr = READ_ONCE(sqe[i % N].addr);
UK2:	smp_store_release(&sq.head, (u32)(FIRST + i + 1)); // io_commit_sqring
	never(user_data != i + 1 || addr != &buffer[i], IU1, "the kernel takes an entry that is not filled");
	await(addr == &buffer[i]); // with a wrong address the damage is done
	u32 data = READ_ONCE(*addr);
	never(data != i + 1, IU1, "the kernel takes a stale buffer");
	WRITE_ONCE(file[i], data);
	complete(i);
	return true;
}

sq_thread void sq_thread_awake(void)
{
	for (u32 i = 0; i < K; i++)
		if (!take(i))
			return;
}

// ---- The application reaps: io_uring_peek_cqe, io_uring_cqe_seen.

app bool reap(u32 i)
{
UA3:	if (smp_load_acquire(&cq.tail) == (u32)(FIRST + i))
		return false;
	u32 user_data = READ_ONCE(cqe[i % M].user_data);
	int res = READ_ONCE(cqe[i % M].res);
UA4:	smp_store_release(&cq.head, (u32)(FIRST + i + 1)); // io_uring_cq_advance
	never(user_data != i + 1 || res != DONE + i, IU1, "the application takes a completion that is not there");
	never(READ_ONCE(file[i]) != i + 1, IU1, "the application takes for done what is not");
	return true;
}

app void submit_and_reap(void)
{
	u32 reaped = 0;

	for (u32 i = 0; i < K; i++) {
		if (i >= N && !reap(reaped++))
			return;
		if (!submit(i))
			return;
	}
	while (reaped < K)
		if (!reap(reaped++))
			return;
}

/* An application that reaps nothing may fill the submission ring as soon as the kernel has taken its entries. */
app void submit_all(void)
{
	for (u32 i = 0; i < K; i++)
		if (!submit(i))
			return;
}

// ---- The kernel thread sleeps: io_sq_thread. What stands in the entries is left out, the barriers are not.

sq_thread bool asleep = true;
sq_thread u32 cached_sq_head = FIRST;
sq_thread u32 wakeup_taken;

sq_thread void io_sq_thread(void)
{
	wakeup_taken = woken(wakeup);
	asleep = false;
	atomic_andnot(IORING_SQ_NEED_WAKEUP, &sq.flags);
	for (int look = 0; look <= K; look++) {
UK1:		u32 tail = smp_load_acquire(&sq.tail);
		if (tail != cached_sq_head) {
			cached_sq_head = tail;
UK2:			smp_store_release(&sq.head, tail);
			continue;
		}
		atomic_or(IORING_SQ_NEED_WAKEUP, &sq.flags);
UK4:		smp_mb__after_atomic();
		if (READ_ONCE(sq.tail) == cached_sq_head) {
			asleep = true;
			return;
		}
		atomic_andnot(IORING_SQ_NEED_WAKEUP, &sq.flags);
	}
}

app void submit_and_wake_each(void) // io_uring_submit
{
	for (u32 i = 0; i < K; i++) {
		flush_sq(FIRST + i + 1);
UA2:		smp_mb();
		if (atomic_read(&sq.flags) & IORING_SQ_NEED_WAKEUP)
			notify(wakeup, i + 1);
	}
}

// ---- What runs with what. K entries pass.

scenario(transfer, N = max(2, K), M = max(2, K))
{
	run(submit_and_reap());
	run(sq_thread_awake());
}

scenario(wakeup, N = K, FLAGS = IORING_SQ_NEED_WAKEUP)
{
	run(submit_and_wake_each());
	run(io_sq_thread());
	never(asleep && cached_sq_head != (u32)(FIRST + K) && wakeup == wakeup_taken, IU3,
	      "the kernel thread sleeps on an entry that nobody wakes it for");
}

/* The rings come round, and so do the indices. */
scenario(reuse, K > 1, N = K - 1, M = K - 1, FIRST = 0xffffffff)
{
	run(submit_and_reap());
	run(sq_thread_awake());
}

scenario(sq_ring_full, K > 1, N = K - 1, M = K, FIRST = 0xffffffff)
{
	run(submit_all());
	run(sq_thread_awake());
}

scenario(cq_ring_full, K > 1, N = K, M = K - 1, FIRST = 0xffffffff)
{
	run(submit_and_reap());
	run(sq_thread_awake());
}
