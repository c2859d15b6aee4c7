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
 * <p><b>What is left of the choice.</b> Nothing, in a JVM that has made memory of one policy: its fences are the only
 * ones that a JIT knows. Where queues of two policies have run, each operation compares the class of its memory before
 * a fence. Each subclass makes its own instances, because where this class did, the verifier would load them all.
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
        bytes = buffer.duplicate().clear().limit(buffer.limit()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The memory behind {@code buffer} with the fences of {@code policy}. */
    public static MappedMemory of(ByteBuffer buffer, BarrierPolicy policy) {
        switch (policy) {
            case WEAK:
                return WeakMemory.on(buffer);
            case PLATFORM:
                return PlatformMemory.on(buffer);
            default:
                throw new IllegalArgumentException("no fences for " + policy);
        }
    }

    /** The same by a flag that is looked at in every fence: see {@link FlaggedMemory}. */
    public static MappedMemory flagged(ByteBuffer buffer, boolean platform) {
        return FlaggedMemory.on(buffer, platform);
    }

    @Override
    public final int size() {
        return bytes.limit();
    }

    @Override
    public final int load16(Mode mode, int offset) {
        if (mode == Mode.PLAIN) {
            return bytes.getShort(offset) & 0xffff;
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
            return bytes.getInt(offset);
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
            return bytes.getLong(offset);
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
            bytes.putShort(offset, (short) value);
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
            bytes.putInt(offset, value);
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
            bytes.putLong(offset, value);
        } else if (mode == Mode.OPAQUE) {
            LONGS.setOpaque(bytes, offset, value);
        } else {
            requireStore(mode);
            LONGS.setRelease(bytes, offset, value);
        }
    }

    @Override
    public final int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        // Java has no atomic 16 bits: exchanges the aligned 32 around them, again if only their neighbour has changed.
        int around = offset & ~3;
        int shift = (offset & 2) << 3;
        int rest = ~(0xffff << shift);
        while (true) {
            int found = load32(Mode.OPAQUE, around);
            int half = found >>> shift & 0xffff;
            int replaced = found & rest | (value & 0xffff) << shift;
            if (half != (expected & 0xffff) || compareAndExchange32(mode, around, found, replaced) == found) {
                return half;
            }
        }
    }

    @Override
    public final int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        if (mode == Mode.ACQUIRE) {
            return (int) INTS.compareAndExchangeAcquire(bytes, offset, expected, value);
        } else if (mode == Mode.RELEASE) {
            return (int) INTS.compareAndExchangeRelease(bytes, offset, expected, value);
        }
        requireFull(mode);
        int found = (int) INTS.compareAndExchange(bytes, offset, expected, value);
        VarHandle.fullFence();
        return found;
    }

    @Override
    public final long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        if (mode == Mode.ACQUIRE) {
            return (long) LONGS.compareAndExchangeAcquire(bytes, offset, expected, value);
        } else if (mode == Mode.RELEASE) {
            return (long) LONGS.compareAndExchangeRelease(bytes, offset, expected, value);
        }
        requireFull(mode);
        long found = (long) LONGS.compareAndExchange(bytes, offset, expected, value);
        VarHandle.fullFence();
        return found;
    }

    @Override
    public final int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        while (true) {
            int found = load16(Mode.OPAQUE, offset);
            if (compareAndExchange16(mode, offset, found, (int) update.apply(found, operand)) == found) {
                return found;
            }
        }
    }

    @Override
    public final int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        while (true) {
            int found = load32(Mode.OPAQUE, offset);
            if (compareAndExchange32(mode, offset, found, (int) update.apply(found, operand)) == found) {
                return found;
            }
        }
    }

    @Override
    public final long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        while (true) {
            long found = load64(Mode.OPAQUE, offset);
            if (compareAndExchange64(mode, offset, found, update.apply(found, operand)) == found) {
                return found;
            }
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

    /**
     * In Java, nothing before a volatile compare-and-exchange passes it, but plain and opaque loads behind it may pass
     * its store; so it has a fence behind it.
     */
    private static void requireFull(Mode mode) {
        if (mode != Mode.FULL) {
            throw new IllegalArgumentException("no read-modify-write has mode " + mode);
        }
    }
}
