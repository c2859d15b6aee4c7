package dev.fencepost.workbench.check;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.workbench.input.ProposalReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Something to check: a proposal from a file, or a question on the command line.
 *
 * @param proposal the proposal; one without expectations only asks
 * @param words what names it on the command line
 * @param file where it stands, if it does in one
 * @param platforms where it is checked if it has no expectations
 */
public record CheckAsked(Proposal proposal, String words, Optional<Path> file, List<Platform> platforms) {
    /** A proposal as it stands in a file. */
    static CheckAsked of(Path file) {
        Proposal proposal = ProposalReader.read(file);
        List<Platform> named = proposal.expectations().stream()
                .map(Proposal.Expectation::platform)
                .distinct()
                .toList();
        List<Platform> platforms = named.isEmpty() ? everywhere(proposal) : named;
        return new CheckAsked(proposal, file.toString(), Optional.of(file), platforms);
    }

    /** Every platform on which its protocol has a meaning. */
    static List<Platform> everywhere(Proposal proposal) {
        return Platforms.rows().stream()
                .filter(row -> proposal.variant().protocol().objection(row).isEmpty())
                .toList();
    }

    /** Whether nobody has said what is expected. */
    boolean onlyAsks() {
        return proposal.expectations().isEmpty();
    }
}
