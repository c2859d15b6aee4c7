package dev.fencepost.model.grant.table;

import java.util.List;

/**
 * What a {@link GrantTableModel} is built for. Domains, frames, references, handles and virtual CPUs are numbered from
 * 0. Every frame belongs to domain 0 at first, except that the last of each other domain is its own: see
 * {@link #owner}.
 *
 * @param domains 2 to 8; each has a grant table of its own
 * @param entries entries of a version 1 table
 * @param entriesV2 of a version 2 table, which are larger; at most {@code entries}
 * @param reserved the first entries that survive a change of version: 8 in Xen
 * @param frames machine frames
 * @param pageSize bytes of a frame, at least 2
 * @param vcpus the domain of each virtual CPU; each runs one hypercall at a time
 * @param maptrackPages how many pages of handles a domain may have
 * @param handlesPerPage handles on one
 * @param addresses where a domain may have a grant mapped
 * @param batch how many unmaps one hypercall may hold
 * @param pinLimit a pin counter that has got here refuses more: 128 in Xen, half of what its eight bits hold
 * @param version the version that tables start with
 * @param iommu whether domains have an IOMMU that grants must be entered in
 */
public record Setup(
        int domains,
        int entries,
        int entriesV2,
        int reserved,
        int frames,
        int pageSize,
        List<Integer> vcpus,
        int maptrackPages,
        int handlesPerPage,
        int addresses,
        int batch,
        int pinLimit,
        int version,
        boolean iommu) {
    private static final int MOST_DOMAINS = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    public Setup {
        vcpus = List.copyOf(vcpus);
        require(domains >= 2 && domains <= MOST_DOMAINS, "2 to 8 domains, not " + domains);
        require(entries >= 1 && entriesV2 >= 1 && entriesV2 <= entries, "1 or more entries, not more in version 2");
        require(reserved >= 0 && reserved <= entriesV2, "reserved entries are among those of version 2");
        require(frames >= domains, "a frame or more for each domain, not " + frames);
        require(pageSize >= 2, "a page has 2 or more bytes, not " + pageSize);
        require(!vcpus.isEmpty() && vcpus.stream().allMatch(d -> d >= 0 && d < domains), "each vCPU has a domain");
        require(maptrackPages >= 1 && handlesPerPage >= 2, "1 or more maptrack pages of 2 or more handles");
        require(addresses >= 1 && batch >= 1 && pinLimit >= 1, "1 or more addresses, unmaps in a batch and pins");
        require(version == 1 || version == 2, "version 1 or 2, not " + version);
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("a grant table has " + expected);
        }
    }

    /** All handles that a domain can have. */
    public int handles() {
        return maptrackPages * handlesPerPage;
    }

    /** A frame number that is nobody's. */
    public int badFrame() {
        return frames;
    }

    /** One that needs more than 32 bits, which only version 2 has. */
    public int wideFrame() {
        return frames + 1;
    }

    /** Who has a frame at first: the last ones are those of domains 1, 2 ..., all others of domain 0. */
    public int owner(int frame) {
        return Math.max(0, frame - (frames - domains));
    }

    /** Entries of a table of that version. */
    public int entries(int ofVersion) {
        return ofVersion == 1 ? entries : entriesV2;
    }
}
