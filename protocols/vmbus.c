/*
 * One ring of a VMBus channel of Hyper-V, in the order of accesses of Linux (drivers/hv/ring_buffer.c and
 * include/linux/hyperv.h; pending_send_sz as net/vmw_vsock/hyperv_transport.c sets it). A channel has two such rings,
 * one for each direction: the guest is the sender of one and the receiver of the other, and each side is held to the
 * same rules.
 *
 * Packets have one size, and indices run freely. Left out: packets over the end of the ring, monitor pages, and senders
 * that poll for room since the other side lacks feat_pending_send_sz.
 *
 * Some barriers of Linux have no site here, as nothing depends on them where the others stand: virt_mb in
 * hv_begin_read, virt_rmb between interrupt_mask and read_index in hv_signal_on_write, and virt_rmb between
 * pending_send_sz and write_index in hv_pkt_iter_close. Who waits or sleeps has looked once more behind a full barrier,
 * and what it wrote before that is seen by whoever it then did not see. Between the look for room and the packet stands
 * a branch.
 */
#include "fencepost.h"

protocol("vmbus", "VMBus ring");
bound(K, "packet", "packets", 3);
platforms("up-guest", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
players("a guest and its host share the memory of one SMP machine");
clause(VB1, "Linux drivers/hv/ring_buffer.c", "hv_ringbuffer_write, hv_pkt_iter_avail",
       "Who sees write_index sees the packets before it.");
clause(VB2, "Linux drivers/hv/ring_buffer.c", "hv_pkt_iter_close",
       "The place of a packet is free only when the packet has been read.");
clause(VB3, "Linux drivers/hv/ring_buffer.c", "comment at hv_signal_on_write",
       "A receiver that drained the ring, allowed interrupts and looked again is signalled when it is empty no more.");
clause(VB4, "Linux drivers/hv/ring_buffer.c", "comment at hv_pkt_iter_close",
       "A sender that waits for room is signalled when there is enough.");

#define sender driver
#define receiver device

parameter(N, 2);     // packets that the ring has room for
parameter(FIRST, 0); // where the free-running indices start

shared struct {
	u32 write_index, read_index, interrupt_mask, pending_send_sz;
	u32 buffer[N];
} ring = { .write_index = FIRST, .read_index = FIRST };
shared u32 channel_event, room_event; // signals to the receiver and to the sender, counted

site(HS1, MP_WRITER, VB1, "the packet it wrote", "the store to write_index",
     "the receiver sees the index before the packet", "ring.write_index");
site(HS2, SB, VB3, "the store to write_index",
     "the loads of interrupt_mask and read_index that decide whether to signal",
     "the sender finds interrupts masked while the receiver going to sleep sees no packet: lost signal",
     "ring.write_index");
site(HS3, SB, VB4, "the store to pending_send_sz", "the load of read_index that looks once more for room",
     "the sender waits for room of which the receiver, who saw nobody wait, did not tell it", "ring.read_index");
site(HR1, MP_READER, VB1, "the load of write_index", "the loads of the packet",
     "the receiver reads what was in the ring before", "ring.write_index");
site(HR2, LB, VB2, "the loads of the packet", "the store to read_index that gives its place back",
     "the sender writes the next packet where the receiver still reads this one", "ring.read_index");
site(HR3, SB, VB4, "the store to read_index", "the load of pending_send_sz that tells whether the sender waits",
     "the receiver sees nobody wait while the sender going to wait sees no room: it waits forever", "ring.read_index");
site(HR4, SB, VB3, "the store to interrupt_mask that allows interrupts",
     "the load of write_index that looks once more before sleeping",
     "the receiver sleeps on a packet of which the sender, who saw interrupts masked, did not signal it",
     "ring.write_index");

// ---- The sender: hv_ringbuffer_write, hv_signal_on_write.

sender u32 room(u32 write_index) // hv_get_bytes_to_write
{
	return N - (u32)(write_index - READ_ONCE(ring.read_index));
}

sender void write_packet(u32 i)
{
	WRITE_ONCE(ring.buffer[i % N], i + 1);
}

sender void show_packets(u32 write_index)
{
HS1:	virt_mb(); // for stores alone
	WRITE_ONCE(ring.write_index, write_index);
HS2:	virt_mb();
}

/* Only the step from an empty ring to one that is not is signalled, and not while the receiver drains it. */
sender void hv_signal_on_write(u32 i)
{
	if (READ_ONCE(ring.interrupt_mask))
		return;
	if (READ_ONCE(ring.read_index) == (u32)(FIRST + i))
		notify(channel_event, i + 1);
}

sender void send_all(void)
{
	for (u32 i = 0; i < K; i++) {
		if (i >= N && room(FIRST + i) == 0) // the branch keeps the stores of the packet back
			return;
		write_packet(i);
		show_packets(FIRST + i + 1);
		READ_ONCE(ring.interrupt_mask); // whether to signal: nobody sleeps here
	}
}

// ---- The receiver: hv_pkt_iter_first, hv_pkt_iter_close.

receiver u32 read_index = FIRST; // priv_read_index

receiver void close_packets(u32 next)
{
HR2:	virt_mb(); // Linux has virt_rmb, which in the kernel's model keeps no store behind loads
	WRITE_ONCE(ring.read_index, next);
HR3:	virt_mb();
}

receiver void receive_all(void)
{
	for (u32 i = 0; i < K; i++) {
HR1:		if (virt_load_acquire(&ring.write_index) == (u32)(FIRST + i)) // hv_pkt_iter_avail
			return;
		u32 packet = READ_ONCE(ring.buffer[i % N]);
		close_packets(FIRST + i + 1);
		READ_ONCE(ring.pending_send_sz); // whether to signal: nobody waits for room here
		never(packet != i + 1, VB1, "the receiver reads a packet that is not the current one");
	}
}

// ---- The receiver sleeps: hv_begin_read, hv_end_read. Of what stands in the ring one load is left.

receiver bool asleep = true;
receiver u32 event_taken;

receiver void vmbus_on_event(void)
{
	event_taken = woken(channel_event);
	asleep = false;
	for (int look = 0; look <= K; look++) {
		WRITE_ONCE(ring.interrupt_mask, 1);
HR1:		u32 write_index = virt_load_acquire(&ring.write_index);
		if (write_index != read_index) {
			READ_ONCE(ring.buffer[0]); // one packet stands for all
			read_index = write_index;
			close_packets(write_index);
			READ_ONCE(ring.pending_send_sz);
		}
		WRITE_ONCE(ring.interrupt_mask, 0);
HR4:		virt_mb();
		if (READ_ONCE(ring.write_index) == read_index) {
			asleep = true;
			return;
		}
	}
}

sender void send_and_signal_each(void)
{
	for (u32 i = 0; i < K; i++) {
		show_packets(FIRST + i + 1);
		hv_signal_on_write(i);
	}
}

// ---- The sender waits for room: set_channel_pending_send_size, and the decision of hv_pkt_iter_close.

enum { WANTED = 1 };

sender bool waits;

sender void fill_and_wait(void)
{
	for (u32 i = 0; i < K; i++) {
		show_packets(FIRST + i + 1);
		READ_ONCE(ring.interrupt_mask);
	}
	if (room(FIRST + K) >= WANTED)
		return;
	WRITE_ONCE(ring.pending_send_sz, WANTED);
HS3:	virt_mb();
	waits = room(FIRST + K) < WANTED;
}

/* The step from too little room to enough is signalled; it is this one's if what it has read makes the difference. */
receiver void signal_on_read(u32 next, u32 read)
{
	u32 pending = READ_ONCE(ring.pending_send_sz);

	if (!pending)
		return;
	u32 free = N - (u32)(READ_ONCE(ring.write_index) - next); // hv_get_bytes_to_write
	if (free - read >= pending || free < pending)
		return;
	WRITE_ONCE(room_event, 1);
}

receiver void receive_and_signal(void)
{
	for (int look = 0; look < K; look++) {
HR1:		u32 write_index = virt_load_acquire(&ring.write_index);
		if (write_index == read_index)
			return;
		u32 read = write_index - read_index;
		READ_ONCE(ring.buffer[0]);
		read_index = write_index;
		close_packets(read_index);
		signal_on_read(read_index, read);
	}
}

// ---- What runs with what. K packets pass.

scenario(transfer, N = max(2, K))
{
	run(send_all());
	run(receive_all());
}

/* The ring comes round, and so do the indices. */
scenario(reuse, K > 1, N = K - 1, FIRST = 0xffffffff)
{
	run(send_all());
	run(receive_all());
}

scenario(interrupt, N = K)
{
	run(send_and_signal_each());
	run(vmbus_on_event());
	never(asleep && read_index != (u32)(FIRST + K) && channel_event == event_taken, VB3,
	      "the receiver sleeps on a packet: lost signal");
}

scenario(full, N = K)
{
	run(fill_and_wait());
	run(receive_and_signal());
	never(waits && ring.read_index != FIRST && !room_event, VB4,
	      "the sender waits though there is room: lost signal");
}
