package dev.fencepost.workbench;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.model.vring.RingModelBounds;
import dev.fencepost.model.vring.SplitRingModelMachine;
import dev.fencepost.model.vring.SplitRingModelSetup;
import dev.fencepost.model.vring.SplitRingSite;
import dev.fencepost.model.vring.SplitRingStoreBufferModel;
import dev.fencepost.model.vring.SplitRingStoreBufferSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fencepost explore split-ring}: every state that a model reaches. */
@Command(
        name = "explore",
        description = "Visit every state that a model of a ring reaches, and show the shortest way to a broken clause.",
        footer = {
            "",
            "Without --tso or --sc: what driver and device may do, one action at a time (clauses S1 to S9). With one of"
                    + " them: each shared access is a step, on a machine with or without store buffers (clauses S3, S4"
                    + " and S6), and --drop leaves out full barriers.",
            "Exit status 0 for Holds, 1 for Violated, and 1 for Bounded: a limit was hit, which says nothing."
        })
final class ExploreCommand implements Callable<Integer> {
    private static final String SPLIT_RING = "split-ring";
    private static final int STORE_BUFFER = 2;
    private static final int LARGEST = 16;

    private final Output output;

    @Parameters(paramLabel = "MODEL", description = "The model: split-ring.")
    private String model;

    @Option(names = "--size", paramLabel = "N", defaultValue = "2", description = "Queue size (${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--buffers",
            paramLabel = "K",
            defaultValue = "2",
            description = "Buffers that pass through the ring (${DEFAULT-VALUE}); 0 for no bound.")
    private int buffers;

    @Option(names = "--event-idx", description = "With VIRTIO_F_EVENT_IDX; without, flags suppress notifications.")
    private boolean eventIdx;

    @Option(names = "--indirect", description = "With VIRTIO_F_INDIRECT_DESC.")
    private boolean indirect;

    @Option(names = "--in-order", description = "With VIRTIO_F_IN_ORDER.")
    private boolean inOrder;

    @ArgGroup
    private Order order = new Order();

    private static final class Order {
        @Option(names = "--tso", description = "On a machine with a store buffer of 2 entries for each side.")
        private boolean tso;

        @Option(names = "--sc", description = "On a sequentially consistent machine.")
        private boolean sc;
    }

    @Option(
            names = "--drop",
            paramLabel = "SITE",
            description = "Leave out the full barrier at D2, D5, V3 or V4; can be given several times.")
    private List<String> dropped = List.of();

    @Option(names = "--max-states", paramLabel = "N", description = "Stop at this many states.")
    private Long maxStates;

    @Option(names = "--max-memory", paramLabel = "MB", description = "Stop at this much memory for states.")
    private Long maxMemory;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Stop after this time.")
    private Long timeout;

    @Mixin
    private FormatOption format = new FormatOption();

    ExploreCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (!model.equals(SPLIT_RING)) {
            throw new BadInput("unknown model '" + model + "' (expected " + SPLIT_RING + ")");
        }
        Machine<?> machine = machine();
        Limits limits = limits();
        Exploration<?> exploration = explore(machine, limits);
        Verdict verdict = exploration.verdict();
        if (format.json()) {
            output.out().println(ExploreReport.json(exploration, verdict, again()));
        } else {
            new ExploreReport(output).print(exploration, verdict, again());
        }
        return verdict instanceof Verdict.Holds ? ExitStatus.EXPECTED : ExitStatus.DIFFERS;
    }

    private Exploration<?> explore(Machine<?> machine, Limits limits) {
        try (Progress progress = output.progress("exploring")) {
            return Explorer.explore(machine, limits, now -> progress.step(words(now)));
        }
    }

    private static String words(Listener.Progress now) {
        return String.format(
                Locale.ROOT,
                "%,d states, %,.0f states/s, %,d waiting, depth %d, %,d MB",
                now.states(),
                now.rate(),
                now.waiting(),
                now.depth(),
                now.bytes() >> 20);
    }

    private Machine<?> machine() {
        boolean accesses = order.tso || order.sc;
        if (accesses && (indirect || inOrder)) {
            throw new BadInput("--indirect and --in-order are not in the model with --tso or --sc");
        }
        if (!accesses && !dropped.isEmpty()) {
            throw new BadInput("--drop needs --tso or --sc: without, the model has no barriers");
        }
        if (size > LARGEST) {
            throw new BadInput("--size " + size + ": at most " + LARGEST + " can be explored");
        }
        try {
            if (accesses) {
                return new SplitRingStoreBufferModel(
                        new SplitRingStoreBufferSetup(size, buffers, eventIdx, order.tso ? STORE_BUFFER : 0, sites()));
            }
            int modulus = SplitRingModelSetup.scaledModulus(size);
            return new SplitRingModelMachine(
                    new SplitRingModelSetup(size, modulus, eventIdx, indirect, inOrder),
                    RingModelBounds.ofBuffers(buffers));
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage(), e);
        }
    }

    private Set<SplitRingSite> sites() {
        Set<SplitRingSite> sites = EnumSet.noneOf(SplitRingSite.class);
        for (String name : dropped) {
            sites.add(SplitRingStoreBufferSetup.SITES.stream()
                    .filter(site -> site.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BadInput("--drop " + name + ": expected D2, D5, V3 or V4")));
        }
        return sites;
    }

    private Limits limits() {
        Limits limits = Limits.ofThisJvm();
        if (maxMemory != null) {
            long most = limits.bytes() >> 20;
            if (maxMemory < 1 || maxMemory > most) {
                throw new BadInput("--max-memory " + maxMemory + ": expected 1 to " + most
                        + " (give the JVM more with FENCEPOST_JAVA_OPTS=-Xmx...)");
            }
            limits = limits.withBytes(maxMemory << 20);
        }
        if (maxStates != null) {
            if (maxStates < 1 || maxStates > Limits.MOST_STATES) {
                throw new BadInput("--max-states " + maxStates + ": expected 1 to " + Limits.MOST_STATES);
            }
            limits = limits.withStates(maxStates);
        }
        if (timeout != null) {
            if (timeout < 0) {
                throw new BadInput("--timeout " + timeout + ": expected 0 or more");
            }
            limits = limits.withTime(Duration.ofSeconds(timeout));
        }
        return limits;
    }

    /** The command line that shows the same again. */
    private String again() {
        List<String> words = new ArrayList<>(List.of("./fencepost", "explore", model));
        words.addAll(List.of("--size", "" + size, "--buffers", "" + buffers));
        addIf(words, eventIdx, "--event-idx");
        addIf(words, indirect, "--indirect");
        addIf(words, inOrder, "--in-order");
        addIf(words, order.tso, "--tso");
        addIf(words, order.sc, "--sc");
        dropped.forEach(site -> words.addAll(List.of("--drop", site)));
        addIf(words, maxStates != null, "--max-states " + maxStates);
        addIf(words, maxMemory != null, "--max-memory " + maxMemory);
        addIf(words, timeout != null, "--timeout " + timeout);
        return String.join(" ", words);
    }

    private static void addIf(List<String> words, boolean condition, String word) {
        if (condition) {
            words.add(word);
        }
    }
}
