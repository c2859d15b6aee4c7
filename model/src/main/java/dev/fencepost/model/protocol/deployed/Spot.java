package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.platform.BarrierSite;
import java.util.List;
import java.util.Optional;

/**
 * A place in an implementation that is a site of the protocol, or several sites at once.
 *
 * @param file from the root of the repository
 * @param version the commit or release of the file that was read
 * @param function the function that the barrier's call stands in, or would stand in where there is none
 * @param sites what the place is in the protocol, at least one
 * @param call what stands there as the code spells it: a word of the implementation or a primitive; {@code none}
 * @param number which call of that spelling in the function it is, from 1; for {@code none} always 1
 * @param between the two accesses that it stands between, as far as that is said
 * @param builds those that have it; if there are none all have
 * @param note what else is to be said, such as the commit that put it there; may be empty
 */
public record Spot(
        String file,
        String version,
        String function,
        List<BarrierSite> sites,
        String call,
        int number,
        Optional<Between> between,
        List<Build> builds,
        String note) {
    /** Copies the lists. */
    public Spot {
        sites = List.copyOf(sites);
        builds = List.copyOf(builds);
    }

    /** Whether a build of its code has it. */
    public boolean isIn(Build build) {
        return builds.isEmpty() || builds.contains(build);
    }

    /**
     * Two accesses of the function, each by a name that stands in its text.
     *
     * @param first of the access before
     * @param second of the access behind
     */
    public record Between(String first, String second) {}
}
