package dev.fencepost.model.protocol;

import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Side;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A bounded piece of a protocol's algorithms, whole in its order: a scenario leaves out accesses that its claims do not
 * depend on, never a barrier site between accesses that it has.
 *
 * @param name for messages and {@code --replay}: lower-case letters, digits and hyphens
 * @param bound how many of the protocol's units pass through it
 * @param program the threads, in the vocabulary of the platform that it was written for
 * @param written the program before an architecture's compiler lowers it, where it has accesses that are not marked:
 *     whether these race is a question about the source; elsewhere empty
 * @param roles who plays each thread, in their order
 * @param claims what no execution may end in
 * @param sites the barrier sites that stand in the program
 */
public record Scenario(
        String name,
        int bound,
        Program program,
        Optional<Program> written,
        List<Role> roles,
        List<Claim> claims,
        Set<BarrierSite> sites) {
    /** Copies the collections. */
    public Scenario {
        Objects.requireNonNull(written, "written");
        roles = List.copyOf(roles);
        claims = List.copyOf(claims);
        sites = Set.copyOf(sites);
        if (roles.size() != program.threads().size()) {
            throw new IllegalArgumentException(name + ": " + roles.size() + " roles for "
                    + program.threads().size() + " threads");
        }
    }

    /** A scenario whose program nothing lowers any more. */
    public Scenario(
            String name, int bound, Program program, List<Role> roles, List<Claim> claims, Set<BarrierSite> sites) {
        this(name, bound, program, ifPlain(program), roles, claims, sites);
    }

    /** That program if it has accesses that are not marked. */
    public static Optional<Program> ifPlain(Program program) {
        return program.hasPlainAccesses() ? Optional.of(program) : Optional.empty();
    }

    /** The side of the platform that each thread runs on, in their order. */
    public List<Side> sides() {
        return roles.stream().map(Role::party).toList();
    }
}
