package dev.fencepost.impl.memory;

/**
 * Which fences a queue has at its barrier sites. Chosen when its memory is made.
 *
 * <p><b>What Java cannot say.</b> The Java memory model knows threads and nothing else.
 * {@link java.lang.invoke.VarHandle#fullFence} and its smaller sisters correspond to the smp barriers of Linux: they
 * order accesses among the processors of one coherent system. There is no Java counterpart to the dma barriers (toward
 * coherent DMA masters) nor to the mandatory ones (toward everything, device memory included), and no policy here
 * pretends otherwise: {@link #PLATFORM} is the most that a JVM can be asked for, which is not the same thing.
 */
public enum BarrierPolicy {
    /**
     * Both sides run on processors of one SMP system: each site has the smallest fence that its accesses need. What
     * Linux does with {@code weak_barriers}, and what VIRTIO allows without VIRTIO_F_ORDER_PLATFORM.
     */
    WEAK,
    /**
     * A full fence at every site, as a stand-in for the mandatory barriers in order and cost. On x86 and cacheable
     * memory that is as strong as mb; on arm64 it is {@code dmb ish}, weaker than {@code dsb}.
     */
    PLATFORM
}
