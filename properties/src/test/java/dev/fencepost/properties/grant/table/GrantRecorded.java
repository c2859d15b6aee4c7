package dev.fencepost.properties.grant.table;

import static dev.fencepost.properties.protocol.Sites.variant;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.Gntst;
import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.RecordedRules;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The implementation of grant tables against its protocol: what it does where the protocol has one of its scenarios.
 */
final class GrantRecorded {
    /** A transfer is the same in both versions. */
    private static final Set<String> OF_VERSION_1 = Set.of("lend", "end", "transfer");

    private static final Set<String> OF_VERSION_2 = Set.of("lend", "end", "lend-again");
    private static final GrantLayout LAYOUT = new GrantLayout(0, 16);
    private static final int REF = 0;
    private static final int READ = 256;
    private static final int WRITTEN = READ + 4;
    private static final int GIVEN = 9;
    private static final int FRAMES = 10;

    private final int version;
    private final Recorder guestSees;
    private final Recorder hypervisorSees;
    private final GuestGrants guest;
    private final GrantHypervisor hypervisor;
    private final MapGrant map = new MapGrant();
    private final UnmapGrant[] unmap = {new UnmapGrant()};

    private GrantRecorded(int version, Recorder guestSees, Recorder hypervisorSees) {
        this.version = version;
        this.guestSees = guestSees;
        this.hypervisorSees = hypervisorSees;
        guest = new GuestGrants(guestSees, LAYOUT, version);
        Frames frames = new Frames(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            frames.assign(i, i == GIVEN ? 1 : 0);
        }
        GrantTable[] tables = {
            new GrantTable(hypervisorSees, LAYOUT, 0), new GrantTable(new ArrayMemory(LAYOUT.end()), LAYOUT, 1)
        };
        Translations[] translations = {new Translations(1, 0), new Translations(1, 0)};
        SharedMemory tracks = new ArrayMemory(2 * GrantHypervisor.maptrackBytes(1, 3));
        hypervisor = new GrantHypervisor(
                tables, new GrantCheckedLocks(), frames, translations, new ArrayMemory(0), tracks, 1, 3, new int[] {0, 1
                });
    }

    /** Every scenario about the table with that plan, both sides in every order of their operations. */
    static RecordedCheck<Scenario> check(BarrierPlan plan, int version) {
        Variant variant = version == 1 ? variant("grant") : variant("grant", "GRANT_V2");
        List<Scenario> scenarios = variant
                .scenarios(plan, Platforms.of("smp-lkmm").orElseThrow(), 1)
                .stream()
                .filter(scenario -> (version == 1 ? OF_VERSION_1 : OF_VERSION_2).contains(scenario.name()))
                .toList();
        return new RecordedCheck<>(
                (scenario, schedule, first, second) -> run(scenario, version, schedule, first, second), scenarios, 5);
    }

    private static RecordedRun run(
            Scenario scenario,
            int version,
            boolean[] schedule,
            Function<SharedMemory, Recorder> first,
            Function<SharedMemory, Recorder> second) {
        SharedMemory memory = new ArrayMemory(WRITTEN + 4);
        Recorder guestSees = first.apply(memory);
        Recorder hypervisorSees = second.apply(memory);
        GrantRecorded machine = new GrantRecorded(version, guestSees, hypervisorSees);
        guestSees.unrecorded(() -> hypervisorSees.unrecorded(() -> machine.prepare(scenario.name())));
        Steps ofGuest = new Steps();
        Steps ofHypervisor = new Steps();
        machine.script(scenario.name(), ofGuest, ofHypervisor);
        Steps.run(schedule, ofGuest, ofHypervisor);
        return new RecordedRun(places(scenario, version), List.of(guestSees, hypervisorSees));
    }

    private void prepare(String scenario) {
        if (version == 2) {
            hypervisor.setVersion(0, 2);
        }
        switch (scenario) {
            case "end", "lend-again" -> guest.grant(REF, 1, 1, false);
            case "transfer" -> guest.accept(REF, 1, 0);
            default -> {}
        }
    }

    private void script(String scenario, Steps ofGuest, Steps ofHypervisor) {
        switch (scenario) {
            case "lend" -> {
                ofGuest.then(() -> does(() -> guest.grant(REF, 1, 1, false)));
                ofHypervisor.then(this::map);
            }
            case "end" -> {
                ofGuest.then(() -> guest.end(REF));
                ofGuest.then(() -> does(this::takeBack));
                ofHypervisor.then(this::map);
                ofHypervisor.then(() -> does(this::use));
                ofHypervisor.then(() -> does(this::unmap));
            }
            case "lend-again" -> {
                ofGuest.then(() -> guest.end(REF));
                ofGuest.then(() -> does(() -> guest.grant(REF, 1, 2, true)));
                ofHypervisor.then(this::map);
            }
            default -> {
                ofGuest.then(() -> does(() -> guest.endAccept(REF)));
                ofHypervisor.then(() -> does(() -> hypervisor.transfer(1, GIVEN, 0, REF)));
            }
        }
    }

    private static boolean does(Runnable step) {
        step.run();
        return true;
    }

    private void takeBack() {
        guestSees.load32(Mode.OPAQUE, WRITTEN);
        guestSees.store32(Mode.OPAQUE, READ, 5);
    }

    private boolean map() {
        map.ref = REF;
        map.flags = GrantFlags.HOST_MAP | GrantFlags.MAP_READONLY;
        hypervisor.map(1, map);
        return map.status == Gntst.OKAY;
    }

    private void use() {
        hypervisorSees.store32(Mode.OPAQUE, WRITTEN, GIVEN);
        hypervisorSees.load32(Mode.OPAQUE, READ);
    }

    private void unmap() {
        unmap[0].handle = map.handle;
        unmap[0].address = 0;
        hypervisor.unmap(1, unmap, 1);
    }

    private static Places places(Scenario scenario, int version) {
        Places places = new Places(scenario.program(), RecordedRules.strict(name -> false));
        int header = LAYOUT.header(version, REF);
        if (version == 1) { // compared and set as one word
            places.add(new Place(header, 4, "entry[0].flags", value -> value & 0xffff));
            places.add(Place.of(LAYOUT.frame(1, REF), 4, "entry[0].frame"));
        } else {
            places.add(Place.of(header, 2, "entry[0].flags"));
            places.add(Place.of(header + 2, 2, "entry[0].domid"));
            places.add(Place.of(LAYOUT.frame(2, REF), 8, "entry[0].frame"));
            places.add(Place.of(LAYOUT.status(REF), 2, "status[0]"));
        }
        places.add(Place.of(READ, 4, "page.read"));
        places.add(Place.of(WRITTEN, 4, "page.written"));
        return places;
    }
}
