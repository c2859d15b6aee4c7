package dev.fencepost.workbench.check;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.WholeFile;
import java.nio.file.Path;
import java.util.List;

/** Writes the essence of counterexamples as litmus tests, where herd7 has a model that can judge them. */
final class CheckLitmus {
    private final Output output;
    private final Path folder;

    CheckLitmus(Output output, Path folder) {
        this.output = output;
        this.folder = folder;
    }

    void write(List<CheckResult> results) {
        for (CheckResult result : results) {
            if (result.verdict() instanceof Verdict.Violated violated) {
                for (Counterexample example : violated.counterexamples()) {
                    write(result, violated, example);
                }
            }
        }
    }

    /** The first counterexample has the plain name, the others have that of their scenario behind it. */
    private void write(CheckResult result, Verdict.Violated violated, Counterexample example) {
        String stage = result.stage() == Proposal.Stage.BEFORE ? "+before" : "";
        String scenario = example == violated.counterexample() ? "" : "+" + example.scenario();
        String name =
                result.proposal().name() + stage + "+" + result.platform().id().replace('/', '-') + scenario;
        if (violated.evidence().basis() == Evidence.Basis.EXTENSION) {
            output.err().println(name + ": no litmus test, herd7 has no model of a weak boundary");
        } else if (example.essence().isEmpty()) {
            output.err().println(name + ": no litmus test, the execution is sequentially consistent");
        } else {
            List<String> comments = List.of(
                    result.proposal().title(),
                    result.proposal().source(),
                    "Platform " + result.platform().id() + ", scenario " + example.scenario() + ": " + example.finding()
                            + " (" + example.clause() + ").",
                    "The Linux kernel memory model allows this outcome: expect Sometimes.");
            String text = EssenceLitmus.of(
                    example.essence().get(), result.proposal().variant().protocol(), name, comments);
            if (isAllowed(text)) {
                WholeFile.write(folder.resolve(name + ".litmus"), text);
            } else {
                output.err().println(name + ": no litmus test, these few accesses alone do not show it");
            }
        }
    }

    /** Whether the Linux kernel memory model allows the outcome, as the comments say. */
    private static boolean isAllowed(String text) {
        LitmusTest test;
        try {
            test = new LitmusReader().read("", text);
        } catch (LitmusException e) {
            throw new IllegalStateException("an essence that is no litmus test: " + text, e);
        }
        return LitmusExplorer.explore(test, new Lkmm(), null).observation().equals("Sometimes");
    }
}
