package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.argument.Arguments;

/**
 * What leads a domain to frames that others have lent it: page table entries at its host addresses, and its IOMMU.
 * Subclasses say what a flush does. Page table entries are guarded by the lock of the entry that is mapped, the IOMMU
 * by the domain's own table.
 */
public class Translations {
    /** An address where nothing is mapped. */
    public static final int NONE = -1;

    private final int[] frames;
    private final boolean[] writable;
    private final int[] readers;
    private final int[] writers;
    private final int[] allowed;
    private int flushes;

    /**
     * Nothing mapped.
     *
     * @param addresses host addresses, numbered from 0
     * @param frameCount frames of the machine; 0 for a domain without an IOMMU
     */
    public Translations(int addresses, int frameCount) {
        Arguments.inRange("addresses", addresses, 0, Integer.MAX_VALUE);
        Arguments.inRange("frames", frameCount, 0, Integer.MAX_VALUE);
        frames = new int[addresses];
        for (int i = 0; i < addresses; i++) {
            frames[i] = NONE;
        }
        writable = new boolean[addresses];
        readers = new int[frameCount];
        writers = new int[frameCount];
        allowed = new int[frameCount];
    }

    /** Maps a frame, unless there is no such address or something is there. */
    synchronized boolean map(int address, int frame, boolean write) {
        if (address < 0 || address >= frames.length || frames[address] != NONE) {
            return false;
        }
        frames[address] = frame;
        writable[address] = write;
        return true;
    }

    /** Unmaps it, if exactly this is mapped there. A TLB may still know it until {@link #flush}. */
    synchronized boolean unmap(int address, int frame, boolean write) {
        if (address < 0 || address >= frames.length || frames[address] != frame || writable[address] != write) {
            return false;
        }
        frames[address] = NONE;
        return true;
    }

    /** Makes all TLBs forget what is unmapped. */
    protected void flush() {
        flushes++;
    }

    /** How often that was done. */
    public final int flushes() {
        return flushes;
    }

    /** The frame that is mapped at an address, or {@link #NONE}. */
    public final synchronized int frame(int address) {
        return frames[Arguments.index("address", address, frames.length)];
    }

    /** Whether that mapping may be written by. */
    public final synchronized boolean isWritable(int address) {
        return writable[Arguments.index("address", address, frames.length)];
    }

    /** Counts a mapping in the IOMMU, or no longer, and allows what the rest of them need (G7). */
    final void count(int frame, boolean readonly, int more) {
        if (allowed.length > 0) {
            (readonly ? readers : writers)[frame] += more;
            allowed[frame] = writers[frame] > 0 ? 2 : readers[frame] > 0 ? 1 : 0;
        }
    }

    final boolean hasIommu() {
        return allowed.length > 0;
    }

    final int frameCount() {
        return allowed.length;
    }

    /** What the domain's devices may do with a frame by its IOMMU: 0 nothing, 1 read, 2 write too. */
    public final int allowed(int frame) {
        return allowed[Arguments.index("frame", frame, allowed.length)];
    }
}
