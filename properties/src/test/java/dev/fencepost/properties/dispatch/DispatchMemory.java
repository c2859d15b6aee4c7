package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.spec.Clause;

/**
 * The memory of a dispatcher with a dense layout, in front of which something may happen before any access. A variant
 * is a bug: memory that does not do what it is told.
 */
public class DispatchMemory extends ArrayMemory {
    /** Bytes between what stands on lines of its own. */
    private static final int LINE = 40;

    private final int threads;
    private final int devices;
    private Runnable before = () -> {};
    private int accesses;

    /** For a dispatcher of so many threads and devices. */
    public DispatchMemory(int size, int threads, int devices) {
        super(size);
        this.threads = threads;
        this.devices = devices;
    }

    /** What happens before each access from now on. */
    final void before(Runnable what) {
        before = what;
    }

    /** How many there were. */
    final int accesses() {
        return accesses;
    }

    /** Whether the I/O thread says there that it sleeps. */
    protected static boolean isAsleep(int offset) {
        return offset == 2 * LINE;
    }

    /** Which word of a device stands there, of {@link Word}; null if it is none. */
    protected final Word word(int offset) {
        int device = offset / LINE - 4 - threads;
        boolean known = device >= 0 && device < devices && offset % LINE < 4 * Word.values().length;
        return known ? Word.values()[offset % LINE / 4] : null;
    }

    /** Whether a reader announces its epoch there. */
    protected final boolean isReader(int offset) {
        return offset >= 4 * LINE && offset < (4 + threads) * LINE;
    }

    /** What a device has, in the order in which it stands. */
    public enum Word {
        /** Of its owner. */
        REFERENCES,
        /** The last reference is gone. */
        RETIRED,
        /** Not unplugged. */
        REALIZED,
        /** In a guarded callback. */
        ENGAGED,
        /** Its queue is the I/O thread's. */
        STARTED,
        /** The I/O thread looks at its doorbell. */
        ATTACHED,
        /** Its doorbell rang. */
        KICKED
    }

    private void access() {
        accesses++;
        before.run();
    }

    @Override
    public int load32(Mode mode, int offset) {
        access();
        return super.load32(mode, offset);
    }

    @Override
    public long load64(Mode mode, int offset) {
        access();
        return super.load64(mode, offset);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        access();
        super.store32(mode, offset, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        access();
        super.store64(mode, offset, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        access();
        return super.compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        access();
        int found = super.getAndUpdate32(mode, update, offset, operand);
        if (word(offset) == Word.REFERENCES && update.apply(found, operand) < 0) {
            throw new DispatchStage.Broken(Clause.Q4, "a reference is dropped that nobody has");
        }
        return found;
    }
}
