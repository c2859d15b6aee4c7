package dev.fencepost.workbench;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.Proposal;
import dev.fencepost.model.verdict.Verdict;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code check} found out about one proposal on one platform.
 *
 * @param file where the proposal stands
 * @param proposal the proposal
 * @param stage which of its plans
 * @param platform the row
 * @param expected the verdict that the file expects, if it names this platform
 * @param verdict the verdict
 */
record CheckResult(
        Path file,
        Proposal proposal,
        Proposal.Stage stage,
        Platform platform,
        Optional<String> expected,
        Verdict verdict) {
    /** Whether nobody expected anything else. */
    boolean asExpected() {
        return expected.isEmpty() || expected.get().equals(verdict.word());
    }

    /** Which plan, as tables say it. */
    String stageName() {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    /** The command that shows a violation again, step by step. */
    String again(String scenario, int bound) {
        return "./fencepost check " + file + " --platform " + platform.id()
                + (stage == Proposal.Stage.BEFORE ? " --before" : "") + " --replay " + scenario + ":" + bound;
    }
}
