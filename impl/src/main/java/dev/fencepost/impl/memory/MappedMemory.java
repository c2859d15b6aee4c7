package dev.fencepost.impl.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Memory behind a direct or mapped {@link ByteBuffer}; two processes that map one file share it. Subclasses differ in
 * their fences only: {@link #of} chooses by {@link BarrierPolicy}.
 *
 * <p>Heap buffers are refused: from JDK 25 on they have no ordered accesses.
 */
public abstract class MappedMemory extends SharedMemory {
    private static final VarHandle SHORTS =
            MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer bytes;

    /**
     * The bytes of {@code buffer} from 0 to its limit.
     *
     * @throws IllegalArgumentException if it is a heap buffer, read-only, or not aligned to 16 bytes, as a descriptor
     *     table must be
     */
    protected MappedMemory(ByteBuffer buffer) {
        Objects.requireNonNull(buffer, "buffer");
        if (!buffer.isDirect() || buffer.isReadOnly()) {
            throw new IllegalArgumentException(
                    "shared memory must be a writable direct or mapped buffer, not " + buffer);
        }
        if (buffer.alignmentOffset(0, 16) != 0) {
            throw new IllegalArgumentException("the buffer does not start at a multiple of 16 bytes");
        }
        bytes = buffer.duplicate().clear().limit(buffer.limit());
    }

    /** The memory behind {@code buffer} with the fences of {@code policy}. */
    public static MappedMemory of(ByteBuffer buffer, BarrierPolicy policy) {
        switch (policy) {
            case WEAK:
                return new WeakMemory(buffer);
            case PLATFORM:
                return new PlatformMemory(buffer);
            default:
                throw new IllegalArgumentException("no fences for " + policy);
        }
    }

    /** The same by a flag that is looked at in every fence: see {@link FlaggedMemory}. */
    public static MappedMemory flagged(ByteBuffer buffer, boolean platform) {
        return new FlaggedMemory(buffer, platform);
    }

    @Override
    public final int size() {
        return bytes.limit();
    }

    @Override
    public final int load16(Mode mode, int offset) {
        if (mode == Mode.PLAIN) {
            return (short) SHORTS.get(bytes, offset) & 0xffff;
        }
        if (mode == Mode.OPAQUE) {
            return (short) SHORTS.getOpaque(bytes, offset) & 0xffff;
        }
        requireLoad(mode);
        return (short) SHORTS.getAcquire(bytes, offset) & 0xffff;
    }

    @Override
    public final int load32(Mode mode, int offset) {
        if (mode == Mode.PLAIN) {
            return (int) INTS.get(bytes, offset);
        }
        if (mode == Mode.OPAQUE) {
            return (int) INTS.getOpaque(bytes, offset);
        }
        requireLoad(mode);
        return (int) INTS.getAcquire(bytes, offset);
    }

    @Override
    public final long load64(Mode mode, int offset) {
        if (mode == Mode.PLAIN) {
            return (long) LONGS.get(bytes, offset);
        }
        if (mode == Mode.OPAQUE) {
            return (long) LONGS.getOpaque(bytes, offset);
        }
        requireLoad(mode);
        return (long) LONGS.getAcquire(bytes, offset);
    }

    @Override
    public final void store16(Mode mode, int offset, int value) {
        if (mode == Mode.PLAIN) {
            SHORTS.set(bytes, offset, (short) value);
        } else if (mode == Mode.OPAQUE) {
            SHORTS.setOpaque(bytes, offset, (short) value);
        } else {
            requireStore(mode);
            SHORTS.setRelease(bytes, offset, (short) value);
        }
    }

    @Override
    public final void store32(Mode mode, int offset, int value) {
        if (mode == Mode.PLAIN) {
            INTS.set(bytes, offset, value);
        } else if (mode == Mode.OPAQUE) {
            INTS.setOpaque(bytes, offset, value);
        } else {
            requireStore(mode);
            INTS.setRelease(bytes, offset, value);
        }
    }

    @Override
    public final void store64(Mode mode, int offset, long value) {
        if (mode == Mode.PLAIN) {
            LONGS.set(bytes, offset, value);
        } else if (mode == Mode.OPAQUE) {
            LONGS.setOpaque(bytes, offset, value);
        } else {
            requireStore(mode);
            LONGS.setRelease(bytes, offset, value);
        }
    }

    private static void requireLoad(Mode mode) {
        if (mode != Mode.ACQUIRE) {
            throw new IllegalArgumentException("no load has mode " + mode);
        }
    }

    private static void requireStore(Mode mode) {
        if (mode != Mode.RELEASE) {
            throw new IllegalArgumentException("no store has mode " + mode);
        }
    }
}
