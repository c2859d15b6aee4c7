package dev.fencepost.model.proposal;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;

/** Checks proposals, platform by platform. Safe for several threads at a time. */
public final class ProposalCheck {
    private final Duration limit;
    private final Twins twins;

    /** With a time limit for one exploration; one that hits it makes the verdict Bounded. */
    public ProposalCheck(Duration limit) {
        this.limit = limit;
        this.twins = new Twins(limit);
    }

    /** The verdict about one of the two plans of {@code proposal} on {@code platform}. */
    public Verdict check(Proposal proposal, Proposal.Stage stage, Platform platform) {
        return new PlanCheck(proposal.features(), proposal.buffers(), limit, twins)
                .check(proposal.plan(stage), platform);
    }
}
