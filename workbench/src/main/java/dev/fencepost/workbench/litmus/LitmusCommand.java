package dev.fencepost.workbench.litmus;

import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.Setting;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fencepost litmus FILE...}: what herd7 would say about litmus tests in C. */
@Command(
        name = "litmus",
        description = "Judge litmus tests in the C dialect of herd7, and print what herd7 prints.",
        footer = {
            "",
            "Not read: RCU, SRCU, tests in assembly languages; they are refused by name.",
            "A file that cannot be read costs one line on standard error and exit status 2; the others still run.",
            "Under armv8, riscv and tso the primitives are lowered as the Linux kernel lowers them."
        })
public final class LitmusCommand implements Callable<Integer> {
    private final Output output;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "lkmm",
            converter = LitmusModel.Converter.class,
            description = "lkmm (the default), armv8, armv8-rcpc, riscv, tso or sc.")
    private LitmusModel model;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            description = "Judge on this platform instead: the last thread is the device, the others are driver.")
    private String platform;

    @Option(
            names = "--side",
            paramLabel = "Pn=SIDE",
            description = "On a platform, the side of a thread: P0=device, P2=driver. Can be given several times.")
    private List<String> sides = List.of();

    @Option(
            names = "--location",
            paramLabel = "NAME=KIND",
            description = "On a platform, what lies behind a location: memory, non-coherent, mmio, write-combining or"
                    + " signal. Unless said, it shows in how the test uses it: writel, ioremap_wc, dma_sync_*.")
    private List<String> locations = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Tests judged at the same time; as many as there are processors unless given.")
    private int jobs;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For each test. One that takes longer gets the verdict Timeout, which says nothing about it.")
    private Double timeout;

    @Option(
            names = "--unroll",
            paramLabel = "N",
            defaultValue = "" + LitmusReader.DEFAULT_UNROLL,
            description = "Rounds of a loop, ${DEFAULT-VALUE} unless given.")
    private int unroll;

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Litmus tests, and folders: all files in them that end in .litmus, by name.")
    private List<Path> paths;

    public LitmusCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireAtLeast("--jobs", jobs, 0);
        requireAtLeast("--unroll", unroll, 0);
        if (timeout != null && !(timeout > 0 && timeout < 1e9)) {
            throw new ParameterException(spec.commandLine(), "--timeout must be a positive number of seconds");
        }
        Duration limit = timeout == null ? null : Duration.ofNanos((long) (timeout * 1e9));
        List<Path> files = LitmusFiles.in(paths);
        Setting setting = LitmusSettings.of(platform, sides, locations);
        LitmusJudge judge = new LitmusJudge(model, setting, unroll, limit);
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(jobs > 0 ? jobs : processors);
        try {
            List<Future<LitmusAnswer>> answers = files.stream()
                    .map(file -> workers.submit(() -> judge.judge(file)))
                    .toList();
            return print(files, answers, setting);
        } finally {
            workers.shutdownNow();
        }
    }

    private void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(spec.commandLine(), option + " must be at least " + least);
        }
    }

    private int print(List<Path> files, List<Future<LitmusAnswer>> answers, Setting setting)
            throws InterruptedException {
        LitmusPrinter printer = new LitmusPrinter(output, format.json(), model.label(), setting);
        try (Progress progress = output.progress("litmus")) {
            for (int i = 0; i < files.size(); i++) {
                progress.step((i + 1) + " of " + files.size() + ": " + files.get(i));
                printer.print(answers.get(i).get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return printer.status();
    }
}
