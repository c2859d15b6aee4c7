package dev.fencepost.workbench.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Progress;
import dev.fencepost.workbench.explain.ExplainCommand;
import dev.fencepost.workbench.input.Choice;
import dev.fencepost.workbench.input.ProtocolNames;
import dev.fencepost.workbench.input.Today;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fencepost minimal}: every smallest sufficient barrier plan. */
@Command(
        name = "minimal",
        description = "Find every smallest set of barriers that is enough on a platform.",
        footer = {
            "",
            "A plan is smallest if it is enough and nothing weaker is at any one site. Exit status 1 means that a"
                    + " limit was hit, so that nothing is known."
        })
public final class MinimalCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(
            paramLabel = "PROTOCOL",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = ProtocolNames.class)
    private String protocolName;

    @Option(
            names = "--platform",
            required = true,
            paramLabel = "PLATFORM",
            description = "The platform; 'fencepost platforms' lists them.")
    private String platform;

    @Option(
            names = "--feature",
            paramLabel = "FEATURE",
            description = "What the parties agreed on, as in proposals; can be given several times.")
    private List<String> features = List.of();

    @Option(names = "--event-idx", description = "Of a ring: VIRTIO_F_EVENT_IDX was negotiated.")
    private boolean eventIdx;

    @Option(names = "--in-place", description = "Of a ring: the device consumes payloads where they lie.")
    private boolean inPlace;

    @Option(
            names = {"--bound", "--buffers"},
            paramLabel = "K",
            description = "How many buffers, or what else the protocol counts, a scenario passes at most (2, where"
                    + " the protocol has so many).")
    private Integer requested;

    private int bound;

    @Option(
            names = "--compare",
            description = "Hold what Linux, QEMU and others have today against the plans, by the table beside the"
                    + " protocol's file.")
    private boolean compare;

    @Option(
            names = "--weaken",
            paramLabel = "SITE=PRIMITIVE",
            description = "Show the execution that breaks a plan with this at that site.")
    private String weaken;

    @Option(
            names = "--plan",
            paramLabel = "N",
            description = "With --weaken: which of the plans, as numbered in the output (1).")
    private Integer number;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Time for one exploration (${DEFAULT-VALUE}); one that takes longer makes the answer" + " Bounded.")
    private int timeout;

    @Mixin
    private FormatOption format = new FormatOption();

    public MinimalCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Variant variant = variant();
        Protocol protocol = variant.protocol();
        Platform row = Choice.platform(platform, protocol);
        int usual = Math.min(2, protocol.largestBound());
        bound = requested == null ? usual : requested;
        if (bound < 1 || bound > protocol.largestBound()) {
            throw new BadInput(boundOption(protocol) + " expects "
                    + (protocol.largestBound() == 1 ? "1" : "a number from 1 to " + protocol.largestBound()) + ", not "
                    + bound);
        }
        List<MinimalDeployed> deployed =
                compare ? MinimalDeployed.of(Today.required(protocolName, protocol)) : List.of();
        if (timeout < 0) {
            throw new BadInput("--timeout expects a number of seconds, not " + timeout);
        }
        if (number != null && weaken == null) {
            throw new BadInput("--plan says which plan --weaken is about, and there is no --weaken");
        }
        Weakening weakening = weaken == null ? null : weakening(variant);
        MinimalAnswer answer = find(variant, row);
        if (weakening != null && !answer.bounded()) {
            show(answer, weakening);
        } else {
            print(answer, answer.plans().isEmpty() ? List.of() : deployed);
        }
        return answer.bounded() ? ExitStatus.DIFFERS : ExitStatus.EXPECTED;
    }

    private Variant variant() {
        List<String> all = new ArrayList<>(features);
        if (eventIdx) {
            all.add("EVENT_IDX");
        }
        if (inPlace) {
            all.add("IN_PLACE");
        }
        return Choice.variant(Choice.protocol(protocolName), all);
    }

    private MinimalAnswer find(Variant variant, Platform row) {
        try (Progress progress = output.progress("minimal")) {
            return new MinimalPlans(Duration.ofSeconds(timeout), progress::step).find(variant, bound, row);
        }
    }

    private void print(MinimalAnswer answer, List<MinimalDeployed> deployed) {
        if (format.json()) {
            output.out().println(MinimalJson.of(answer, deployed, check(answer)));
        } else {
            new MinimalText(output, answer, check(answer))
                    .print(again(answer.variant().protocol()), deployed);
        }
    }

    /** Checks other plans as the answer's were checked. */
    private PlanCheck check(MinimalAnswer answer) {
        Duration limit = Duration.ofSeconds(timeout);
        return new PlanCheck(answer.variant(), answer.bound(), limit, new Mutants(limit));
    }

    /** The command that is being run, without what only shows parts of the answer. */
    private String again(Protocol protocol) {
        return "./fencepost minimal " + protocolName + " --platform " + platform
                + (eventIdx ? " --event-idx" : "")
                + (inPlace ? " --in-place" : "")
                + features.stream().map(feature -> " --feature " + feature).collect(Collectors.joining())
                + (requested == null ? "" : " " + boundOption(protocol) + " " + bound);
    }

    private static String boundOption(Protocol protocol) {
        return protocol.unit().many().equals("buffers") ? "--buffers" : "--bound";
    }

    private record Weakening(BarrierSite site, Placement placement) {}

    private Weakening weakening(Variant variant) {
        Protocol protocol = variant.protocol();
        String[] words = weaken.split("=", 2);
        BarrierSite site = protocol.site(words[0]).orElseThrow(() -> ExplainCommand.unknownSite(words[0], protocol));
        if (words.length < 2) {
            throw new BadInput("--weaken expects SITE=PRIMITIVE, for example D1=none, not '" + weaken + "'");
        }
        return new Weakening(site, Choice.placement(words[1], site, variant));
    }

    private void show(MinimalAnswer answer, Weakening weakening) {
        if (!answer.sites().contains(weakening.site())) {
            throw new BadInput(weakening.site().name() + " is not a site with these features");
        }
        int plan = number == null ? 1 : number;
        if (plan < 1 || plan > answer.plans().size()) {
            throw new BadInput(
                    "--plan expects a number from 1 to " + answer.plans().size() + ", not " + plan);
        }
        BarrierPlan before = answer.plans().get(plan - 1).plan();
        new MinimalWeakening(output, answer, check(answer))
                .print(plan, before, weakening.site(), weakening.placement(), format.json());
    }
}
