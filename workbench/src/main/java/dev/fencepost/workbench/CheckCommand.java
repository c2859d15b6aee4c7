package dev.fencepost.workbench;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.Proposal;
import dev.fencepost.model.proposal.ProposalCheck;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.stream.Stream;
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
                    + " mandatory barrier, so that the other side is right."
        })
final class CheckCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Proposals, and folders of proposals.")
    private List<Path> paths;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            description = "Check on this platform instead of those in the file; can be given several times.")
    private List<String> platforms = List.of();

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

    CheckCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (timeout < 0) {
            throw new BadInput("--timeout expects a number of seconds, not " + timeout);
        }
        List<Path> files = files();
        List<Platform> chosen = platforms.stream().map(Choice::platform).toList();
        List<Pair> pairs = pairs(files, chosen);
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
        return results.stream().allMatch(CheckResult::asExpected) ? ExitStatus.EXPECTED : ExitStatus.DIFFERS;
    }

    private void printJson(CheckResult result) {
        output.out().println(CheckJson.of(result));
        output.out().flush();
    }

    /** A proposal's plan on a platform. */
    record Pair(Path file, Proposal proposal, Proposal.Stage stage, Platform platform, Optional<String> expected) {
        /** Which plan, as tables say it. */
        String stageName() {
            return stage.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing is checked where one file is wrong, and every wrong file is named. */
    private List<Pair> pairs(List<Path> files, List<Platform> chosen) {
        List<Pair> pairs = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Path file : files) {
            try {
                pairs.addAll(pairs(file, ProposalReader.read(file), chosen));
            } catch (BadInput e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new BadInput(wrong);
        }
        return pairs;
    }

    private List<Pair> pairs(Path file, Proposal proposal, List<Platform> chosen) {
        if (chosen.isEmpty()) {
            return proposal.expectations().stream()
                    .filter(each -> !before || each.stage() == Proposal.Stage.BEFORE)
                    .map(each -> new Pair(file, proposal, each.stage(), each.platform(), Optional.of(each.verdict())))
                    .toList();
        }
        Proposal.Stage stage = before ? Proposal.Stage.BEFORE : Proposal.Stage.AFTER;
        chosen.forEach(
                platform -> Choice.platform(platform.id(), proposal.variant().protocol()));
        return chosen.stream()
                .map(platform -> new Pair(file, proposal, stage, platform, expectation(proposal, stage, platform)))
                .toList();
    }

    private static Optional<String> expectation(Proposal proposal, Proposal.Stage stage, Platform platform) {
        return proposal.expectations().stream()
                .filter(each -> each.platform().equals(platform) && each.stage() == stage)
                .map(Proposal.Expectation::verdict)
                .findFirst();
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<Path> inside = inside(path);
                if (inside.isEmpty()) {
                    throw new BadInput(path + ": no proposal (*.yaml) in this folder");
                }
                files.addAll(inside);
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadInput("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** All of them, on all processors; in the order given, {@code known} gets each as soon as it is. */
    private List<CheckResult> check(List<Pair> pairs, Consumer<CheckResult> known) {
        ProposalCheck check = new ProposalCheck(Duration.ofSeconds(timeout));
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Progress progress = output.progress("checking")) {
            List<Future<CheckResult>> futures = new ArrayList<>();
            for (Pair pair : pairs) {
                futures.add(workers.submit(() -> new CheckResult(
                        pair.file(),
                        pair.proposal(),
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
