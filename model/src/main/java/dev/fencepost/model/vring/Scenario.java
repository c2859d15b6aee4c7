package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Program;
import dev.fencepost.model.platform.BarrierSite;
import java.util.List;
import java.util.Set;

/**
 * A bounded piece of the ring's algorithm, whole in its order: a scenario leaves out accesses that its claims do not
 * depend on, never a barrier site between accesses that it has.
 *
 * @param name for messages and {@code --replay}
 * @param buffers how many buffers pass through it
 * @param program driver and device, in this order
 * @param claims what no execution may end in
 * @param sites the barrier sites that stand in the program
 */
public record Scenario(String name, int buffers, Program program, List<Claim> claims, Set<BarrierSite> sites) {
    /** Copies the collections. */
    public Scenario {
        claims = List.copyOf(claims);
        sites = Set.copyOf(sites);
    }
}
