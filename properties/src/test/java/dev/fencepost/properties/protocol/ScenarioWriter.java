package dev.fencepost.properties.protocol;

import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A scenario being written: its threads, one by one, and then what must not come of them. */
public final class ScenarioWriter {
    private final BarrierPlan plan;
    private final Platform platform;
    private final Locations locations;
    private final List<SideWriter> threads = new ArrayList<>();

    /** Writes what {@code plan} has at each site, as {@code platform} understands it. */
    public ScenarioWriter(BarrierPlan plan, Platform platform, Locations locations) {
        this.plan = plan;
        this.platform = platform;
        this.locations = locations;
    }

    /** The next thread, named as its role. */
    public SideWriter thread(Role role) {
        return thread(role.label(), role);
    }

    /** The next thread, where several play one role. */
    public SideWriter thread(String name, Role role) {
        SideWriter thread = new SideWriter(threads.size(), name, role, plan, platform);
        threads.add(thread);
        return thread;
    }

    /** The scenario with all that was written. */
    public Scenario scenario(String name, int bound, List<Claim> claims) {
        List<Location> memory = locations.all();
        Program program = new Program(
                name, memory, threads.stream().map(SideWriter::thread).toList());
        Set<BarrierSite> sites = new LinkedHashSet<>();
        threads.forEach(thread -> sites.addAll(thread.sites()));
        return new Scenario(
                name,
                bound,
                platform.architecture().lowering().lower(program),
                threads.stream().map(SideWriter::role).toList(),
                claims,
                sites);
    }
}
