package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Bounds.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What {@link GrantTableMachine} is explored for: each scene has the actors and choices of one part of the rules, so
 * that all of them together stay small.
 */
public enum Scene {
    /** Two vCPUs map and unmap one frame without end, while its guest ends access and uses the frame again. */
    MAP(List.of(1, 1), 0, 0, Kind.GRANT, Kind.REUSE, Kind.MAP_HOST),
    /** Host and device mappings in one handle, unmapped kind by kind and by two vCPUs at once. */
    DEVICE(List.of(1, 1), 3, 0, Kind.GRANT, Kind.MAP_BOTH, Kind.UNMAP_PARTLY),
    /** Writable and read-only mappings, two unmaps in one hypercall, grants made read-only. */
    BATCH(List.of(1, 1), 4, 0, Kind.GRANT, Kind.MAP_HOST, Kind.UNMAP_BATCH, Kind.RESTRICT),
    /** A guest that changes its entry at any moment, and one that turns the frame into a page table. */
    HOSTILE(List.of(1, 1), 2, 2, Kind.GRANT, Kind.MAP_HOST, Kind.TABLE),
    /** Copies beside mappings, with a guest that changes its entry. */
    COPY(List.of(1, 1), 2, 1, Kind.GRANT, Kind.COPY, Kind.MAP_HOST, Kind.TABLE),
    /** Copies by two vCPUs through a transitive grant. Version 2 only. */
    TRANSITIVE(List.of(2, 2), 2, 0, Kind.GRANT, Kind.GRANT_READONLY, Kind.PART, Kind.ONWARD, Kind.COPY),
    /** A frame that is given away, while versions change. */
    TRANSFER(List.of(1, 0), 0, 1, Kind.ACCEPT, Kind.TRANSFER, Kind.VERSION),
    /** Versions, status frames and swaps beside mappings of a reserved entry and of another. */
    VERSION(List.of(1, 0), 4, 0, Kind.GRANT, Kind.MAP_HOST, Kind.VERSION, Kind.STATUS, Kind.SWAP),
    /** Three vCPUs with two pages of two handles. */
    HANDLES(List.of(1, 1, 1), 3, 0, Kind.GRANT, Kind.MAP_HOST);

    private static final int HANDLES_PER_PAGE = 3;

    private final List<Integer> vcpus;
    private final int calls;
    private final int edits;
    private final Set<Kind> kinds;

    Scene(List<Integer> vcpus, int calls, int edits, Kind first, Kind... more) {
        this.vcpus = vcpus;
        this.calls = calls;
        this.edits = edits;
        this.kinds = EnumSet.of(first, more);
    }

    /** Whether it can begin with that version. */
    public boolean has(int version) {
        return this != TRANSITIVE || version == 2;
    }

    /** Its tables, which begin with that version. */
    public Setup setup(int version) {
        boolean versions = this == VERSION;
        boolean handles = this == HANDLES;
        int domains = this == TRANSITIVE ? 3 : 2;
        int frames = versions ? 3 : domains;
        return new Setup(
                domains,
                versions ? 2 : 1,
                1,
                versions ? 1 : 0,
                frames,
                2,
                vcpus,
                handles ? 2 : 1,
                handles ? 2 : HANDLES_PER_PAGE,
                2,
                this == BATCH ? 2 : 1,
                this == BATCH ? 2 : 1,
                version,
                true);
    }

    /** How far it goes. */
    public Bounds bounds() {
        return bounds(calls);
    }

    /** The same with another number of hypercalls. */
    public Bounds bounds(int mostCalls) {
        return new Bounds(mostCalls, edits, kinds);
    }
}
