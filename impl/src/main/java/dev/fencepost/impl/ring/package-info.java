/**
 * The virtqueues of VIRTIO 1.3, split (section 2.7) and packed (section 2.8), on
 * {@link dev.fencepost.impl.memory.SharedMemory}: {@link dev.fencepost.impl.ring.split.SplitDriver} and
 * {@link dev.fencepost.impl.ring.split.SplitDevice}, {@link dev.fencepost.impl.ring.packed.PackedDriver} and
 * {@link dev.fencepost.impl.ring.packed.PackedDevice}.
 *
 * <p>A buffer's life: the driver {@linkplain dev.fencepost.impl.ring.RingDriver#add adds} it, asks whether the device
 * {@linkplain dev.fencepost.impl.ring.RingDriver#needsKick needs a kick}; the device
 * {@linkplain dev.fencepost.impl.ring.RingDevice#take takes} it, reads and writes it where it lies,
 * {@linkplain dev.fencepost.impl.ring.RingDevice#use uses} it, asks whether the driver
 * {@linkplain dev.fencepost.impl.ring.RingDevice#needsInterrupt needs an interrupt}; the driver
 * {@linkplain dev.fencepost.impl.ring.RingDriver#get gets} it back. How a kick or an interrupt travels is the caller's
 * business.
 *
 * <p>What a caller may ask for: a number that names nothing, such as a descriptor outside the table, a buffer that is
 * not taken or a position that the ring does not have, is refused by {@link java.lang.IllegalArgumentException}, an
 * index of {@link dev.fencepost.impl.ring.Segments} as by any list, and what may not be done now by
 * {@link java.lang.IllegalStateException}; each before anything has changed, in shared memory or out of it.
 *
 * <p>Taking over a ring in use: a device that holds nothing hands its
 * {@linkplain dev.fencepost.impl.ring.RingDevice#base base} to one that
 * {@linkplain dev.fencepost.impl.ring.RingDevice#resume resumes}; one that may die at any moment keeps an
 * {@link dev.fencepost.impl.ring.InflightLog}, from which the next one
 * {@linkplain dev.fencepost.impl.ring.RingDevice#recover recovers}; a driver is
 * {@linkplain dev.fencepost.impl.ring.RingDriver#save saved} and resumed. Whoever takes over asks at once whether its
 * peer is to be told of what happened before (S6).
 *
 * <p>Each side belongs to one thread at a time. Neither allocates, locks or waits in the life of a buffer, and neither
 * trusts the other: what a peer may do wrong is {@link dev.fencepost.impl.ring.RingFault}. Rules are cited as S1 to S9:
 * S1 index arithmetic, S2 ownership of descriptors, S3 publication, S4 completion, S5 well-formed chains, S6 no lost
 * wakeup, S7 which suppression field counts, S8 single fetch, S9 in-order completion; and for the packed ring P1 to P7:
 * P1 availability bits, P2 offset and wrap counter as one value, P3 head flags last, P4 used descriptors in ring order,
 * P5 event positions, P6 ownership of slots, P7 indirect tables.
 */
package dev.fencepost.impl.ring;
