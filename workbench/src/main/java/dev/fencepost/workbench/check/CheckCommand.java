package dev.fencepost.workbench.check;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.proposal.check.ProposalCheck;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Progress;
import dev.fencepost.workbench.input.Choice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fencepost check}: proposals against platforms. */
@Command(
        name = "check",
        description = "Check proposed barrier changes on every platform they are meant for.",
        footer = {
            "",
            "A proposal is a YAML file; those in proposals/ are examples. At a site that it does not name stands the"
                    + " mandatory barrier, so that the other side is right. A file that expects nothing, and a protocol"
                    + " by name, only ask: then no verdict but Bounded is a failure."
        })
public final class CheckCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR|PROTOCOL",
            description = "Proposals, folders of proposals, and protocols by name, with mandatory barriers.")
    private List<String> names;

    @Option(
            names = "--site",
            paramLabel = "SITE=PRIMITIVE",
            description = "Check with this at that site, instead of what a file or a protocol has there; can be given"
                    + " several times. Of a release and an acquire both: D5=smp_store_release+smp_load_acquire.")
    private List<String> sites = List.of();

    @Option(
            names = "--feature",
            paramLabel = "FEATURE",
            description = "Of a protocol by name: what the parties agreed on; can be given several times.")
    private List<String> features = List.of();

    @Option(
            names = {"--bound", "--buffers"},
            paramLabel = "K",
            description = "Of a protocol by name: how many buffers, or what else it counts, a scenario passes at most"
                    + " (2, where it has so many).")
    private Integer bound;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            description = "Check on this platform instead of those in the file; can be given several times.")
    private List<String> platforms = List.of();

    @Option(
            names = "--first",
            description = "Stop at the first scenario that a plan breaks, instead of looking for all.")
    private boolean first;

    @Option(names = "--before", description = "Check the plans that stood before the change.")
    private boolean before;

    @Option(
            names = "--litmus",
            paramLabel = "DIR",
            description = "Write the essence of each counterexample as a litmus test for herd7 into this folder.")
    private Path litmus;

    @Option(
            names = "--replay",
            paramLabel = "SCENARIO:BOUND",
            description = "Show one violating execution of this scenario step by step.")
    private String replay;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Time for one exploration (${DEFAULT-VALUE}); one that takes longer makes the verdict Bounded.")
    private int timeout;

    @Mixin
    private FormatOption format = new FormatOption();

    public CheckCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (timeout < 0) {
            throw new BadInput("--timeout expects a number of seconds, not " + timeout);
        }
        List<Platform> chosen = platforms.stream().map(Choice::platform).toList();
        List<Pair> pairs = new CheckSubjects(names, sites, features, bound)
                .read().stream().flatMap(asked -> pairs(asked, chosen).stream()).toList();
        if (replay != null) {
            return new CheckReplay(output, Duration.ofSeconds(timeout), replay).show(pairs, format.json());
        }
        List<CheckResult> results = check(pairs, format.json() ? this::printJson : result -> {});
        if (!format.json()) {
            new CheckText(output).print(results);
        }
        if (litmus != null) {
            new CheckLitmus(output, litmus).write(results);
        }
        return results.stream().map(CheckResult::outcome).allMatch(CheckResult.Outcome::isFine)
                ? ExitStatus.EXPECTED
                : ExitStatus.DIFFERS;
    }

    private void printJson(CheckResult result) {
        output.out().println(CheckJson.of(result));
        output.out().flush();
    }

    /** A plan on a platform. */
    record Pair(CheckAsked asked, Proposal.Stage stage, Platform platform, Optional<String> expected) {
        /** What is asked. */
        Proposal proposal() {
            return asked.proposal();
        }

        /** Which plan, as tables say it. */
        String stageName() {
            return stage.name().toLowerCase(Locale.ROOT);
        }
    }

    private List<Pair> pairs(CheckAsked asked, List<Platform> chosen) {
        Proposal proposal = asked.proposal();
        boolean expects =
                proposal.expectations().stream().anyMatch(each -> !before || each.stage() == Proposal.Stage.BEFORE);
        if (chosen.isEmpty() && expects) {
            return proposal.expectations().stream()
                    .filter(each -> !before || each.stage() == Proposal.Stage.BEFORE)
                    .map(each -> new Pair(asked, each.stage(), each.platform(), Optional.of(each.verdict())))
                    .toList();
        }
        Proposal.Stage stage = before ? Proposal.Stage.BEFORE : Proposal.Stage.AFTER;
        chosen.forEach(
                platform -> Choice.platform(platform.id(), proposal.variant().protocol()));
        return (chosen.isEmpty() ? asked.platforms() : chosen)
                .stream()
                        .map(platform -> new Pair(asked, stage, platform, expectation(proposal, stage, platform)))
                        .toList();
    }

    private static Optional<String> expectation(Proposal proposal, Proposal.Stage stage, Platform platform) {
        return proposal.expectations().stream()
                .filter(each -> each.platform().equals(platform) && each.stage() == stage)
                .map(Proposal.Expectation::verdict)
                .findFirst();
    }

    /** All of them, on all processors; in the order given, {@code known} gets each as soon as it is. */
    private List<CheckResult> check(List<Pair> pairs, Consumer<CheckResult> known) {
        ProposalCheck check =
                new ProposalCheck(Duration.ofSeconds(timeout), first ? PlanCheck.Extent.FIRST : PlanCheck.Extent.ALL);
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Progress progress = output.progress("checking")) {
            List<Future<CheckResult>> futures = new ArrayList<>();
            for (Pair pair : pairs) {
                futures.add(workers.submit(() -> new CheckResult(
                        pair.asked(),
                        pair.stage(),
                        pair.platform(),
                        pair.expected(),
                        check.check(pair.proposal(), pair.stage(), pair.platform()))));
            }
            List<CheckResult> results = new ArrayList<>();
            for (Future<CheckResult> future : futures) {
                Pair now = pairs.get(results.size());
                progress.step((results.size() + 1) + " of " + pairs.size() + ": "
                        + now.proposal().name() + " on " + now.platform().id());
                results.add(future.get());
                known.accept(results.get(results.size() - 1));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
