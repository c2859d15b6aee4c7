/*
 * Xen's I/O ring (xen/include/public/io/ring.h), between a frontend such as Linux's xen-blkfront and a backend such as
 * xen-blkback: requests and responses share the slots of one ring, and each side says by an event index when it wants
 * to be notified. The barriers are those of the macros; who reads a producer index has one of its own behind that.
 *
 * Left out: responses in another order than their requests, a side that breaks the protocol (copies are for that),
 * notifications that arrive while their side is awake, and grants: the page of a request is where the request says.
 */
#include "fencepost.h"

protocol("xen-ring", "Xen I/O ring");
bound(K, "request", "requests", 3);
platforms("up-guest", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
players("a frontend and a backend run in guests of one SMP host");
clause(XR1, "Xen public/io/ring.h", "RING_PUSH_REQUESTS, RING_PUSH_RESPONSES",
       "Who sees a producer index sees the slots before it, and what they tell of.");
clause(XR2, "Xen public/io/ring.h", "RING_PUSH_..._AND_CHECK_NOTIFY, RING_FINAL_CHECK_FOR_...",
       "A side that sleeps after its final check is notified of what is pushed after that.");

#define front driver
#define back device

parameter(N, 2);      // slots; in Xen a power of two
parameter(FIRST, 0);  // where the free-running indices start
parameter(PUSHED, 0); // requests that are there from the start

shared struct {
	u32 req_prod, req_event;
	u32 rsp_prod, rsp_event;
	struct { u32 id, *gref; int status; } ring[N]; // of a request id and gref, of a response id and status
} sring = { .req_prod = FIRST + PUSHED, .req_event = FIRST + 1, .rsp_prod = FIRST, .rsp_event = FIRST + 1 };
shared u32 page[N];              // what a request is to write
shared u32 disk[K];              // and where
shared u32 back_evtchn, front_evtchn; // event channels: notifications, counted

site(XF1, MP_WRITER, XR1, "the request and the page that it names", "the store to req_prod",
     "the backend sees the index before the request", "sring.req_prod");
site(XF2, SB, XR2, "the store to req_prod", "the load of req_event that decides whether to notify",
     "the frontend finds no notification wanted while the backend going to sleep sees no request: lost event",
     "sring.req_prod");
site(XF3, MP_READER, XR1, "the load of rsp_prod", "the loads of the response",
     "the frontend takes what was in the slot before, such as its own request", "sring.rsp_prod");
site(XF4, SB, XR2, "the store to rsp_event", "the load of rsp_prod that looks once more before sleeping",
     "the frontend sleeps on a response that the backend did not notify it of: lost event", "sring.rsp_prod");
site(XB1, MP_READER, XR1, "the load of req_prod", "the loads of the request and its page",
     "the backend does what was in the slot before", "sring.req_prod");
site(XB2, MP_WRITER, XR1, "the response, and what it says is done", "the store to rsp_prod",
     "the frontend sees the index before the response", "sring.rsp_prod");
site(XB3, SB, XR2, "the store to rsp_prod", "the load of rsp_event that decides whether to notify",
     "the backend finds no notification wanted while the frontend going to sleep sees no response: lost event",
     "sring.rsp_prod");
site(XB4, SB, XR2, "the store to req_event", "the load of req_prod that looks once more before sleeping",
     "the backend sleeps on a request that the frontend did not notify it of: lost event", "sring.req_prod");

enum { OKAY = 1 }; // a status that memory does not start with

/* Whether moving from old to new passes event. */
static bool check_notify(u32 event, u32 new, u32 old)
{
	return (u32)(new - event) < (u32)(new - old);
}

// ---- Both push: RING_PUSH_REQUESTS_AND_CHECK_NOTIFY, RING_PUSH_RESPONSES_AND_CHECK_NOTIFY.

front void push_requests(u32 prod)
{
XF1:	wmb();
	WRITE_ONCE(sring.req_prod, prod);
XF2:	mb();
}

back void push_responses(u32 prod)
{
XB2:	wmb();
	WRITE_ONCE(sring.rsp_prod, prod);
XB3:	mb();
}

// ---- A request goes, its response comes: blkif_queue_rw_req, do_block_io_op, make_response, blkif_interrupt.

front void queue_request(u32 i)
{
	WRITE_ONCE(page[i % N], i + 1);
	WRITE_ONCE(sring.ring[i % N].gref, &page[i % N]);
	WRITE_ONCE(sring.ring[i % N].id, i + 1);
	push_requests(FIRST + i + 1);
	READ_ONCE(sring.req_event); // whether to notify: nobody sleeps here
}

back void do_request(u32 i)
{
	u32 id = READ_ONCE(sring.ring[i % N].id);
	u32 *gref = READ_ONCE(sring.ring[i % N].gref);

	never(id != i + 1 || gref != &page[i % N], XR1, "the backend takes a request that was not pushed");
	await(gref == &page[i % N]); // with a wrong page the damage is done
	u32 data = READ_ONCE(*gref);
	never(data != i + 1, XR1, "the backend writes a stale page to the disk");
	WRITE_ONCE(disk[i], data);
	WRITE_ONCE(sring.ring[i % N].id, id);
	WRITE_ONCE(sring.ring[i % N].status, OKAY + i);
	push_responses(FIRST + i + 1);
	READ_ONCE(sring.rsp_event); // likewise
}

back void do_block_io_op(void)
{
	for (u32 i = 0; i < K; i++) {
		if (READ_ONCE(sring.req_prod) == (u32)(FIRST + i))
			return;
XB1:		rmb();
		do_request(i);
	}
}

front bool get_response(u32 i)
{
	if (READ_ONCE(sring.rsp_prod) == (u32)(FIRST + i))
		return false;
XF3:	rmb();
	int status = READ_ONCE(sring.ring[i % N].status);
	never(status != OKAY + i, XR1, "the frontend takes a response that was not pushed");
	await(status == OKAY + i); // it branches on it, and so has read it before it uses the slot anew
	never(READ_ONCE(disk[i]) != i + 1, XR1, "the frontend takes for done what is not on the disk yet");
	return true;
}

front void use_disk(void)
{
	u32 got = 0;

	for (u32 i = 0; i < K; i++) {
		if (i >= N && !get_response(got++))
			return;
		queue_request(i);
	}
	while (got < K)
		if (!get_response(got++))
			return;
}

// ---- The backend sleeps: RING_FINAL_CHECK_FOR_REQUESTS. What stands in the slots is left out, the barriers are not.

back bool back_asleep = true;
back u32 req_cons = FIRST;
back u32 back_event;

back void sleeping_backend(void)
{
	back_event = woken(back_evtchn);
	back_asleep = false;
	for (int look = 0; look <= K; look++) {
		u32 prod = READ_ONCE(sring.req_prod);
		if (prod != req_cons) {
XB1:			rmb();
			req_cons = prod;
			push_responses(prod);
			READ_ONCE(sring.rsp_event); // likewise
			continue;
		}
		WRITE_ONCE(sring.req_event, (u32)(req_cons + 1));
XB4:		mb();
		if (READ_ONCE(sring.req_prod) == req_cons) {
			back_asleep = true;
			return;
		}
	}
}

front void push_each_request(void)
{
	for (u32 i = 0; i < K; i++) {
		push_requests(FIRST + i + 1);
		if (check_notify(READ_ONCE(sring.req_event), FIRST + i + 1, FIRST + i))
			notify(back_evtchn, i + 1);
	}
}

// ---- The frontend sleeps: RING_FINAL_CHECK_FOR_RESPONSES.

front bool front_asleep = true;
front u32 rsp_cons = FIRST;
front u32 front_event;

front void sleeping_frontend(void)
{
	front_event = woken(front_evtchn);
	front_asleep = false;
	for (int look = 0; look <= K; look++) {
		u32 prod = READ_ONCE(sring.rsp_prod);
		if (prod != rsp_cons) {
XF3:			rmb();
			rsp_cons = prod;
			continue;
		}
		WRITE_ONCE(sring.rsp_event, (u32)(rsp_cons + 1));
XF4:		mb();
		if (READ_ONCE(sring.rsp_prod) == rsp_cons) {
			front_asleep = true;
			return;
		}
	}
}

back void push_each_response(void)
{
	for (u32 i = 0; i < K; i++) {
		if (READ_ONCE(sring.req_prod) == (u32)(FIRST + i))
			return;
XB1:		rmb();
		push_responses(FIRST + i + 1);
		if (check_notify(READ_ONCE(sring.rsp_event), FIRST + i + 1, FIRST + i))
			notify(front_evtchn, i + 1);
	}
}

// ---- What runs with what. K requests pass.

scenario(transfer, N = max(2, K))
{
	run(use_disk());
	run(do_block_io_op());
}

scenario(requests, N = K)
{
	run(push_each_request());
	run(sleeping_backend());
	never(back_asleep && req_cons != (u32)(FIRST + K) && back_evtchn == back_event, XR2,
	      "the backend sleeps on a request: lost event");
}

scenario(responses, N = K, PUSHED = K)
{
	run(sleeping_frontend());
	run(push_each_response());
	never(front_asleep && rsp_cons != (u32)(FIRST + K) && front_evtchn == front_event, XR2,
	      "the frontend sleeps on a response: lost event");
}

/* The ring comes round, and so do the indices. */
scenario(reuse, K > 1, N = K - 1, FIRST = 0xffffffff)
{
	run(use_disk());
	run(do_block_io_op());
}
