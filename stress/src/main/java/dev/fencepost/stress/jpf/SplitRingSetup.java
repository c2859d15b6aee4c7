package dev.fencepost.stress.jpf;

import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitSite;

/**
 * What {@link SplitRingHarness} runs.
 *
 * @param order how stores become visible
 * @param size queue size, 1 to 16
 * @param buffers how many pass through the ring
 * @param eventIdx whether VIRTIO_F_EVENT_IDX is negotiated
 * @param callbacks {@link #LATE}, {@link #DELAYED} or {@link #ALWAYS_ON}
 * @param journal whether {@link SplitRingHarness#main} prints every access, which takes most of its time then
 */
public record SplitRingSetup(Order order, int size, int buffers, boolean eventIdx, int callbacks, boolean journal) {
    /** The driver enables callbacks before it sleeps (D5). */
    public static final int LATE = 0;
    /** The same, for three quarters of what is in flight (D6). */
    public static final int DELAYED = 1;
    /** The driver leaves callbacks on (D4); tells something with EVENT_IDX only. */
    public static final int ALWAYS_ON = 2;

    /**
     * Reads words: {@code sc}, {@code tso} or {@code pso}; {@code late}, {@code delayed} or {@code always-on};
     * {@code event-idx}; {@code journal}; {@code drop-}<i>site</i>; {@code size-}, {@code buffers-} and
     * {@code depth-}<i>number</i>.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static SplitRingSetup of(String... words) {
        HarnessArguments arguments = new HarnessArguments(words);
        int callbacks = arguments.oneOf("late", "delayed", "always-on");
        SplitRingSetup setup = new SplitRingSetup(
                arguments.order(SplitSite.values()),
                arguments.number("size-", 2),
                arguments.number("buffers-", 2),
                arguments.has("event-idx"),
                callbacks < 0 ? LATE : callbacks,
                arguments.has("journal"));
        arguments.end();
        return setup;
    }

    SplitFeatures features() {
        return eventIdx ? SplitFeatures.none().withEventIdx() : SplitFeatures.none();
    }
}
