package dev.fencepost.stress.lesson;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The driver's way to memory that it shares with a remote processor: stores are posted to an interconnect, which
 * delivers those of one epoch in any order. Only a mandatory barrier reaches the interconnect and begins a new epoch;
 * an smp fence orders what the processors of the driver's own system see, and they are not who is asking.
 *
 * <p>The disorder is made here, by {@link #deliverSome}; it shows what the word "mandatory" is about and nothing about
 * the machine that it runs on. Loads do not pass here: the driver of the lesson makes none.
 */
public final class PostedWrites extends StoreOnlyMemory {
    private static final int ROOM = 8;

    private final SharedMemory memory;
    private final boolean mandatory;
    private final int[] offsets = new int[ROOM];
    private final int[] widths = new int[ROOM];
    private final long[] values = new long[ROOM];
    private final int[] epochs = new int[ROOM];
    private final boolean[] delivered = new boolean[ROOM];
    private int epoch;
    private boolean direct = true;

    /** How many stores were posted: what the two sides meet at. */
    private volatile int posted;

    /** Fences are mandatory barriers, or smp fences only. */
    public PostedWrites(SharedMemory memory, boolean mandatory) {
        this.memory = memory;
        this.mandatory = mandatory;
    }

    /** Stores arrive at once while a ring is set up. */
    public void direct(boolean on) {
        direct = on;
        if (on) {
            for (int i = 0; i < ROOM; i++) {
                delivered[i] = false;
            }
            epoch = 0;
            posted = 0;
        }
    }

    /** The interconnect, on the device's thread: delivers some of what was posted. */
    public void deliverSome() {
        int seen = posted;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int left = seen == 0 ? 0 : random.nextInt(seen + 1); left > 0; left--) {
            deliver(random.nextInt(seen), seen);
        }
    }

    /** The first store from {@code start} on that is of the oldest epoch. */
    private void deliver(int start, int seen) {
        int oldest = Integer.MAX_VALUE;
        for (int i = 0; i < seen; i++) {
            oldest = delivered[i] ? oldest : Math.min(oldest, epochs[i]);
        }
        for (int i = start; i < start + seen; i++) {
            int candidate = i % seen;
            if (!delivered[candidate] && epochs[candidate] == oldest) {
                delivered[candidate] = true;
                write(offsets[candidate], widths[candidate], values[candidate]);
                return;
            }
        }
    }

    private void post(int offset, int width, long value) {
        if (direct) {
            write(offset, width, value);
            return;
        }
        int at = posted;
        offsets[at] = offset;
        widths[at] = width;
        values[at] = value;
        epochs[at] = epoch;
        posted = at + 1;
    }

    private void write(int offset, int width, long value) {
        if (width == 2) {
            memory.store16(Mode.OPAQUE, offset, (int) value);
        } else if (width == 4) {
            memory.store32(Mode.OPAQUE, offset, (int) value);
        } else {
            memory.store64(Mode.OPAQUE, offset, value);
        }
    }

    @Override
    public int size() {
        return memory.size();
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        post(offset, 2, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        post(offset, 4, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        post(offset, 8, value);
    }

    @Override
    public void loadFence(Site site) {
        fence();
    }

    @Override
    public void storeFence(Site site) {
        fence();
    }

    @Override
    public void releaseFence(Site site) {
        fence();
    }

    @Override
    public void fullFence(Site site) {
        fence();
    }

    private void fence() {
        VarHandle.fullFence();
        if (mandatory) {
            epoch++;
        }
    }
}
