package dev.fencepost.model.proposal.check;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.search.Explored;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checks proposals, platform by platform. Safe for several threads at a time. */
public final class ProposalCheck {
    private final Duration limit;
    private final PlanCheck.Extent extent;
    private final Mutants mutants;
    private final Explored explored;
    private final Map<Question, Verdict> answers = new ConcurrentHashMap<>();

    /** With a time limit for one exploration; one that hits it makes the verdict Bounded. */
    public ProposalCheck(Duration limit) {
        this(limit, PlanCheck.Extent.FIRST);
    }

    /** The same, with as many counterexamples as {@code extent} says. */
    public ProposalCheck(Duration limit, PlanCheck.Extent extent) {
        this.limit = limit;
        this.extent = extent;
        this.mutants = new Mutants(limit);
        this.explored = new Explored(limit);
    }

    /** The verdict about one of the two plans of {@code proposal} on {@code platform}. */
    public Verdict check(Proposal proposal, Proposal.Stage stage, Platform platform) {
        Question question = new Question(proposal.variant(), proposal.bound(), proposal.plan(stage), platform);
        return answers.computeIfAbsent(
                question,
                asked -> new PlanCheck(asked.variant(), asked.bound(), limit, mutants, explored)
                        .check(asked.plan(), asked.platform(), extent));
    }

    /** Proposals share plans: the one before is often the one that another proposes. */
    private record Question(Variant variant, int bound, BarrierPlan plan, Platform platform) {}
}
