package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantSite;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code's handles against the scenarios {@code maptrack} and {@code handle}: which accesses stand at each site. */
class GrantMaptrackTest {
    private static final int START = GrantHypervisor.maptrackBytes(1, 3);
    private static final int POINTER = 4;
    private static final int REF = 16;
    private static final int FLAGS = 20;
    private static final int DOMID = 22;

    @ParameterizedTest
    @CsvSource({
        "GX6, true, " + POINTER + ", 0",
        "GX7, false, 0, " + POINTER,
        "GX8, true, " + REF + ", " + FLAGS,
        "GX9, false, " + FLAGS + ", " + DOMID,
    })
    @Claims(Clause.G6)
    void fenceStandsBetweenTheAccessesThatItsSiteOrders(GrantSite site, boolean stores, int before, int after) {
        assertThat(stands(Recorder::new, site, stores, before, after)).isTrue();
        assertThat(stands(MutantRecorders.without(site), site, stores, before, after))
                .as("without it")
                .isFalse();
        assertThat(stands(MutantRecorders.late(site), site, stores, before, after))
                .as("too late")
                .isFalse();
    }

    private static boolean stands(
            Function<SharedMemory, Recorder> recorder, GrantSite site, boolean stores, int before, int after) {
        List<Event> events = mapAndUnmap(recorder);
        for (int i = 1; i < events.size() - 1; i++) {
            boolean here = events.get(i) instanceof Event.Fence fence && fence.site() == site;
            if (here && is(events.get(i - 1), stores, before) && is(events.get(i + 1), stores, after)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(Event event, boolean store, int offset) {
        return event instanceof Event.Access access
                && access instanceof Event.Store == store
                && access.offset() == START + offset;
    }

    /** What domain 1 does to its handles. */
    private static List<Event> mapAndUnmap(Function<SharedMemory, Recorder> recorder) {
        Recorder tracks = recorder.apply(new ArrayMemory(2 * START));
        GrantLayout layout = new GrantLayout(0, 2 * GrantLayout.RESERVED);
        SharedMemory table = new ArrayMemory(layout.end());
        Frames frames = new Frames(1);
        frames.assign(0, 0);
        GrantHypervisor hypervisor = new GrantHypervisor(
                new GrantTable[] {
                    new GrantTable(table, layout, 0), new GrantTable(new ArrayMemory(layout.end()), layout, 1)
                },
                new GrantCheckedLocks(),
                frames,
                new Translations[] {new Translations(1, 0), new Translations(1, 0)},
                new ArrayMemory(0),
                tracks,
                1,
                3,
                new int[] {1});
        new GuestGrants(table, layout, 1).grant(0, 1, 0, false);
        MapGrant map = new MapGrant();
        map.flags = GrantFlags.HOST_MAP;
        hypervisor.map(0, map);
        UnmapGrant unmap = new UnmapGrant();
        unmap.handle = map.handle;
        unmap.address = 0;
        hypervisor.unmap(0, new UnmapGrant[] {unmap}, 1);
        return tracks.events();
    }
}
