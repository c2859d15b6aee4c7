package dev.fencepost.stress.jpf;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;

/**
 * Memory in a plain array behind one store buffer a side, and the place where the implementation's operations are cut
 * into steps. A step makes at least one access, then goes on to the next one that the other side could notice or
 * influence: a load, a store that is visible at once or finds no room, a full fence with stores to wait for. There the
 * operation is left by {@link Yield}. Its next step runs it again from its beginning: accesses that were made already
 * are not made again, loads return what they returned. So an operation needs no thread of its own, and what it has done
 * so far is a few numbers instead of a stack.
 *
 * <p>Loads take effect in program order: what only a machine weaker than PSO needs a fence for is not seen here (D3,
 * V1, V5 and V6).
 */
final class StoreBufferMemory extends ArrayMemory {
    /** The side that sets things up, whose stores are visible at once. */
    static final int NOBODY = -1;

    private final StoreBuffer[] buffers;
    private final Operation[] operations;
    private final Site dropped;
    private final Journal journal;
    private final Words words;
    private int side = NOBODY;

    /**
     * Zeroed memory.
     *
     * @param depth stores that each side may have on their way; 0 for sequential consistency
     * @param partial as for {@link StoreBuffer}
     * @param dropped the site whose fence is ignored; null for none
     * @param journal hears of each access; null for nobody
     * @param words names for the journal
     */
    StoreBufferMemory(int size, int depth, boolean partial, Site dropped, Journal journal, Words words) {
        super(size);
        this.dropped = dropped;
        this.journal = journal;
        this.words = words;
        buffers = depth == 0
                ? null
                : new StoreBuffer[] {new StoreBuffer(depth, partial), new StoreBuffer(depth, partial)};
        operations = new Operation[] {new Operation(), new Operation()};
    }

    /** Everything until {@link #pause} belongs to that side's operation. */
    void resume(int side) {
        this.side = side;
        operations[side].rerun();
    }

    /** The operation is over, or left until its next step. */
    void pause() {
        side = NOBODY;
    }

    /** The operation of that side is over. */
    void finish(int side) {
        operations[side].finish();
    }

    /** Whether a side is about to start an operation. */
    boolean isBetweenOperations(int side) {
        return operations[side].next() == Operation.START;
    }

    /** Whether a side can make its next access. */
    boolean canMove(int side) {
        return isPossible(side, operations[side].next());
    }

    /** Whether the other side sees every store of this one. */
    boolean isDrained(int side) {
        return buffers == null || buffers[side].isEmpty();
    }

    /** How many stores of a side could be the next to become visible. */
    int leaving(int side) {
        int leaving = 0;
        for (int i = 0; buffers != null && i < buffers[side].count(); i++) {
            leaving += buffers[side].mayLeave(i) ? 1 : 0;
        }
        return leaving;
    }

    /** Makes the {@code nth} of these stores visible. */
    void leave(int side, int nth) {
        StoreBuffer buffer = buffers[side];
        int i = 0;
        for (int left = nth; left > 0 || !buffer.mayLeave(i); i++) {
            left -= buffer.mayLeave(i) ? 1 : 0;
        }
        if (journal != null) {
            journal.line(words.visible(side, buffer.offset(i), buffer.value(i)));
        }
        write(buffer.offset(i), buffer.width(i), buffer.value(i));
        buffer.remove(i);
    }

    @Override
    public int load16(Mode mode, int offset) {
        return (int) load(offset, 2);
    }

    @Override
    public int load32(Mode mode, int offset) {
        return (int) load(offset, 4);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return load(offset, 8);
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        store(mode, offset, 2, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        store(mode, offset, 4, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        store(mode, offset, 8, value);
    }

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        return (int) exchange(null, offset, 2, expected & 0xffff, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        return (int) exchange(null, offset, 4, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        return exchange(null, offset, 8, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        return (int) exchange(update, offset, 2, 0, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        return (int) exchange(update, offset, 4, 0, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        return exchange(update, offset, 8, 0, operand);
    }

    @Override
    public void loadFence(Site site) {
        fence(Operation.FENCE, site, false);
    }

    @Override
    public void storeFence(Site site) {
        fence(Operation.FENCE, site, true);
    }

    @Override
    public void releaseFence(Site site) {
        fence(Operation.FENCE, site, true);
    }

    @Override
    public void fullFence(Site site) {
        fence(Operation.FULL_FENCE, site, true);
    }

    private long load(int offset, int width) {
        if (side != NOBODY) {
            if (operations[side].isReplay()) {
                return operations[side].replay();
            }
            stopUnlessFree(Operation.LOAD);
        }
        int own = side == NOBODY || buffers == null ? -1 : buffers[side].find(offset, width);
        long value = own < 0 ? read(offset, width) : buffers[side].value(own);
        if (side != NOBODY) {
            operations[side].made(value);
            if (journal != null) {
                journal.line(words.load(side, offset, value));
            }
        }
        return value;
    }

    private void store(Mode mode, int offset, int width, long value) {
        if (side == NOBODY) {
            write(offset, width, value);
            return;
        }
        if (mode == Mode.RELEASE) {
            throw new IllegalStateException("the implementation has no releasing stores that this memory knows");
        }
        if (operations[side].isReplay()) {
            operations[side].replay();
            return;
        }
        stopUnlessFree(Operation.STORE);
        if (buffers == null) {
            write(offset, width, value);
        } else {
            buffers[side].push(offset, width, value);
        }
        operations[side].made(0);
        if (journal != null) {
            journal.line(words.store(side, offset, value));
        }
    }

    /**
     * A read-modify-write is a locked instruction: it waits until all earlier stores are visible, and is so itself at
     * once. {@code update} null stands for storing {@code operand} where {@code expected} is.
     */
    private long exchange(Update update, int offset, int width, long expected, long operand) {
        if (side != NOBODY) {
            if (operations[side].isReplay()) {
                return operations[side].replay();
            }
            stopUnlessFree(Operation.EXCHANGE);
        }
        long found = read(offset, width);
        boolean stores = update != null || found == expected;
        long value = update == null ? operand : update.apply(found, operand);
        if (stores) {
            write(offset, width, value);
        }
        if (side != NOBODY) {
            operations[side].made(found);
            if (journal != null) {
                journal.line(words.exchange(side, offset, found, stores, value));
            }
        }
        return found;
    }

    private void fence(int kind, Site site, boolean ofStores) {
        if (side == NOBODY || site == dropped) {
            return;
        }
        if (operations[side].isReplay()) {
            operations[side].replay();
            return;
        }
        stopUnlessFree(kind);
        if (ofStores && buffers != null) {
            buffers[side].fence();
        }
        operations[side].made(0);
        if (journal != null) {
            journal.line(words.fence(side, site));
        }
    }

    /** Ends the step unless the access is its first and possible, or nobody else can tell when it is made. */
    private void stopUnlessFree(int kind) {
        Operation operation = operations[side];
        boolean goesOn = operation.moved() ? isPrivate(kind) : isPossible(side, kind);
        if (!goesOn) {
            throw operation.stopBefore(kind);
        }
    }

    private boolean isPossible(int side, int kind) {
        if (buffers == null) {
            return true;
        }
        if (kind == Operation.STORE) {
            return !buffers[side].isFull();
        }
        boolean waits = kind == Operation.FULL_FENCE || kind == Operation.EXCHANGE;
        return !waits || buffers[side].isEmpty();
    }

    private boolean isPrivate(int kind) {
        if (kind == Operation.LOAD || kind == Operation.EXCHANGE || kind == Operation.STORE && buffers == null) {
            return false;
        }
        return isPossible(side, kind);
    }

    private long read(int offset, int width) {
        if (width == 2) {
            return super.load16(Mode.OPAQUE, offset);
        }
        return width == 4 ? super.load32(Mode.OPAQUE, offset) : super.load64(Mode.OPAQUE, offset);
    }

    private void write(int offset, int width, long value) {
        if (width == 2) {
            super.store16(Mode.OPAQUE, offset, (int) value);
        } else if (width == 4) {
            super.store32(Mode.OPAQUE, offset, (int) value);
        } else {
            super.store64(Mode.OPAQUE, offset, value);
        }
    }
}
