package dev.fencepost.properties.vring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a split virtqueue is to its callers: queues of tokens, counters that never wrap, and the question who asked to
 * be told. Knows nothing of memory.
 */
final class SplitOracle {
    /** A buffer from {@link #add} to {@link #get}. */
    static final class Buffer {
        final int token;
        final int descriptors;
        final long writable;
        int head = -1;
        long length;

        Buffer(int token, int descriptors, long writable) {
            this.token = token;
            this.descriptors = descriptors;
            this.writable = writable;
        }
    }

    private final SplitSetup setup;
    final Deque<Buffer> stagedAvail = new ArrayDeque<>();
    final Deque<Buffer> available = new ArrayDeque<>();
    final List<Buffer> taken = new ArrayList<>();
    final Deque<Buffer> stagedUsed = new ArrayDeque<>();
    final Deque<Buffer> used = new ArrayDeque<>();
    private int free;

    /** How many ever were; the indices are these, from the first one, modulo 2^16. */
    long published;

    long takenCount;
    long usedCount;
    long gotCount;

    private long decidedKick;
    private long decidedInterrupt;
    /** With EVENT_IDX the count that was asked for; without, whether at all. */
    private long kickEvent;

    private long interruptEvent;
    private boolean kicks = true;
    private boolean callbacks = true;

    SplitOracle(SplitSetup setup) {
        this.setup = setup;
        free = setup.size();
    }

    int free() {
        return free;
    }

    void stage(Buffer buffer) {
        free -= buffer.descriptors;
        stagedAvail.add(buffer);
    }

    void publish() {
        published += stagedAvail.size();
        available.addAll(stagedAvail);
        stagedAvail.clear();
    }

    boolean needsKick() {
        boolean told = setup.eventIdx() ? asked(kickEvent, decidedKick, published) : kicks && published != decidedKick;
        decidedKick = published;
        return told;
    }

    boolean needsInterrupt() {
        boolean told = setup.eventIdx()
                ? asked(interruptEvent, decidedInterrupt, usedCount)
                : callbacks && usedCount != decidedInterrupt;
        decidedInterrupt = usedCount;
        return told;
    }

    /**
     * Whether moving from {@code before} to {@code now} passes {@code event}, counts that differ from it by 2^16
     * included.
     */
    private static boolean asked(long event, long before, long now) {
        for (long count = before; count < now; count++) {
            if ((count - event & 0xffff) == 0) {
                return true;
            }
        }
        return false;
    }

    Buffer take() {
        Buffer buffer = available.poll();
        if (buffer != null) {
            taken.add(buffer);
            takenCount++;
        }
        return buffer;
    }

    void stageUsed(Buffer buffer, long length) {
        taken.remove(buffer);
        buffer.length = length;
        stagedUsed.add(buffer);
    }

    void publishUsed() {
        usedCount += stagedUsed.size();
        used.addAll(stagedUsed);
        stagedUsed.clear();
    }

    Buffer get() {
        Buffer buffer = used.poll();
        if (buffer != null) {
            free += buffer.descriptors;
            gotCount++;
            if (callbacks && setup.eventIdx()) {
                interruptEvent = gotCount;
            }
        }
        return buffer;
    }

    void disableCallbacks() {
        callbacks = false;
    }

    boolean enableCallbacks() {
        callbacks = true;
        interruptEvent = gotCount;
        return used.isEmpty();
    }

    boolean enableDelayed() {
        long ahead = (published - gotCount) * 3 / 4;
        callbacks = true;
        interruptEvent = gotCount + ahead;
        return used.size() <= ahead;
    }

    void disableKicks() {
        kicks = false;
    }

    boolean enableKicks() {
        kicks = true;
        kickEvent = takenCount;
        return available.isEmpty();
    }

    /** Every buffer is in one place (S2), and nothing is further ahead than the queue is long (S1). */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        counts.put(
                "outstanding",
                (long) stagedAvail.size() + available.size() + taken.size() + stagedUsed.size() + used.size());
        counts.put("ahead", published - gotCount);
        return counts;
    }
}
