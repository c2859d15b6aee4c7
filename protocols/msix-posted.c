/*
 * Software and the MSI-X table of a PCI device, which it writes by posted writes (M7): they arrive in order, but some
 * time, and only a read from the same device waits for them. What software does to memory once it takes a vector for
 * masked, or its message for changed, must not be overtaken by an interrupt of before.
 *
 * The event that raises such an interrupt is one that something makes happen after software went on: the device sees
 * the store that says so. Left out: a message that is on its way when the vector is masked, which the answer to the
 * read pushes before it (of a table that software emulates, msix.c has that as the scenario flush); and the function
 * mask, since configuration writes are not posted.
 */
#include "fencepost.h"

#define software driver

protocol("msix-posted", "posted MSI-X table");
bound(K, "event", "events", 1);
platforms("pci-device");
players("software writes to the registers of a PCI device");

#define MASKED 1 // Mask bit of Vector Control
#define OLD 1
#define NEW 2

mmio struct { u32 address, data, control; } entry = { OLD, OLD, 0 };
shared u32 given_up; // what only the handler of before needed

site(F1, MP_WRITER, M7, "the write that masks the vector", "the store that gives up what its handler needs",
     "the device interrupts although its vector was masked, and the handler finds nothing", "given_up");
site(F2, MP_WRITER, M7, "the writes of another message, and of the mask bit around them",
     "the store that gives up the vector it named before", "the device interrupts by the message of before",
     "given_up");


software void mask(void) // pci_msix_mask
{
	WRITE_ONCE(entry.control, MASKED);
F1:	readl(&entry.control);
	WRITE_ONCE(given_up, 1);
}

software void write_message(void) // pci_write_msg_msix
{
	WRITE_ONCE(entry.control, MASKED);
	WRITE_ONCE(entry.address, NEW);
	WRITE_ONCE(entry.data, NEW);
	WRITE_ONCE(entry.control, 0);
F2:	readl(&entry.data);
	WRITE_ONCE(given_up, 1);
}

device u32 gone_on;

/* Something makes the event happen once software has gone on; answers whether the vector is open. */
device bool event_after(void)
{
	gone_on = woken(given_up);
	return !(READ_ONCE(entry.control) & MASKED);
}

device void send_if_open(void)
{
	never(event_after(), M7, "a message is sent after software masked the vector and went on");
}

device void send_what_it_says(void)
{
	if (!event_after())
		return;
	u32 address = READ_ONCE(entry.address);
	u32 data = READ_ONCE(entry.data);
	never(address == OLD || data == OLD, M7, "the message of before is sent after software changed it and went on");
}

scenario(posted_mask)
{
	run(mask());
	run(send_if_open());
}

scenario(posted_update)
{
	run(write_message());
	run(send_what_it_says());
}
