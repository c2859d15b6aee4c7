package dev.fencepost.impl.grant.persistent;

import dev.fencepost.impl.argument.Arguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mapper of real pages: grant reference {@code i} is page {@code i} of a file, and a mapping is a mapping of that
 * page into this process. So mapping, unmapping and the TLB shootdown on the other processors that ran this process's
 * threads cost what they cost here; they stand for a hypervisor's, and are not the same. Unmapping flushes at once, so
 * that {@link #flush} has nothing to do. The file best lies in memory, such as in {@code /dev/shm}.
 *
 * <p>Java unmaps a file when nobody refers to the buffer any more, and has no call for doing it now; the JDK's own
 * {@code jdk.unsupported} has, and is used by reflection.
 */
public final class MappedGrants extends GrantMapper implements AutoCloseable {
    /** Bytes of a page. */
    public static final int PAGE = 4096;

    private static final MethodHandle CLEANER = cleaner();

    private final FileChannel file;
    private final MappedByteBuffer[] mappings;
    private final int[] free;
    private int freeCount;

    /**
     * Pages of a file.
     *
     * @param path a file, which is made if it is not there, and lengthened
     * @param pages how many, 1 or more
     */
    public MappedGrants(Path path, int pages) {
        Arguments.inRange("pages", pages, 1, Integer.MAX_VALUE);
        try {
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            file.write(ByteBuffer.allocate(1), (long) pages * PAGE - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mappings = new MappedByteBuffer[pages];
        free = new int[pages];
        for (int i = pages - 1; i >= 0; i--) {
            free[freeCount++] = i;
        }
    }

    @Override
    public synchronized int map(int reference) {
        if (reference < 0 || reference >= mappings.length) {
            return PersistentGrants.BAD_REFERENCE;
        }
        if (freeCount == 0) {
            return PersistentGrants.NO_SPACE;
        }
        try {
            freeCount--;
            int mapping = free[freeCount];
            mappings[mapping] = file.map(FileChannel.MapMode.READ_WRITE, (long) reference * PAGE, PAGE);
            return mapping;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The page of a mapping. Must not be used any more once that is given up.
     *
     * @throws IllegalStateException if there is no such mapping now
     */
    public ByteBuffer page(int mapping) {
        MappedByteBuffer page = mappings[Arguments.index("mapping", mapping, mappings.length)];
        if (page == null) {
            throw new IllegalStateException("mapping " + mapping + " is given up");
        }
        return page;
    }

    @Override
    public synchronized void unmap(int mapping) {
        MappedByteBuffer gone = mappings[Arguments.index("mapping", mapping, mappings.length)];
        if (gone == null) {
            throw new IllegalStateException("mapping " + mapping + " is given up twice");
        }
        mappings[mapping] = null;
        free[freeCount] = mapping;
        freeCount++;
        try {
            CLEANER.invoke((ByteBuffer) gone);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot unmap", e);
        }
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void close() {
        for (int i = 0; i < mappings.length; i++) {
            if (mappings[i] != null) {
                unmap(i);
            }
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MethodHandle cleaner() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field field = unsafe.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
