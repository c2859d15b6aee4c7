/*
 * An MSI-X capability (PCIe 6.0, 6.1.4 and 7.7.2) that a device model or hypervisor keeps without a lock: a word for
 * each vector with its mask and pending bits, and Message Control in a word of its own. Whoever sends claims the vector
 * first. Mask and pending bit of one vector cannot be missed, but function mask and vector are looked at crosswise
 * (store buffering), and a message must be there before its vector opens and gone before it is overwritten.
 *
 * Left out: more than one vector and one event, since vectors share nothing but the function mask and further events
 * only find the vector pending; use and release; and real hardware, which keeps its masks to itself.
 */
#include "fencepost.h"

#define software driver // who accesses table and configuration, and the one who emulates that

protocol("msix", "MSI-X table");
bound(K, "event", "events", 1);
platforms("smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
players("its threads all run on one SMP host");

#define MASKED 1        // Mask bit of Vector Control
#define PENDING 2       // its bit in the PBA
#define SENDING 4       // claimed
#define ORPHAN 8        // masked while it was being sent
#define USE (1 << 16)   // the device uses the vector
#define ENABLED 1       // MSI-X Enable of Message Control
#define FUNCTION_MASK 2 // Function Mask
#define OLD 1           // messages, so that a mixture of both is OLD | NEW
#define NEW 2

parameter(STATE, USE);
parameter(CONTROL, ENABLED);

shared atomic_t state = STATE;
shared u32 function = CONTROL;
shared struct { u32 address, data; } message = { OLD, OLD };
shared atomic_t orphans; // messages that a mask has overtaken
shared u32 sent[2];      // what each of both threads sent

site(I1, SB, M2, "the claim of the vector", "the load of the function mask",
     "the device sees the function open and software that closes it sees nobody sending: a message after the mask",
     "function");
site(I2, SB, M3, "the pending bit, set because the function was masked", "another load of the function mask",
     "the device sees the function still masked and software that opens it sees nothing pending: lost interrupt",
     "function");
site(I3, MP_READER, M5, "the load of the function mask", "the loads of the message",
     "the device sees the function open and sends a stale message", "function");
site(U1, SB, M3, "the store that opens the function", "the loads of the vectors' pending bits",
     "software sees nothing pending and the device sees the function still masked: lost interrupt", "function");
site(U2, MP_WRITER, M5, "the message it wrote", "the mask bit that opens the vector or the function",
     "the device sees it open and sends a stale message", "state");
site(U3, SB, M2, "the store that closes the function", "the loads that look whether a vector is being sent",
     "software sees nobody sending and the device sees the function still open: a message after the mask", "function");
site(U4, SB, M3, "the mask bit that opens a pending vector", "the load of the function mask",
     "one CPU sees the function still masked while another that opens it sees the vector still masked: lost interrupt",
     "function");


static bool is_open(u32 control)
{
	return (control & (ENABLED | FUNCTION_MASK)) == ENABLED;
}

// ---- Whoever sends: the device that raises an event, or software that opens what is pending.

static void send(int who)
{
	u32 address = READ_ONCE(message.address);
	u32 data = READ_ONCE(message.data);

	WRITE_ONCE(sent[who], address | data);
}

/* Ends a claim; answers the state that it left. */
static int give_back(int pending)
{
	int seen, left;

	do {
		seen = READ_ONCE(state);
		left = (seen & ~(SENDING | ORPHAN)) | pending;
	} while (cmpxchg_release(&state, seen, left) != seen);
	if (seen & ORPHAN)
		atomic_fetch_add_release(-1, &orphans);
	return left;
}

/* Claims the vector if its message is due and nothing masks it. Whoever fails has lost the message to another. */
static bool claim(void)
{
	int seen = READ_ONCE(state);

	if (seen != (USE | PENDING) || !is_open(READ_ONCE(function)))
		return false;
	return cmpxchg_acquire(&state, seen, (seen & ~PENDING) | SENDING) == seen;
}

/* Sends what the caller has claimed, if the function lets it; else leaves it pending and looks again. */
static void deliver(int who)
{
	do {
I1:		mb();
		if (is_open(READ_ONCE(function))) {
I3:			rmb();
			send(who);
			give_back(0);
			return;
		}
		if (give_back(PENDING) != (USE | PENDING))
			return;
I2:		mb();
	} while (claim());
}

/* Claims the vector and sends, or leaves the event pending (M2). */
device void event(int who)
{
	int seen, next;

	do {
		seen = READ_ONCE(state);
		next = seen & (MASKED | SENDING) ? seen | PENDING : (seen & ~PENDING) | SENDING;
	} while (cmpxchg_release(&state, seen, next) != seen);
	if (!(seen & (MASKED | SENDING)))
		deliver(who);
}

// ---- Software: Message Control, Vector Control, the message.

software void write_message(void)
{
	WRITE_ONCE(message.address, NEW);
	WRITE_ONCE(message.data, NEW);
}

/* Opens the function and sends what is pending (M3). */
software void open_function(int who)
{
	u32 control = READ_ONCE(function);

U2:	wmb();
	WRITE_ONCE(function, control & ~FUNCTION_MASK);
U1:	mb();
	if (claim())
		deliver(who);
}

/* Closes the function, and waits until nobody is sending (M2). */
software void close_function(void)
{
	u32 control = READ_ONCE(function);

	WRITE_ONCE(function, control | FUNCTION_MASK);
U3:	mb();
	await(is_open(READ_ONCE(function)) || !(smp_load_acquire(&state) & SENDING));
}

/* Opens the vector and sends what is pending (M3). */
software void unmask(int who)
{
U2:	wmb();
	int masked = atomic_fetch_and_acquire(~MASKED, &state);

	if ((masked & (MASKED | PENDING)) != (MASKED | PENDING))
		return;
U4:	mb();
	if (claim())
		deliver(who);
}

/* Masks the vector, marking a message that is being sent. */
software void mask(void)
{
	while (true) {
		int seen = READ_ONCE(state);
		bool overtakes = (seen & (SENDING | ORPHAN)) == SENDING;

		if (overtakes)
			atomic_fetch_add_release(1, &orphans);
		if (cmpxchg_acquire(&state, seen, seen | MASKED | (overtakes ? ORPHAN : 0)) == seen)
			return;
		if (overtakes)
			atomic_fetch_add_release(-1, &orphans);
	}
}

/* The read that flushes a mask (M7): it waits for what the mask has overtaken. */
software void flush(void)
{
	await(smp_load_acquire(&orphans) == 0);
}

software void write_and_open_function(int who)
{
	write_message();
	open_function(who);
}

software void write_and_unmask(int who)
{
	write_message();
	unmask(who);
}

software void close_function_and_write(void)
{
	close_function();
	write_message();
}

software void mask_and_write(void)
{
	mask();
	flush();
	write_message();
}

// ---- What runs with what. ROUNDS: how often a word can change under a hand, and once more.

/* An event while software writes a message and opens the function. */
scenario(function_unmask, ROUNDS = 2, CONTROL = ENABLED | FUNCTION_MASK)
{
	run(event(0));
	run(write_and_open_function(1));
	never(!sent[0] && !sent[1], M3, "nobody sends the message: a lost interrupt");
	never(sent[0] && sent[1], M3, "both send the message: an interrupt too many");
	never(sent[0] == OLD || sent[0] == (OLD | NEW), M5,
	      "the device sends the message of before the function was opened");
}

/* One CPU opens a pending vector while another opens the function. */
scenario(vector_unmask, ROUNDS = 2, STATE = USE | MASKED | PENDING, CONTROL = ENABLED | FUNCTION_MASK)
{
	run_as("vector", unmask(0));
	run_as("function", open_function(1));
	never(!sent[0] && !sent[1], M3, "nobody sends the message: a lost interrupt");
	never(sent[0] && sent[1], M3, "both send the message: an interrupt too many");
}

/* An event while software closes the function, and then writes where the message was. */
scenario(function_mask, ROUNDS = 2)
{
	run(event(0));
	run(close_function_and_write());
	never(sent[0] >= NEW, M2, "a message is sent after software closed the function and saw nobody sending");
}

/* An event while software writes a message and opens its vector. */
scenario(unmask, ROUNDS = 2, STATE = USE | MASKED)
{
	run(event(0));
	run(write_and_unmask(1));
	never(!sent[0] && !sent[1], M3, "nobody sends the message: a lost interrupt");
	never(sent[0] && sent[1], M3, "both send the message: an interrupt too many");
	never(sent[0] == OLD || sent[0] == (OLD | NEW), M5,
	      "the device sends the message of before the vector was opened");
}

/* An event while software masks its vector, flushes and writes another message. */
scenario(flush)
{
	run(event(0));
	run(mask_and_write());
	never(sent[0] >= NEW, M7, "a message is sent after the vector was masked and the mask flushed");
}
