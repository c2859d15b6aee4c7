package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.impl.vring.SplitLayout;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Memory that somebody else writes into at any moment, also between two loads of one operation. Notices accesses
 * outside ring and window, operations that do not end, and values that one operation fetches twice.
 */
final class HostileMemory extends ArrayMemory {
    private static final int ACCESSES_PER_OPERATION = 1000;
    private static final int[] SMALL = {0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 48, 0x7fff, 0x8000, 0xffff};

    private final SplitLayout layout;
    private final int windowFrom;
    private final SplittableRandom random;
    private final Set<Integer> loaded = new HashSet<>();
    private int accesses;
    private int secondFetches;
    private int perMille;
    private long corruptions;

    HostileMemory(SplitLayout layout, int windowFrom, int size, SplittableRandom random) {
        super(size);
        this.layout = layout;
        this.windowFrom = windowFrom;
        this.random = random;
    }

    /** From now on so many loads of a thousand are preceded by a corruption. */
    void corrupt(int loadsPerMille) {
        perMille = loadsPerMille;
    }

    long corruptions() {
        return corruptions;
    }

    void beginOperation() {
        accesses = 0;
        secondFetches = 0;
        loaded.clear();
    }

    /** Loads in this operation of something that it had loaded before. */
    int secondFetches() {
        return secondFetches;
    }

    private void check(boolean store, int offset, int width) {
        if (++accesses > ACCESSES_PER_OPERATION) {
            throw new AssertionError("an operation with more than " + ACCESSES_PER_OPERATION + " accesses");
        }
        boolean inside =
                offset >= 0 && offset + width <= layout.end() || offset >= windowFrom && offset + width <= size();
        if (!inside) {
            throw new AssertionError((store ? "store" : "load") + " outside, at offset " + offset);
        }
        if (!store && !loaded.add(offset)) {
            secondFetches++;
        }
        if (!store && random.nextInt(1000) < perMille) {
            strike();
        }
    }

    /** Any byte anywhere, or a value with a meaning in a field that matters. */
    void strike() {
        corruptions++;
        if (random.nextInt(3) == 0) {
            int offset = random.nextInt(size());
            super.store16(Mode.PLAIN, Math.min(offset, size() - 2), random.nextInt(0x10000));
            return;
        }
        int value = SMALL[random.nextInt(SMALL.length)];
        int slot = random.nextInt(layout.size());
        int delta = random.nextInt(-2, 3);
        switch (random.nextInt(8)) {
            case 0 -> nudge(layout.availIdx(), delta);
            case 1 -> nudge(layout.usedIdx(), delta);
            case 2 -> super.store16(Mode.PLAIN, layout.availRing(slot), value);
            case 3 -> super.store32(Mode.PLAIN, layout.usedRing(slot), value);
            case 4 -> super.store32(Mode.PLAIN, layout.usedRing(slot) + 4, value);
            case 5 -> corruptDescriptor(layout.descriptor(slot), value);
            case 6 -> corruptDescriptor(windowFrom + 16 * random.nextInt(64), value);
            default -> super.store16(Mode.PLAIN, layout.usedEvent(), value);
        }
    }

    private void nudge(int offset, int delta) {
        super.store16(Mode.PLAIN, offset, super.load16(Mode.PLAIN, offset) + delta);
    }

    private void corruptDescriptor(int at, int value) {
        switch (random.nextInt(5)) {
            case 0 -> super.store64(Mode.PLAIN, at, windowFrom + 16L * value);
            case 1 -> super.store32(Mode.PLAIN, at + 8, value);
            case 2 -> super.store16(Mode.PLAIN, at + 12, value);
            case 3 -> super.store16(Mode.PLAIN, at + 14, value);
            default -> {
                // A table of the first entries of the window.
                super.store64(Mode.PLAIN, at, windowFrom);
                super.store32(Mode.PLAIN, at + 8, 16 * random.nextInt(5));
                super.store16(Mode.PLAIN, at + 12, 4 + random.nextInt(4));
            }
        }
    }

    @Override
    public int load16(Mode mode, int offset) {
        check(false, offset, 2);
        return super.load16(mode, offset);
    }

    @Override
    public int load32(Mode mode, int offset) {
        check(false, offset, 4);
        return super.load32(mode, offset);
    }

    @Override
    public long load64(Mode mode, int offset) {
        check(false, offset, 8);
        return super.load64(mode, offset);
    }

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        check(false, offset, 2);
        check(true, offset, 2);
        return super.compareAndExchange16(mode, offset, expected, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        check(false, offset, 4);
        check(true, offset, 4);
        return super.compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        check(false, offset, 8);
        check(true, offset, 8);
        return super.compareAndExchange64(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        check(false, offset, 2);
        check(true, offset, 2);
        return super.getAndUpdate16(mode, update, offset, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        check(false, offset, 4);
        check(true, offset, 4);
        return super.getAndUpdate32(mode, update, offset, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        check(false, offset, 8);
        check(true, offset, 8);
        return super.getAndUpdate64(mode, update, offset, operand);
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        check(true, offset, 2);
        super.store16(mode, offset, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        check(true, offset, 4);
        super.store32(mode, offset, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        check(true, offset, 8);
        super.store64(mode, offset, value);
    }
}
