package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.qemu.GuestMemory;

/** A driver that makes one mistake now and then: the mutants of {@link BlockRun}. */
final class BlockMutant extends MutantDriver {
    /** The mistakes. */
    enum Mistake {
        /** A buffer comes back a second time. */
        COMES_TWICE("comes back, which is not in flight"),
        /** Two buffers come back as each other. */
        SWAPPED("comes back, which is not in flight", "ends with status 119", "differs from them", "has used length"),
        /** A length that is one too small. */
        LENGTH("has used length"),
        /** What is asked for is another request than the one that was made. */
        ANOTHER_TYPE("ends with status", "differs from them", "the device needs a reset"),
        /** No kick where the device wants one. */
        NO_KICK("for an interrupt"),
        /** The device is not told that the driver sleeps. */
        NO_CALLBACK("for an interrupt"),
        /** Nothing comes back, and nobody is to sleep either. */
        NEVER_COMES("for one of the requests in flight");

        /** One of these stands in what is said of it. */
        final String[] noticedAs;

        Mistake(String... noticedAs) {
            this.noticedAs = noticedAs;
        }
    }

    private static final int EVERY = 10;

    private final GuestMemory memory;
    private final Mistake mistake;
    private int calls;
    private int kept = NONE;

    BlockMutant(RingDriver driver, GuestMemory memory, Mistake mistake) {
        super(driver);
        this.memory = memory;
        this.mistake = mistake;
    }

    private boolean now(Mistake one) {
        return mistake == one && ++calls % EVERY == 0;
    }

    @Override
    public int get() {
        if (mistake == Mistake.NEVER_COMES) {
            return NONE;
        } else if (mistake == Mistake.COMES_TWICE && kept != NONE) {
            int again = kept;
            kept = NONE;
            return again;
        }
        int token = driver.get();
        if (token != NONE && now(Mistake.COMES_TWICE)) {
            kept = token;
        } else if (token != NONE && now(Mistake.SWAPPED)) {
            return token == 0 ? 1 : 0;
        }
        return token;
    }

    @Override
    public long gotLength() {
        return now(Mistake.LENGTH) ? driver.gotLength() - 1 : driver.gotLength();
    }

    @Override
    public boolean add(Segments segments, int token, long context) {
        boolean room = driver.add(segments, token, context);
        if (now(Mistake.ANOTHER_TYPE)) {
            // The device reads the type first, and has not been kicked.
            memory.fill(segments.offset(0), 1, BlockRequest.WRITE_ZEROES);
        }
        return room;
    }

    @Override
    public boolean needsKick() {
        return driver.needsKick() && mistake != Mistake.NO_KICK;
    }

    @Override
    public boolean enableCallbacks() {
        return mistake == Mistake.NO_CALLBACK || driver.enableCallbacks() && mistake != Mistake.NEVER_COMES;
    }

    @Override
    public boolean enableCallbacksDelayed() {
        return mistake == Mistake.NO_CALLBACK || driver.enableCallbacksDelayed() && mistake != Mistake.NEVER_COMES;
    }
}
