/**
 * The split virtqueue of VIRTIO 1.3 section 2.7: {@link dev.fencepost.impl.vring.SplitDriver} and
 * {@link dev.fencepost.impl.vring.SplitDevice} on {@link dev.fencepost.impl.memory.SharedMemory}.
 *
 * <p>A buffer's life: the driver {@linkplain dev.fencepost.impl.vring.SplitDriver#add adds} it, asks whether the device
 * {@linkplain dev.fencepost.impl.vring.SplitDriver#needsKick needs a kick}; the device
 * {@linkplain dev.fencepost.impl.vring.SplitDevice#take takes} it, reads and writes it where it lies,
 * {@linkplain dev.fencepost.impl.vring.SplitDevice#use uses} it, asks whether the driver
 * {@linkplain dev.fencepost.impl.vring.SplitDevice#needsInterrupt needs an interrupt}; the driver
 * {@linkplain dev.fencepost.impl.vring.SplitDriver#get gets} it back. How a kick or an interrupt travels is the
 * caller's business.
 *
 * <p>Each side belongs to one thread at a time. Neither allocates, locks or waits in any of this, and neither trusts
 * the other: what a peer may do wrong is {@link dev.fencepost.impl.vring.RingFault}. Rules are cited as S1 to S9: S1
 * index arithmetic, S2 ownership of descriptors, S3 publication, S4 completion, S5 well-formed chains, S6 no lost
 * wakeup, S7 which suppression field counts, S8 single fetch, S9 in-order completion.
 */
package dev.fencepost.impl.vring;
