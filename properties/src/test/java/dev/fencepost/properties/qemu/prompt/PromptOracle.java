package dev.fencepost.properties.qemu.prompt;

import dev.fencepost.properties.qemu.block.BlockPlan;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a driver and a prompt device owe each other: who is waited for, and when there is an interrupt. It counts for
 * ever, in longs, and knows neither rings nor their indices. A slot is what an event position counts: a buffer of a
 * split ring, a descriptor of a packed one.
 */
final class PromptOracle {
    /**
     * How far a split driver puts an event that it does not want, and after how many the same event is passed again.
     */
    private static final int FARTHEST = 1 << 15;

    private static final int ROUND = 1 << 16;

    private final BlockPlan plan;
    /** Slots of each buffer: staged or shown, and used but not taken. */
    private final Deque<Integer> staged = new ArrayDeque<>();

    private final Deque<Integer> shown = new ArrayDeque<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private long published;
    private long used;
    private long taken;

    /** Whether the driver wants interrupts at all, and if so, whether only when the event is passed. */
    private boolean on = true;

    private boolean byEvent;
    private long event;
    private boolean first = true;
    private boolean mayInterrupt;
    private boolean mustInterrupt;

    PromptOracle(BlockPlan plan) {
        this.plan = plan;
        // The event index of a split ring counts from the start; a packed ring starts by flags.
        byEvent = plan.eventIdx() && !plan.packed();
    }

    void stage(int slots) {
        staged.add(slots);
    }

    /** Whether anything was staged. */
    boolean publish() {
        boolean any = !staged.isEmpty();
        for (int slots : staged) {
            published += slots;
        }
        shown.addAll(staged);
        staged.clear();
        return any;
    }

    int outstanding() {
        return staged.size() + shown.size() + waiting.size();
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** All that is shown gets used. */
    void kick() {
        for (int slots : shown) {
            interrupt(slots);
            used += slots;
            waiting.add(slots);
        }
        shown.clear();
    }

    /** Each buffer is decided about by itself. */
    private void interrupt(int slots) {
        boolean must = byEvent ? passes(slots) : on;
        // QEMU's first decision after a reset has nothing to compare with; and where a packed ring begins anew, it
        // takes an event that was passed long ago for one that is passed now. Both are allowed: it is a hint (P5).
        boolean lap = plan.packed() && byEvent && used / plan.size() != (used + slots) / plan.size();
        boolean unknown = first && plan.eventIdx() && byEvent;
        mustInterrupt |= must && !unknown;
        mayInterrupt |= must || lap || unknown;
        first = false;
    }

    private boolean passes(int slots) {
        return plan.packed() ? event >= used && event < used + slots : Math.floorMod(used - event, (long) ROUND) == 0;
    }

    /** Whether there may, or must, have been an interrupt since this was last asked. */
    boolean isRight(boolean interrupted) {
        boolean right = interrupted ? mayInterrupt : !mustInterrupt;
        mayInterrupt = false;
        mustInterrupt = false;
        return right;
    }

    void take() {
        taken += waiting.remove();
        if (on && byEvent) {
            event = taken;
        }
    }

    void disable() {
        on = false;
        if (plan.packed()) {
            byEvent = false;
        } else {
            event = taken + FARTHEST;
        }
    }

    /** Whether the driver may sleep. */
    boolean enable() {
        return enable(0);
    }

    private boolean enable(long ahead) {
        on = true;
        byEvent = plan.eventIdx();
        event = taken + ahead;
        return waiting.isEmpty();
    }

    /** The same; only a split ring can tell how many are waiting. */
    boolean enableDelayed() {
        long ahead = (published - taken) * 3 / 4;
        boolean none = enable(ahead);
        return plan.packed() ? none : used - taken <= ahead;
    }
}
