package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.split.SplitFields;
import java.util.SplittableRandom;

/** The memory of {@code SplitHostileProperties}, for a device that someone else makes: 4 entries, and a window. */
public final class Attacked {
    /** The ring. */
    public static final SplitLayout LAYOUT = SplitLayout.contiguous(4, 0);

    /** Where buffers may lie. */
    public static final int WINDOW = 512;

    private final HostileMemory memory =
            new HostileMemory(new SplitFields(LAYOUT), LAYOUT.end(), WINDOW, 1024, new SplittableRandom(1));

    /** Fails on an access outside ring and window, and on the thousand-and-first of an operation. */
    public SharedMemory memory() {
        return memory;
    }

    /** The next operation begins. */
    public void begin() {
        memory.beginOperation();
    }

    /** Whether this operation loaded anything twice. */
    public boolean fetchedTwice() {
        return memory.secondFetches() > 0;
    }
}
