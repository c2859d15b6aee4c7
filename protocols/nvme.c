/*
 * One queue pair of NVM Express over PCIe, in the order of accesses of Linux's drivers/nvme/host/pci.c: a submission
 * entry in host memory and the tail doorbell in the controller, a completion entry with a phase tag. NVM Express Base
 * 2.0, 3.3.1.
 *
 * Left out: the completion head doorbell, which only says that entries are free; interrupts; a controller memory
 * buffer.
 */
#include "fencepost.h"

protocol("nvme", "NVMe queue pair");
bound(K, "command", "commands", 3);
platforms("pci-device");
players("the doorbell is a register of a PCI device");
clause(N1, "NVM Express Base 2.0", "3.3.1.2.1 Submission Queue Tail Doorbell",
       "A controller that sees the tail sees the entries before it, and the data that they point to.");
clause(N2, "NVM Express Base 2.0", "4.2.4 Phase Tag",
       "A host that sees a new phase tag sees the entry and the data of that completion.");

shared struct { u16 cid; u32 *prp; } sqe[K];
shared struct { u16 cid, status; } cqe[K]; // status: the phase tag in bit 0
shared u32 out[K], in[K];                  // data to and from the controller
mmio u32 sq_tail;

site(NH1, MP_WRITER, N1, "the submission entry and the data that it points to", "the write of the tail doorbell",
     "the controller fetches a stale entry or stale data", "sq_tail");
site(NH2, MP_READER, N2, "the load of the phase tag", "the loads of the rest of the completion entry and of the data",
     "the host takes another command for done, or stale data", "");
site(NC1, MP_WRITER, N2, "the data and the completion entry", "the store to the word with the phase tag",
     "the host sees the tag before the entry", "");
site(NC2, MP_READER, N1, "the load of the tail", "the fetch of the entry and of the data",
     "the controller goes by what was there before", "sq_tail");

driver void submit(u16 i) // nvme_sq_copy_cmd, nvme_write_sq_db
{
	WRITE_ONCE(out[i], i + 1);
	WRITE_ONCE(sqe[i].prp, &out[i]);
	WRITE_ONCE(sqe[i].cid, i + 1);
NH1:	wmb(); // part of writel
	WRITE_ONCE(sq_tail, i + 1);
}

driver void complete(u16 i) // nvme_cqe_pending, nvme_handle_cqe
{
	await(READ_ONCE(cqe[i].status) & 1);
NH2:	rmb();
	u16 cid = READ_ONCE(cqe[i].cid);
	u32 data = READ_ONCE(in[i]);
	never(cid != i + 1, N2, "the host completes another command");
	never(data != i + 1, N2, "the host reads stale data");
}

driver void host(void)
{
	for (u16 i = 0; i < K; i++)
		submit(i);
	for (u16 i = 0; i < K; i++)
		complete(i);
}

device void controller(void)
{
	for (u16 i = 0; i < K; i++) {
		await(READ_ONCE(sq_tail) > i);
NC2:		rmb();
		u16 cid = READ_ONCE(sqe[i].cid);
		u32 *prp = READ_ONCE(sqe[i].prp);
		never(cid != i + 1 || prp != &out[i], N1, "the controller fetches a stale entry");
		await(prp == &out[i]);
		u32 data = READ_ONCE(*prp);
		never(data != i + 1, N1, "the controller fetches stale data");
		WRITE_ONCE(in[i], data);
		WRITE_ONCE(cqe[i].cid, cid);
NC1:		wmb();
		WRITE_ONCE(cqe[i].status, 1);
	}
}

scenario(commands)
{
	run(host());
	run(controller());
}
