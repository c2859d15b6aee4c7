package dev.fencepost.model.spec;

import java.util.Objects;

/**
 * A rule that a virtqueue, or the kernel below it, must obey. Code, tests and messages cite the constant; the section
 * is where the standard demands it. The split virtqueue is section 2.7 and the packed one 2.8 from VIRTIO 1.2 on.
 */
public enum Clause {
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

    /** The rule in one sentence. */
    public String sentence() {
        return sentence;
    }

    /** Document and section, as messages cite them. */
    public String citation() {
        return document.title() + ", " + section;
    }

    /** Where rules come from. */
    public enum Document {
        /** OASIS Virtual I/O Device. */
        VIRTIO_1_3("VIRTIO", "1.3"),
        /** {@code Documentation/memory-barriers.txt} of the Linux kernel. */
        LINUX_BARRIERS("Linux memory-barriers.txt", "6.12"),
        /** Rules that no standard spells out. */
        FENCEPOST("Fencepost", "0.1");

        private final String name;
        private final String version;

        Document(String name, String version) {
            this.name = name;
            this.version = version;
        }

        /** The version that the sections refer to. */
        public String version() {
            return version;
        }

        /** Name and version. */
        public String title() {
            return name + " " + version;
        }
    }
}
