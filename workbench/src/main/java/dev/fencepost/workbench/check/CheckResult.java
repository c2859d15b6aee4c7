package dev.fencepost.workbench.check;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code check} found out about one plan on one platform.
 *
 * @param asked what it was asked about
 * @param stage which of its plans
 * @param platform the row
 * @param expected the verdict that the file expects, if it names this platform
 * @param verdict the verdict
 */
record CheckResult(
        CheckAsked asked, Proposal.Stage stage, Platform platform, Optional<String> expected, Verdict verdict) {
    /** How a verdict relates to what was expected. */
    enum Outcome {
        /** It is what the file says. */
        AS_EXPECTED,
        /** It is not. */
        DIFFERS,
        /** Nobody said anything of this platform, and it does not hold; or it was asked, and nothing is known. */
        UNEXPECTED,
        /** It was asked, and here is the answer; or it holds, and nobody said anything of this platform. */
        ASKED;

        /** Whether it leaves the exit status at 0. */
        boolean isFine() {
            return this == AS_EXPECTED || this == ASKED;
        }

        /** For programs. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the verdict relates to what was expected. */
    Outcome outcome() {
        if (expected.isPresent()) {
            return expected.get().equals(verdict.word()) ? Outcome.AS_EXPECTED : Outcome.DIFFERS;
        }
        boolean answered = verdict instanceof Verdict.Holds || verdict instanceof Verdict.Violated && asked.onlyAsks();
        return answered ? Outcome.ASKED : Outcome.UNEXPECTED;
    }

    /** What was asked. */
    Proposal proposal() {
        return asked.proposal();
    }

    /** Which plan, as tables say it. */
    String stageName() {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    /** The command that shows a violation again, step by step. */
    String again(String scenario, int bound) {
        return "./fencepost check " + asked.words() + " --platform " + platform.id()
                + (stage == Proposal.Stage.BEFORE ? " --before" : "") + " --replay " + scenario + ":" + bound;
    }
}
