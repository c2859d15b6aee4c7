package dev.fencepost.stress.jcstress;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Rings to be used again and again: jcstress wants a new state for every sample, and off-heap memory is too dear for
 * that. There are more than jcstress has states alive at a time (its strides hold 10,240 unless it is told otherwise);
 * whoever makes them shorter may ask for fewer, which saves most of a short run's time.
 *
 * @param <T> a ring
 */
final class Rings<T> {
    /** How many: a power of two. */
    private static final int COUNT = Integer.getInteger("fencepost.rings", 1 << 14);

    private final List<T> rings = new ArrayList<>(COUNT);
    private final AtomicInteger next = new AtomicInteger();

    /** Rings that {@code make} lays out, each in memory of its own. */
    Rings(Function<ByteBuffer, T> make) {
        ByteBuffer all = ByteBuffer.allocateDirect((COUNT + 1) * Ring.BYTES).alignedSlice(Ring.BYTES);
        for (int i = 0; i < COUNT; i++) {
            rings.add(make.apply(all.slice(i * Ring.BYTES, Ring.BYTES)));
        }
    }

    /** One that nobody uses, as it was left. */
    T next() {
        return rings.get(next.getAndIncrement() & COUNT - 1);
    }
}
