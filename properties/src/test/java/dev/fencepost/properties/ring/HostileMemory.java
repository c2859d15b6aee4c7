package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Memory that somebody else writes into at any moment, also between two loads of one operation. Notices accesses
 * outside ring and window, operations that do not end, and values that one operation fetches twice.
 */
public final class HostileMemory extends ArrayMemory {
    private static final int ACCESSES_PER_OPERATION = 1000;
    private static final int[] SMALL = {0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 48, 0x7fff, 0x8000, 0xffff};

    /** What is worth to be corrupted in a ring. */
    public interface Fields {
        /**
         * Writes something with a meaning into a field that matters.
         *
         * @param memory to be written by {@code put} and {@code nudge}
         * @param value one that is often right or just wrong
         */
        void strike(HostileMemory memory, SplittableRandom random, int value);
    }

    private final Fields fields;
    private final int ringEnd;
    private final int windowFrom;
    private final SplittableRandom random;
    private final Set<Integer> loaded = new HashSet<>();
    private int accesses;
    private int secondFetches;
    private int perMille;
    private long corruptions;

    public HostileMemory(Fields fields, int ringEnd, int windowFrom, int size, SplittableRandom random) {
        super(size);
        this.fields = fields;
        this.ringEnd = ringEnd;
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

    public void beginOperation() {
        accesses = 0;
        secondFetches = 0;
        loaded.clear();
    }

    /** Loads in this operation of something that it had loaded before. */
    public int secondFetches() {
        return secondFetches;
    }

    private void check(boolean store, int offset, int width) {
        if (++accesses > ACCESSES_PER_OPERATION) {
            throw new AssertionError("an operation with more than " + ACCESSES_PER_OPERATION + " accesses");
        }
        boolean inside = offset >= 0 && offset + width <= ringEnd || offset >= windowFrom && offset + width <= size();
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

    private void checkUpdate(int offset, int width) {
        check(false, offset, width);
        check(true, offset, width);
    }

    /** Any byte anywhere, or a value with a meaning in a field that matters. */
    void strike() {
        corruptions++;
        if (random.nextInt(3) == 0) {
            int offset = random.nextInt(size());
            super.store16(Mode.PLAIN, Math.min(offset, size() - 2), random.nextInt(0x10000));
            return;
        }
        fields.strike(this, random, SMALL[random.nextInt(SMALL.length)]);
    }

    /** Where buffers and tables may lie. */
    public int windowFrom() {
        return windowFrom;
    }

    /** A store of the attacker. */
    public void put(int width, int offset, long value) {
        switch (width) {
            case 2 -> super.store16(Mode.PLAIN, offset, (int) value);
            case 4 -> super.store32(Mode.PLAIN, offset, (int) value);
            default -> super.store64(Mode.PLAIN, offset, value);
        }
    }

    /** The attacker changes 16 bits by exclusive or. */
    public void flip(int offset, int bits) {
        super.store16(Mode.PLAIN, offset, super.load16(Mode.PLAIN, offset) ^ bits);
    }

    /** The attacker adds to 16 bits. */
    public void nudge(int offset, int delta) {
        super.store16(Mode.PLAIN, offset, super.load16(Mode.PLAIN, offset) + delta);
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
        checkUpdate(offset, 2);
        return super.compareAndExchange16(mode, offset, expected, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        checkUpdate(offset, 4);
        return super.compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        checkUpdate(offset, 8);
        return super.compareAndExchange64(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        checkUpdate(offset, 2);
        return super.getAndUpdate16(mode, update, offset, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        checkUpdate(offset, 4);
        return super.getAndUpdate32(mode, update, offset, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        checkUpdate(offset, 8);
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
