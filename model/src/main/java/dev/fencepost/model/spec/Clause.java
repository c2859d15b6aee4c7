package dev.fencepost.model.spec;

import java.util.Objects;

/**
 * A rule that a virtqueue, or the kernel below it, must obey. Code, tests and messages cite the constant; the section
 * is where the standard demands it. The split virtqueue is section 2.7 and the packed one 2.8 from VIRTIO 1.2 on.
 */
public enum Clause implements Rule {
    /** Index arithmetic of the split ring. */
    S1(
            Document.VIRTIO_1_3,
            "2.7.6 The Virtqueue Available Ring",
            "The indices run free modulo 2^16, never go back, and are never more than the queue size apart."),
    /** Ownership of descriptors. */
    S2(
            Document.VIRTIO_1_3,
            "2.7.5 The Virtqueue Descriptor Table",
            "A descriptor is either free or in exactly one chain in flight, by the driver's private count."),
    /** Publication, in both directions. */
    S3(
            Document.VIRTIO_1_3,
            "2.7.13.3.1 Driver Requirements: Updating idx",
            "Whoever sees an index sees the ring entries, descriptors and payload that it publishes, and "
                    + "nothing newer."),
    /** Completion. */
    S4(
            Document.VIRTIO_1_3,
            "2.7.8 The Virtqueue Used Ring",
            "A used element names the head of a chain in flight, once, with the length written before the "
                    + "index moves."),
    /** Well-formed chains. */
    S5(
            Document.VIRTIO_1_3,
            "2.7.5.3 Indirect Descriptors",
            "A chain is acyclic, no longer than the queue size, readable part first, and never nests indirect tables."),
    /** No lost wakeup. */
    S6(
            Document.VIRTIO_1_3,
            "2.7.7 Used Buffer and 2.7.10 Available Buffer Notification Suppression",
            "A side asleep with notifications enabled has no work, or a notification to it is in flight."),
    /** Which suppression field counts. */
    S7(
            Document.VIRTIO_1_3,
            "2.7.7 Used Buffer Notification Suppression",
            "With EVENT_IDX the event fields decide and the flags are 0; without it the flags decide."),
    /** Single fetch. */
    S8(
            Document.FENCEPOST,
            "split ring",
            "A value fetched from shared memory is fetched once: what was validated is what is used."),
    /** In-order completion. */
    S9(
            Document.VIRTIO_1_3,
            "2.7.9 In-order use of descriptors",
            "With IN_ORDER buffers are used in ring order, and one used element may close a batch."),
    /** Packed descriptor flags. */
    P1(
            Document.VIRTIO_1_3,
            "2.8.1 Driver and Device Ring Wrap Counters",
            "A descriptor is available where AVAIL equals the wrap counter and USED does not; used where both "
                    + "equal it."),
    /** One value. */
    P2(
            Document.VIRTIO_1_3,
            "2.8.1 Driver and Device Ring Wrap Counters",
            "A position in a packed ring is index and wrap counter together, and is read and written as one value."),
    /** Head last. */
    P3(
            Document.VIRTIO_1_3,
            "2.8.6 Next Flag: Descriptor Chaining",
            "A list becomes available by its head's flags, written last; its wrap bit toggles past the last slot."),
    /** Skipping. */
    P4(
            Document.VIRTIO_1_3,
            "2.8.2 Polling of available and used descriptors",
            "Each side polls one slot, the next; a used list skips as many slots as it had descriptors."),
    /** Event suppression structure. */
    P5(
            Document.VIRTIO_1_3,
            "2.8.14 Event Suppression Structure Format",
            "An event position is offset and wrap counter; it is compared after bringing both to one lap."),
    /** Ownership of a slot. */
    P6(
            Document.VIRTIO_1_3,
            "2.8.2 Polling of available and used descriptors",
            "The driver leaves a slot alone once it is available, the device once it is used."),
    /** Indirect tables. */
    P7(
            Document.VIRTIO_1_3,
            "2.8.7 Indirect Flag: Scatter-Gather Support",
            "In an indirect table of a packed ring the entries are sequential and only WRITE has a meaning."),
    /** Use bits. */
    G1(
            Document.XEN_GRANT_TABLE,
            "Grant table entry: reading and writing",
            "A grant in use says so in its entry: reading while anything pins it, writing while a pin may write."),
    /** Revocation. */
    G2(
            Document.XEN_GRANT_TABLE,
            "Invalidating an unused GTF_permit_access entry",
            "Once the use bits are seen clear, no page table, TLB or IOMMU entry leads to the frame any more."),
    /** Pin accounting. */
    G3(
            Document.XEN_GRANT_TABLE,
            "GNTTABOP_unmap_grant_ref",
            "Pins are exactly the live mappings and copies; a handle and each reference under it are given up once."),
    /** Latched grants. */
    G4(
            Document.XEN_GRANT_TABLE,
            "GNTTABOP_map_grant_ref",
            "A pinned grant keeps domain, frame and range as they were published when it was pinned, whatever the "
                    + "guest writes; a completed transfer names its frame."),
    /** Failure. */
    G5(
            Document.XEN_GRANT_TABLE,
            "GNTST_* Values for error status returns",
            "A failed operation leaves pins, use bits, mappings and handle as they were, and its status is 0 or "
                    + "negative."),
    /** Handle table. */
    G6(
            Document.FENCEPOST,
            "grant table: maptrack",
            "A new page of handles is visible before the limit that admits it, and a free list is never corrupted."),
    /** IOMMU permission. */
    G7(
            Document.FENCEPOST,
            "grant table: IOMMU",
            "What a device may do to a frame is the most that any live mapping of it allows, and no more."),
    /** Lock order. */
    G8(
            Document.FENCEPOST,
            "grant table: locks",
            "Locks are taken table before entry before free list, and two entries only with the table held for "
                    + "writing."),
    /** Version change. */
    G9(
            Document.XEN_GRANT_TABLE,
            "GNTTABOP_set_version",
            "Changing the version strands no operation in flight and no status frame that is still mapped."),
    /** One mapping. */
    B1(
            Document.XEN_BLKIF,
            "feature-persistent",
            "A grant reference has one live mapping at most, and stands in one segment in flight at most."),
    /** Active grants. */
    B2(
            Document.XEN_BLKIF,
            "feature-persistent",
            "A persistent grant in use is counted as such, and neither purged nor unmapped."),
    /** Limit. */
    B3(
            Document.XEN_BLKIF,
            "feature-max-persistent / feature-persistent",
            "No more grants persist than the limit, and a mapping beyond it ends with its request."),
    /** Agreement. */
    B4(
            Document.XEN_BLKIF,
            "feature-persistent",
            "Whether grants persist is settled when the two connect; without it a grant is unmapped before its "
                    + "response."),
    /** Disconnect. */
    B5(
            Document.XEN_BLKIF,
            "feature-persistent",
            "After a disconnect no mapping, pin or handle is left, and each was given up once."),
    /** No leak. */
    B6(
            Document.FENCEPOST,
            "persistent grants: contents",
            "Beyond what a request asked for, no byte of an earlier use becomes visible to the peer."),
    /** Single fetch. */
    B7(
            Document.FENCEPOST,
            "persistent grants: request",
            "A field of a request is fetched from the ring once: what was validated is what is used."),
    /** Cost. */
    B8(
            Document.FENCEPOST,
            "persistent grants: cost",
            "Steady persistent traffic unmaps and flushes nothing; one-shot traffic flushes at least once a batch."),
    /** Effective mask. */
    M1(
            Document.PCI_3_0,
            "6.8.3.5 Per-vector Masking and Function Masking",
            "A vector is masked by itself, by its function, or by a disabled capability; after reset each vector "
                    + "is masked."),
    /** Event. */
    M2(
            Document.PCI_3_0,
            "6.8.3.4 Sending Messages",
            "An event sends one message at once if its vector is not masked, and sets its pending bit if it is."),
    /** Unmasking. */
    M3(
            Document.PCI_3_0,
            "6.8.3.5 Per-vector Masking and Function Masking",
            "When the effective mask falls with the bit pending, the bit is cleared and exactly one message is "
                    + "sent."),
    /** Pending bits. */
    M4(
            Document.PCI_3_0,
            "6.8.2.10 Pending Bits for MSI-X PBA Entries",
            "A pending bit goes when its cause goes or its vector is released, and software cannot write it."),
    /** Changing a message. */
    M5(
            Document.PCI_3_0,
            "6.8.3.5 Per-vector Masking and Function Masking",
            "Address and data change while the vector is masked, and no message mixes old and new ones."),
    /** Width. */
    M6(
            Document.PCI_3_0,
            "6.8.2 MSI-X Capability and Table Structures",
            "The table is accessed by aligned dwords and qwords only, and a qword counts as its two dwords."),
    /** Posted mask. */
    M7(
            Document.PCI_3_0,
            "6.8.3.6 Hardware/Software Synchronization",
            "A mask holds for certain only after a read from the same device has come back."),
    /** Two masters. */
    M8(
            Document.FENCEPOST,
            "MSI-X: shadow",
            "A vector is masked while host or guest wants it; the guest reads its own view, the shadow is what "
                    + "was accepted."),
    /** Decoding. */
    M9(
            Document.PCI_3_0,
            "6.2.2 Device Control",
            "The table is touched only while the function decodes memory, and the capability is on before it is "
                    + "programmed."),
    /** Where table and PBA lie. */
    M10(
            Document.PCI_3_0,
            "6.8.2.4 Table Offset and BIR, 6.8.2.5 PBA Offset and BIR",
            "Table and PBA lie in memory that BARs 0 to 5 give, at multiples of 8, each wholly, and apart from each "
                    + "other."),
    /** Message Control. */
    M11(
            Document.PCI_3_0,
            "6.8.2.3 Message Control for MSI-X",
            "Of the capability software changes MSI-X Enable and Function Mask alone, both at once, by a write of "
                    + "whatever width that covers them."),
    /** The lock by default. */
    Q1(
            Document.FENCEPOST,
            "dispatch: big lock",
            "A callback runs under the big lock, taken once if it is not held and released after the access."),
    /** Opting out. */
    Q2(
            Document.FENCEPOST,
            "dispatch: lockless regions",
            "A region that opts out is called without the big lock and brings its own locking."),
    /** Topology. */
    Q3(
            Document.FENCEPOST,
            "dispatch: flat view",
            "A reader of the topology keeps what it found until it is done, and the old one is freed after the "
                    + "last reader."),
    /** Lifetime. */
    Q4(
            Document.FENCEPOST,
            "dispatch: owners",
            "The owner of a region outlives every callback into it and every mapping of it."),
    /** Re-entrancy. */
    Q5(
            Document.FENCEPOST,
            "dispatch: guard",
            "A guarded device is not entered from its own access, and only who set the guard clears it."),
    /** Lock order. */
    Q6(
            Document.FENCEPOST,
            "dispatch: lock order",
            "Locks are taken in one order, and none of a device is held across DMA or the raising of an interrupt."),
    /** Coalesced writes. */
    Q7(
            Document.FENCEPOST,
            "dispatch: coalesced MMIO",
            "Coalesced writes take effect in order, and before any later access that is dispatched."),
    /** Kicks. */
    Q8(
            Document.FENCEPOST,
            "dispatch: ioeventfd",
            "A kick is handled by exactly one path, and none is lost while paths are handed over."),
    /** Unplug. */
    Q9(
            Document.FENCEPOST,
            "dispatch: unplug",
            "An unplugged device is hidden, stopped and out of the topology before it is freed, and the guest "
                    + "hears last."),
    /** Who needs stronger barriers. */
    ORDER_PLATFORM(
            Document.VIRTIO_1_3,
            "6 Reserved Feature Bits",
            "Without VIRTIO_F_ORDER_PLATFORM both sides may assume that they run on identical processors of "
                    + "one SMP system."),
    /** What the smp_* family is for. */
    SMP_BARRIERS(
            Document.LINUX_BARRIERS,
            "CPU MEMORY BARRIERS",
            "smp_* barriers order memory among the processors of one SMP system and are compiler barriers on "
                    + "a UP build."),
    /** What the virt_* family is for. */
    VIRT_BARRIERS(
            Document.LINUX_BARRIERS,
            "VIRTUAL MACHINE GUESTS",
            "virt_* barriers are the smp_* barriers of an SMP build in every build, for guests of an SMP host."),
    /** What the dma_* family is for. */
    DMA_BARRIERS(
            Document.LINUX_BARRIERS,
            "CPU MEMORY BARRIERS",
            "dma_* barriers order consistent memory between a processor and a DMA-capable device, and no MMIO."),
    /** What the mandatory barriers are for. */
    MANDATORY_BARRIERS(
            Document.LINUX_BARRIERS,
            "CPU MEMORY BARRIERS",
            "Mandatory barriers order everything in every build, device and write-combining memory included.");

    private final Document document;
    private final String section;
    private final String sentence;

    Clause(Document document, String section, String sentence) {
        this.document = Objects.requireNonNull(document);
        this.section = section;
        this.sentence = sentence;
    }

    /** The document that demands it. */
    public Document document() {
        return document;
    }

    /** The section of that document, by number and title where it has numbers. */
    public String section() {
        return section;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public String citation() {
        return document.title() + ", " + section;
    }
}
