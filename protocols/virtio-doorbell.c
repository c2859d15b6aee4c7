/*
 * A virtio PCI driver that notifies its device: the avail index in memory, then the notification register in a BAR
 * (VIRTIO 1.3, 4.1.5.2; Linux vp_notify, which uses iowrite16). The register's write is posted: only a barrier that
 * reaches registers keeps memory before it.
 *
 * Left out: what the ring holds (split-ring.c), and whether to notify at all.
 */
#include "fencepost.h"

protocol("virtio-doorbell", "virtio PCI notification");
bound(K, "buffer", "buffers", 3);
platforms("pci-device");
players("the notification is a register of a PCI device");

shared u16 avail_idx;
mmio u16 queue_notify;

site(BD1, MP_WRITER, S6, "the store to avail.idx", "the write of the notification register",
     "the device is woken, still sees the old index and sleeps again: lost kick", "avail_idx");
site(BV1, MP_READER, S6, "the arrival of the notification", "the load of avail.idx",
     "the device goes by an index that it fetched before it was woken", "avail_idx");

driver void add_and_notify(void) // virtqueue_kick, vp_notify
{
	for (u16 i = 0; i < K; i++) {
		WRITE_ONCE(avail_idx, i + 1);
BD1:		wmb(); // part of iowrite16
		WRITE_ONCE(queue_notify, i + 1);
	}
}

device void notified(void)
{
	u16 seen = READ_ONCE(queue_notify);

	await(seen);
BV1:	rmb();
	never(READ_ONCE(avail_idx) < seen, S6, "the device is woken and does not see the buffer: lost kick");
}

scenario(notification)
{
	run(add_and_notify());
	run(notified());
}
