package dev.fencepost.impl.ring;

/**
 * Collects the segments of one chain from a driver that is not trusted, whatever the layout of its descriptors: checks
 * each address and length once, on the copy that is then used (S8), and accepts at most as many segments as the queue
 * has entries or, by {@link DevicePolicy.LongTable}, as there is room for, so that a loop is no danger (S5).
 */
public final class SegmentCollector {
    private final int size;
    private final BufferWindow window;
    private final boolean indirect;
    private final boolean rejectEmpty;
    private final boolean rejectNext;
    private final boolean acceptLong;

    private long bytes;
    private RingFault fault;
    private long faultValue;

    /**
     * For chains of a queue.
     *
     * @param size its entries
     * @param indirect whether VIRTIO_F_INDIRECT_DESC was negotiated
     */
    public SegmentCollector(int size, BufferWindow window, boolean indirect, DevicePolicy policy) {
        this.size = size;
        this.window = window;
        this.indirect = indirect;
        rejectEmpty = policy.zeroLength() == DevicePolicy.ZeroLength.REJECT;
        rejectNext = policy.indirectNext() == DevicePolicy.IndirectNext.REJECT;
        acceptLong = policy.longTable() == DevicePolicy.LongTable.ACCEPT;
    }

    /** Starts a chain, whose segments go into {@code segments}. */
    public void start(Segments segments) {
        segments.clear();
        bytes = 0;
    }

    /** Adds what a descriptor describes to {@code into}; false where there is a {@link #fault}. */
    public boolean append(Segments into, long address, long length, boolean writable) {
        if (into.count() == (acceptLong ? into.capacity() : size)) {
            return fail(RingFault.CHAIN_TOO_LONG, into.count());
        }
        if (length == 0 && rejectEmpty) {
            return fail(RingFault.ZERO_LENGTH, 0);
        }
        // An empty segment may point anywhere: nobody follows it.
        int offset = length == 0 ? window.from() : window.offset(address, length);
        if (offset < 0) {
            return fail(RingFault.ADDRESS_OUT_OF_RANGE, address);
        }
        bytes += length;
        if (bytes > Checks.MAX_BYTES) {
            return fail(RingFault.CHAIN_TOO_LARGE, bytes);
        }
        if (writable) {
            into.writable(offset, (int) length);
        } else if (into.readableCount() == into.count()) {
            into.readable(offset, (int) length);
        } else {
            return fail(RingFault.READABLE_AFTER_WRITABLE, into.count());
        }
        return true;
    }

    /**
     * Where the indirect table lies that a descriptor names, or -1 where there is a {@link #fault}. WRITE of that
     * descriptor means nothing.
     *
     * @param tableBytes its length
     * @param last whether the descriptor comes without NEXT
     */
    public int table(long address, long tableBytes, boolean last) {
        if (!indirect) {
            fail(RingFault.INDIRECT_NOT_NEGOTIATED, 0);
            return -1;
        }
        if (!last && rejectNext) {
            fail(RingFault.INDIRECT_WITH_NEXT, 0);
            return -1;
        }
        if (tableBytes == 0 || tableBytes % Descriptor.BYTES != 0) {
            fail(RingFault.INDIRECT_LENGTH, tableBytes);
            return -1;
        }
        int table = window.offset(address, tableBytes);
        if (table < 0) {
            fail(RingFault.ADDRESS_OUT_OF_RANGE, address);
        }
        return table;
    }

    /** Notes a fault that the caller found; always false. */
    public boolean fail(RingFault found, long value) {
        fault = found;
        faultValue = value;
        return false;
    }

    /** Why the last chain failed. */
    public RingFault fault() {
        return fault;
    }

    /** The index, length or address that it is about. */
    public long faultValue() {
        return faultValue;
    }
}
