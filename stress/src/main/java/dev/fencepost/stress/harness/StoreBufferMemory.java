package dev.fencepost.stress.harness;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;

/**
 * Memory in a plain array behind one store buffer an actor. Operations are cut into steps ({@link Steps}) before what
 * others could notice or influence: a load, a store that is visible at once or finds no room, an atomic
 * read-modify-write, a full fence with stores to wait for.
 *
 * <p>Loads take effect in program order: what only a machine weaker than PSO needs a fence for is not seen here (D3,
 * V1, V5 and V6 of a split ring; PD3, PV1, PV5 and PV6 of a packed one).
 */
public final class StoreBufferMemory extends ArrayMemory implements Cut {
    /** Before a load, which is always possible. */
    private static final int LOAD = 1;
    /** Before a store, for which there must be room. */
    private static final int STORE = 2;
    /** Before a full fence, which waits until all earlier stores are visible. */
    private static final int FULL_FENCE = 3;
    /** Before a smaller fence, which waits for nothing. */
    private static final int FENCE = 4;
    /** Before an atomic read-modify-write, which waits as a full fence does. */
    private static final int EXCHANGE = 5;

    private final Steps steps;
    private final StoreBuffer[] buffers;
    private final Owners owners;
    private final String dropped;
    private final Journal journal;
    private final Words words;

    /**
     * Zeroed memory.
     *
     * @param order how stores become visible, and the site whose fence is ignored
     * @param steps of the actors that share it
     * @param journal hears of each access; null for nobody
     * @param words names for the journal
     */
    public StoreBufferMemory(int size, Order order, Steps steps, Journal journal, Words words) {
        this(size, order, steps, journal, words, new Owners());
    }

    /** The same, some of which belongs to one actor each. */
    public StoreBufferMemory(int size, Order order, Steps steps, Journal journal, Words words, Owners owners) {
        super(size);
        this.owners = owners;
        this.steps = steps;
        this.dropped = order.dropped();
        this.journal = journal;
        this.words = words;
        buffers = order.depth() == 0 ? null : new StoreBuffer[steps.actors()];
        for (int i = 0; buffers != null && i < buffers.length; i++) {
            buffers[i] = new StoreBuffer(order.depth(), order.partial());
        }
        steps.add(this);
    }

    /** Whether that belongs to the actor whose operation runs; it must not belong to another. */
    private boolean isOwn(int owner, int offset) {
        int actor = steps.actor();
        if (actor == Steps.NOBODY || owner == Owners.ANYBODY) {
            return false;
        }
        if (owner != actor) {
            throw new IllegalStateException("actor " + actor + " uses " + words.name(offset) + " of actor " + owner);
        }
        return true;
    }

    @Override
    public boolean isPossible(int actor, int kind) {
        if (buffers == null) {
            return true;
        }
        if (kind == STORE) {
            return !buffers[actor].isFull();
        }
        boolean waits = kind == FULL_FENCE || kind == EXCHANGE;
        return !waits || buffers[actor].isEmpty();
    }

    @Override
    public void left(int actor) {}

    @Override
    public void finished(int actor) {}

    /** Whether the others see every store of this actor. */
    boolean isDrained(int actor) {
        return buffers == null || buffers[actor].isEmpty();
    }

    /** Whether an actor stored to a place what the others do not see yet. */
    public boolean isOnItsWay(int actor, int offset, int width) {
        return buffers != null && buffers[actor].find(offset, width) >= 0;
    }

    /** How many stores of an actor could be the next to become visible. */
    int leaving(int actor) {
        int leaving = 0;
        for (int i = 0; buffers != null && i < buffers[actor].count(); i++) {
            leaving += buffers[actor].mayLeave(i) ? 1 : 0;
        }
        return leaving;
    }

    /** Makes the {@code nth} of these stores visible. */
    void leave(int actor, int nth) {
        StoreBuffer buffer = buffers[actor];
        int i = 0;
        for (int left = nth; left > 0 || !buffer.mayLeave(i); i++) {
            left -= buffer.mayLeave(i) ? 1 : 0;
        }
        if (journal != null) {
            journal.line(words.visible(actor, buffer.offset(i), buffer.value(i)));
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
        fence(FENCE, site, false);
    }

    @Override
    public void storeFence(Site site) {
        fence(FENCE, site, true);
    }

    @Override
    public void releaseFence(Site site) {
        fence(FENCE, site, true);
    }

    @Override
    public void fullFence(Site site) {
        fence(FULL_FENCE, site, true);
    }

    private long load(int offset, int width) {
        if (steps.isReplay()) {
            return steps.replay();
        }
        int actor = steps.actor();
        int writer = owners.writer(offset);
        boolean own = isOwn(owners.user(offset), offset) || writer == actor || writer == Owners.NOBODY;
        steps.stopUnlessFree(this, LOAD, own);
        int stored = actor == Steps.NOBODY || buffers == null ? -1 : buffers[actor].find(offset, width);
        long value = stored < 0 ? read(offset, width) : buffers[actor].value(stored);
        steps.made(value);
        if (journal != null && actor != Steps.NOBODY) {
            journal.line(words.load(actor, offset, value));
        }
        return value;
    }

    private void store(Mode mode, int offset, int width, long value) {
        int actor = steps.actor();
        if (actor == Steps.NOBODY) {
            write(offset, width, value);
            return;
        }
        if (mode == Mode.RELEASE) {
            throw new IllegalStateException("the implementation has no releasing stores that this memory knows");
        }
        if (steps.isReplay()) {
            steps.replay();
            return;
        }
        isOwn(owners.writer(offset), offset);
        steps.stopUnlessFree(this, STORE, buffers != null || isOwn(owners.user(offset), offset));
        if (buffers == null) {
            write(offset, width, value);
        } else {
            buffers[actor].push(offset, width, value);
        }
        steps.made(0);
        if (journal != null) {
            journal.line(words.store(actor, offset, value));
        }
    }

    /**
     * A read-modify-write is a locked instruction: it waits until all earlier stores are visible, and is so itself at
     * once. {@code update} null stands for storing {@code operand} where {@code expected} is.
     */
    private long exchange(Update update, int offset, int width, long expected, long operand) {
        if (steps.isReplay()) {
            return steps.replay();
        }
        isOwn(owners.writer(offset), offset);
        steps.stopUnlessFree(this, EXCHANGE, false);
        long found = read(offset, width);
        boolean stores = update != null || found == expected;
        long value = update == null ? operand : update.apply(found, operand);
        if (stores) {
            write(offset, width, value);
        }
        steps.made(found);
        if (journal != null && steps.actor() != Steps.NOBODY) {
            journal.line(words.exchange(steps.actor(), offset, found, stores, value));
        }
        return found;
    }

    private void fence(int kind, Site site, boolean ofStores) {
        int actor = steps.actor();
        if (actor == Steps.NOBODY || site.name().equals(dropped)) {
            return;
        }
        if (steps.isReplay()) {
            steps.replay();
            return;
        }
        steps.stopUnlessFree(this, kind, true);
        if (ofStores && buffers != null) {
            buffers[actor].fence();
        }
        steps.made(0);
        if (journal != null) {
            journal.line(words.fence(actor, site));
        }
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
