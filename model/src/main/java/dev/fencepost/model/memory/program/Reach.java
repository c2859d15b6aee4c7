package dev.fencepost.model.memory.program;

/**
 * How far out an ordering holds: among which agents. Domains are nested, so a wider reach includes the narrower ones.
 * Only the levels that a platform separates by a weak boundary make a difference (Fencepost's own extension).
 */
public enum Reach {
    /** Among the processors of one coherent SMP system (Arm: inner shareable). */
    INNER,
    /** Also toward coherent DMA masters around it (Arm: outer shareable). */
    OUTER,
    /** Toward everything, including remote processors and MMIO. */
    SYSTEM,
    /** Into the registers of a device, past whatever posts writes to them. */
    DEVICE
}
