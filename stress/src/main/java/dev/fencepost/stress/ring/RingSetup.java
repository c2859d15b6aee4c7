package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.Site;
import dev.fencepost.stress.harness.HarnessArguments;
import dev.fencepost.stress.harness.Order;

/**
 * What a {@link RingHarness} runs.
 *
 * @param order how stores become visible
 * @param size queue size, 1 to 16
 * @param buffers how many pass through the ring
 * @param segments how many each of them has, 1 to the queue size
 * @param eventIdx whether VIRTIO_F_EVENT_IDX is negotiated
 * @param callbacks {@link #LATE}, {@link #DELAYED} or {@link #ALWAYS_ON}
 * @param journal whether the harness's {@code main} prints every access, which takes most of its time then
 */
public record RingSetup(
        Order order, int size, int buffers, int segments, boolean eventIdx, int callbacks, boolean journal) {
    /** The driver enables callbacks before it sleeps (D5, PD6). */
    public static final int LATE = 0;
    /** The same, for three quarters of what is in flight (D6, PD6). */
    public static final int DELAYED = 1;
    /** The driver leaves callbacks on (D4, PD4); tells something with EVENT_IDX only. */
    public static final int ALWAYS_ON = 2;

    /**
     * Reads words: {@code sc}, {@code tso} or {@code pso}; {@code late}, {@code delayed} or {@code always-on};
     * {@code event-idx}; {@code journal}; {@code drop-}<i>site</i>; {@code size-}, {@code buffers-}, {@code segments-}
     * and {@code depth-}<i>number</i>.
     *
     * @param sites those of the ring
     * @throws IllegalArgumentException for any other word
     */
    public static RingSetup of(Site[] sites, String... words) {
        HarnessArguments arguments = new HarnessArguments(words);
        int callbacks = arguments.oneOf("late", "delayed", "always-on");
        RingSetup setup = new RingSetup(
                arguments.order(sites),
                arguments.number("size-", 2),
                arguments.number("buffers-", 2),
                arguments.number("segments-", 1),
                arguments.has("event-idx"),
                callbacks < 0 ? LATE : callbacks,
                arguments.has("journal"));
        arguments.end();
        return setup;
    }

    /** Buffers that the ring has room for at a time. */
    int most() {
        return size / segments;
    }
}
