package dev.fencepost.stress.lesson;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Things in off-heap memory to be used again and again: jcstress wants a new state for every sample, and such memory is
 * too dear for that. There are more than jcstress has states alive at a time (its strides hold 10,240 unless it is told
 * otherwise); whoever makes them shorter may ask for fewer, which saves most of a short run's time.
 *
 * @param <T> such a thing
 */
public final class Pool<T> {
    /** How many: a power of two. */
    private static final int COUNT = Integer.getInteger("fencepost.pool", 1 << 14);

    private final List<T> things = new ArrayList<>(COUNT);
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Things that {@code make} lays out, each in memory of its own.
     *
     * @param bytes that each takes: a power of two, at least 64 so that no two share a cache line
     */
    public Pool(int bytes, Function<ByteBuffer, T> make) {
        ByteBuffer all = ByteBuffer.allocateDirect((COUNT + 1) * bytes).alignedSlice(bytes);
        for (int i = 0; i < COUNT; i++) {
            things.add(make.apply(all.slice(i * bytes, bytes)));
        }
    }

    /** One that nobody uses, as it was left. */
    public T next() {
        return things.get(next.getAndIncrement() & COUNT - 1);
    }
}
