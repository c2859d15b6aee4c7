package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.GuestQueue;
import dev.fencepost.properties.qemu.VirtioTransport;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@link BlockRun} or a {@code PromptRun} does: everything else follows from the seed. As a text:
 * {@code ms256eix-32-1000-7}.
 *
 * @param pci behind PCI, else virtio-mmio
 * @param packed VIRTIO_F_RING_PACKED
 * @param size entries of the queue; a power of two for a split one
 * @param eventIdx VIRTIO_F_EVENT_IDX
 * @param indirect VIRTIO_F_INDIRECT_DESC, with tables
 * @param inOrder VIRTIO_F_IN_ORDER
 * @param flight at most so many requests in flight
 * @param requests how many in all
 */
public record BlockPlan(
        boolean pci,
        boolean packed,
        int size,
        boolean eventIdx,
        boolean indirect,
        boolean inOrder,
        int flight,
        int requests,
        long seed) {
    /** Holds the text of a plan for {@code BlockProperties}. */
    public static final String PROPERTY = "fencepost.block";

    /** The letters of the layouts: split and packed. */
    static final List<String> LAYOUTS = List.of("s", "p");

    private static final Pattern TEXT =
            Pattern.compile("([mp])([sp])(\\d{1,5})(e?)(i?)(o?)-(\\d{1,5})-(\\d{1,9})-(\\d{1,18})");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static BlockPlan parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a plan: '" + text + "', expected one as ms256ei-32-1000-7");
        }
        return new BlockPlan(
                parts.group(1).equals("p"),
                parts.group(2).equals("p"),
                Integer.parseInt(parts.group(3)),
                !parts.group(4).isEmpty(),
                !parts.group(5).isEmpty(),
                !parts.group(6).isEmpty(),
                Integer.parseInt(parts.group(7)),
                Integer.parseInt(parts.group(8)),
                Long.parseLong(parts.group(9)));
    }

    /** The features of it. */
    public long features() {
        return (packed ? VirtioTransport.F_RING_PACKED : 0)
                | (eventIdx ? VirtioTransport.F_EVENT_IDX : 0)
                | (indirect ? VirtioTransport.F_INDIRECT_DESC : 0)
                | (inOrder ? VirtioTransport.F_IN_ORDER : 0);
    }

    /** A driver with these features. */
    public GuestQueue queue(GuestMemory memory, int tableEntries) {
        int entries = indirect ? tableEntries : 0;
        return packed
                ? GuestQueue.packed(memory, size, new PackedFeatures(eventIdx, inOrder, indirect), entries)
                : GuestQueue.split(memory, size, new SplitFeatures(eventIdx, inOrder, indirect, 0), entries);
    }

    /** The most segments that a request may have. */
    int segments() {
        return Math.min(size, BlockRun.SEGMENTS);
    }

    /** What runs exactly this plan, with the test that is to replay it. */
    public String command(String test) {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=" + test + "#replay -D"
                + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        return (pci ? "p" : "m") + (packed ? "p" : "s") + size + (eventIdx ? "e" : "") + (indirect ? "i" : "")
                + (inOrder ? "o" : "") + "-" + flight + "-" + requests + "-" + seed;
    }
}
