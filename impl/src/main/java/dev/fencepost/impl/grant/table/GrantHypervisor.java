package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.argument.Arguments;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * The hypercalls on grants, for all domains of a machine. A virtual CPU makes one at a time; different ones may make
 * theirs at once. Every answer is a {@link Gntst}, whatever the operands of a hypercall are; which virtual CPU makes it
 * is the caller's to know, and for one that there is not an {@link IllegalArgumentException}.
 */
public final class GrantHypervisor {
    /** Bytes of a frame. */
    public static final int PAGE = 4096;

    /** How many unmaps share one flush. */
    public static final int UNMAP_BATCH = 32;

    private final GrantTable[] tables;
    private final int[] vcpus;
    private final GrantMappings[] mappings;
    private final GrantCopies[] copies;
    private final GrantTransfers[] transfers;
    private final GrantVersions[] versions;
    private final GrantFrameLists[] lists;
    private final Maptrack[] maptracks;
    private final GrantPins.Wish[] wishes;

    /**
     * The hypervisor of a machine.
     *
     * @param tables the table of each domain, in the order of their numbers
     * @param locks for those tables and virtual CPUs
     * @param frames whose frames are whose
     * @param translations page tables and IOMMU of each domain
     * @param machine the bytes of all frames; or nothing, and then nothing can be copied
     * @param tracks memory for handles, {@link #maptrackBytes} for each domain, zeroed
     * @param pages how many pages of handles a domain may have
     * @param perPage how many handles are on one, 2 or more
     * @param vcpus the domain of each virtual CPU
     * @throws IllegalArgumentException if a table is not that of the domain in whose place it stands, a virtual CPU is
     *     of no domain, something is missing or too small for what it is for, or a page holds fewer than 2
     */
    public GrantHypervisor(
            GrantTable[] tables,
            GrantLocks locks,
            Frames frames,
            Translations[] translations,
            SharedMemory machine,
            SharedMemory tracks,
            int pages,
            int perPage,
            int[] vcpus) {
        requireDomains(tables, translations, vcpus);
        requireFrames(frames, translations, machine);
        int bytes = maptrackBytes(pages, perPage);
        if (tracks.size() < (long) bytes * tables.length) {
            throw new IllegalArgumentException("maptrack pages of " + perPage + " handles in " + tracks.size()
                    + " bytes: expected 2 handles or more on a page, and " + bytes + " bytes for each domain");
        }
        this.tables = tables.clone();
        this.vcpus = vcpus.clone();
        int domains = tables.length;
        mappings = new GrantMappings[domains];
        copies = new GrantCopies[domains];
        transfers = new GrantTransfers[domains];
        versions = new GrantVersions[domains];
        lists = new GrantFrameLists[domains];
        maptracks = new Maptrack[domains];
        for (int i = 0; i < domains; i++) {
            maptracks[i] = new Maptrack(tracks, locks, i * bytes, i, pages, perPage, vcpus);
            mappings[i] = new GrantMappings(this.tables, locks, frames, maptracks[i], translations[i], i);
            copies[i] = new GrantCopies(this.tables, locks, frames, machine, i);
            transfers[i] = new GrantTransfers(this.tables, locks, frames, i);
            versions[i] = new GrantVersions(tables[i], locks);
            lists[i] = new GrantFrameLists(tables[i], locks);
        }
        wishes = new GrantPins.Wish[vcpus.length];
        for (int i = 0; i < vcpus.length; i++) {
            wishes[i] = new GrantPins.Wish();
        }
    }

    private static void requireDomains(GrantTable[] tables, Translations[] translations, int... vcpus) {
        if (tables.length == 0 || translations.length != tables.length) {
            throw new IllegalArgumentException(tables.length + " grant tables and the translations of "
                    + translations.length + " domains: expected one of each for every domain");
        }
        for (int i = 0; i < tables.length; i++) {
            if (tables[i].domain != i) {
                throw new IllegalArgumentException(
                        "the grant table of domain " + tables[i].domain + " in the place of domain " + i);
            }
        }
        for (int domain : vcpus) {
            Arguments.index("a virtual CPU of domain", domain, tables.length);
        }
    }

    private static void requireFrames(Frames frames, Translations[] translations, SharedMemory machine) {
        if (machine.size() != 0 && machine.size() < (long) frames.count() * PAGE) {
            throw new IllegalArgumentException(
                    machine.size() + " bytes: expected " + PAGE + " for each of " + frames.count() + " frames");
        }
        for (Translations each : translations) {
            if (each.hasIommu() && each.frameCount() < frames.count()) {
                throw new IllegalArgumentException(
                        "an IOMMU for " + each.frameCount() + " frames, of " + frames.count());
            }
        }
    }

    /**
     * Bytes of one domain's handles.
     *
     * @param pages 1 or more
     * @param perPage 2 or more
     * @throws IllegalArgumentException if one is not, or together they pass 2^31 bytes
     */
    public static int maptrackBytes(int pages, int perPage) {
        return Maptrack.bytes(pages, perPage);
    }

    private int domainOf(int vcpu) {
        return vcpus[Arguments.index("virtual CPU", vcpu, vcpus.length)];
    }

    /** GNTTABOP_map_grant_ref. */
    public void map(int vcpu, MapGrant op) {
        mappings[domainOf(vcpu)].map(vcpu, wishes[vcpu], op);
    }

    /**
     * GNTTABOP_unmap_grant_ref for the first {@code count} of {@code ops}: a flush for each {@link #UNMAP_BATCH}.
     *
     * @throws IllegalArgumentException if there are not so many
     */
    public void unmap(int vcpu, UnmapGrant[] ops, int count) {
        int domain = domainOf(vcpu);
        Arguments.inRange("count", count, 0, ops.length);
        for (int from = 0; from < count; from += UNMAP_BATCH) {
            mappings[domain].unmap(ops, from, Math.min(count, from + UNMAP_BATCH));
        }
    }

    /** GNTTABOP_copy. */
    public void copy(int vcpu, CopyGrant op) {
        copies[domainOf(vcpu)].copy(wishes[vcpu], op);
    }

    /** GNTTABOP_transfer: gives a frame to the domain that has offered that entry for it. */
    public int transfer(int vcpu, long frame, int domain, int ref) {
        return transfers[domainOf(vcpu)].transfer(frame, domain, ref);
    }

    /** GNTTABOP_set_version, of the caller's own table. */
    public int setVersion(int vcpu, int version) {
        return versions[domainOf(vcpu)].setVersion(version);
    }

    /** GNTTABOP_swap_grant_ref, in the caller's own table. */
    public int swap(int vcpu, int first, int second) {
        return versions[domainOf(vcpu)].swap(first, second);
    }

    /** GNTTABOP_setup_table, of the caller's own table, which has all its frames from the start. */
    public void setupTable(int vcpu, ListFrames op) {
        lists[domainOf(vcpu)].shared(op);
    }

    /** GNTTABOP_get_status_frames, of the caller's own table. */
    public void getStatusFrames(int vcpu, ListFrames op) {
        lists[domainOf(vcpu)].status(op);
    }

    /**
     * Finds the frames that hold the caller's status words, to be mapped: they stay until {@link #leaveStatus}.
     *
     * @return {@link Gntst#EINVAL} with version 1, which has none
     */
    public int findStatus(int vcpu) {
        return versions[domainOf(vcpu)].findStatus() ? Gntst.OKAY : Gntst.EINVAL;
    }

    /**
     * Gives one {@link #findStatus} of the caller's back.
     *
     * @throws IllegalStateException if none is left to give back
     */
    public void leaveStatus(int vcpu) {
        tables[domainOf(vcpu)].addStatusRef(-1);
    }

    private int requireDomain(int domain) {
        return Arguments.index("domain", domain, tables.length);
    }

    /** The table of a domain. */
    public GrantTable table(int domain) {
        return tables[requireDomain(domain)];
    }

    /** Handles of a domain that exist. */
    public int handles(int domain) {
        return maptracks[requireDomain(domain)].limit();
    }

    /** GNTMAP flags of a handle; 0 for one that is not live. */
    public int handleFlags(int domain, int handle) {
        int at = maptracks[requireDomain(domain)].find(handle);
        return at == Maptrack.NONE ? 0 : maptracks[domain].flags(at);
    }

    /** Handles in a virtual CPU's free list, while nothing runs. */
    public int freeHandles(int vcpu) {
        return maptracks[domainOf(vcpu)].free(vcpu);
    }
}
