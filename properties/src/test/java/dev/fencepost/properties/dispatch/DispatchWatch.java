package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;

/**
 * The memory of one dispatcher that two sides use in turn, each seen by its own recorder, or by none. A view counts as
 * one place, that of its first field: any plain load or store between two fences is one of that place. Before each
 * access of a side the other may be let in.
 */
final class DispatchWatch extends WideMemory {
    private final SharedMemory memory;
    private final DispatchLayout layout;
    /** Views that were loaded from and stored to since the last fence or store to something else, a bit each. */
    private int loaded;

    private int stored;
    private SharedMemory side;
    private Runnable before = () -> {};

    DispatchWatch(SharedMemory memory, DispatchLayout layout) {
        this.memory = memory;
        this.layout = layout;
        side = memory;
    }

    /** Does something as one side, which calls {@code before} ahead of each access. */
    void as(SharedMemory recorder, Runnable beforeAccess, Runnable operation) {
        SharedMemory other = side;
        Runnable othersBefore = before;
        int otherLoaded = loaded;
        int otherStored = stored;
        begin(recorder, beforeAccess, 0, 0);
        operation.run();
        begin(other, othersBefore, otherLoaded, otherStored);
    }

    private void begin(SharedMemory recorder, Runnable beforeAccess, int viewsLoaded, int viewsStored) {
        side = recorder;
        before = beforeAccess;
        loaded = viewsLoaded;
        stored = viewsStored;
    }

    /** The view that an offset is in, or -1. When a view was replaced is no part of it. */
    private int view(int offset) {
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            boolean inside = offset >= layout.viewCount(view) && offset < layout.viewCount(view) + layout.viewSize();
            if (inside && offset != layout.viewReplaced(view)) {
                return view;
            }
        }
        return -1;
    }

    /** Whether the load is one more of a view that is recorded already. */
    private boolean isLoadedAgain(Mode mode, int offset) {
        int view = mode == Mode.PLAIN ? view(offset) : -1;
        if (view < 0) {
            before.run();
            return false;
        }
        if ((loaded >> view & 1) == 0) {
            before.run();
            side.load32(Mode.PLAIN, layout.viewCount(view));
            loaded |= 1 << view;
        }
        return true;
    }

    /** Whether the store is one of a view, and is made. */
    private boolean isStoredToView(Mode mode, int offset, Runnable store) {
        before.run();
        int view = mode == Mode.PLAIN ? view(offset) : -1;
        if (view < 0) {
            loaded = 0;
            stored = 0;
            return false;
        }
        store.run();
        if ((stored >> view & 1) == 0) {
            int first = layout.viewCount(view);
            side.store32(Mode.PLAIN, first, memory.load32(Mode.PLAIN, first));
            stored |= 1 << view;
        }
        return true;
    }

    private void fence(Runnable fence) {
        loaded = 0;
        stored = 0;
        fence.run();
    }

    @Override
    public int size() {
        return memory.size();
    }

    @Override
    public int load32(Mode mode, int offset) {
        return isLoadedAgain(mode, offset) ? memory.load32(mode, offset) : side.load32(mode, offset);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return isLoadedAgain(mode, offset) ? memory.load64(mode, offset) : side.load64(mode, offset);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        if (!isStoredToView(mode, offset, () -> memory.store32(mode, offset, value))) {
            side.store32(mode, offset, value);
        }
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        if (!isStoredToView(mode, offset, () -> memory.store64(mode, offset, value))) {
            side.store64(mode, offset, value);
        }
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        before.run();
        return side.compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        before.run();
        return side.getAndUpdate32(mode, update, offset, operand);
    }

    @Override
    public void loadFence(Site site) {
        fence(() -> side.loadFence(site));
    }

    @Override
    public void storeFence(Site site) {
        fence(() -> side.storeFence(site));
    }

    @Override
    public void releaseFence(Site site) {
        fence(() -> side.releaseFence(site));
    }

    @Override
    public void fullFence(Site site) {
        fence(() -> side.fullFence(site));
    }

    // ---- What a dispatcher has no use for.

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        throw new UnsupportedOperationException("an exchange of 64 bits");
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        throw new UnsupportedOperationException("an update of 64 bits");
    }
}
