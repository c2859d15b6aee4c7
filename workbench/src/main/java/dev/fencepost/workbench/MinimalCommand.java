package dev.fencepost.workbench;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.MinimalAnswer;
import dev.fencepost.model.proposal.MinimalPlans;
import dev.fencepost.model.vring.RingFeatures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
final class MinimalCommand implements Callable<Integer> {
    /** More buffers than this take longer than anyone waits, and no site needs them. */
    private static final int MOST_BUFFERS = 4;

    private final Output output;

    @Parameters(paramLabel = "RING", description = "The ring: split.")
    private String ring;

    @Option(
            names = "--platform",
            required = true,
            paramLabel = "PLATFORM",
            description = "The platform; 'fencepost platforms' lists them.")
    private String platform;

    @Option(names = "--event-idx", description = "VIRTIO_F_EVENT_IDX was negotiated.")
    private boolean eventIdx;

    @Option(names = "--in-place", description = "The device consumes payloads where they lie.")
    private boolean inPlace;

    @Option(
            names = "--buffers",
            paramLabel = "K",
            defaultValue = "2",
            description = "How many buffers a scenario passes at most (${DEFAULT-VALUE}).")
    private int buffers;

    @Option(names = "--compare", description = "Hold the barriers of today's Linux and QEMU against the plans.")
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

    MinimalCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        requireRing();
        Platform row = CheckCommand.platform(platform);
        if (buffers < 1 || buffers > MOST_BUFFERS) {
            throw new BadInput("--buffers expects a number from 1 to " + MOST_BUFFERS + ", not " + buffers);
        }
        if (timeout < 0) {
            throw new BadInput("--timeout expects a number of seconds, not " + timeout);
        }
        if (number != null && weaken == null) {
            throw new BadInput("--plan says which plan --weaken is about, and there is no --weaken");
        }
        Weakening weakening = weaken == null ? null : weakening();
        MinimalAnswer answer = find(row);
        if (weakening != null && !answer.bounded()) {
            show(answer, weakening);
        } else {
            print(answer);
        }
        return answer.bounded() ? ExitStatus.DIFFERS : ExitStatus.EXPECTED;
    }

    private void requireRing() {
        if (!ring.equals("split")) {
            throw new BadInput("unknown ring '" + ring + "'"
                    + Nearest.to(ring, List.of("split"))
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(" (expected split)"));
        }
    }

    private MinimalAnswer find(Platform row) {
        try (Progress progress = output.progress("minimal")) {
            return new MinimalPlans(Duration.ofSeconds(timeout), progress::step)
                    .find(new RingFeatures(eventIdx, inPlace), buffers, row);
        }
    }

    private void print(MinimalAnswer answer) {
        List<MinimalDeployed> deployed = compare && !answer.plans().isEmpty() ? MinimalDeployed.all() : List.of();
        if (format.json()) {
            output.out().println(MinimalJson.of(answer, deployed));
        } else {
            new MinimalText(output, answer).print(again(), deployed);
        }
    }

    /** The command that is being run, without what only shows parts of the answer. */
    private String again() {
        return "./fencepost minimal split --platform " + platform
                + (eventIdx ? " --event-idx" : "")
                + (inPlace ? " --in-place" : "")
                + (buffers == 2 ? "" : " --buffers " + buffers);
    }

    private record Weakening(BarrierSite site, Primitive primitive) {}

    private Weakening weakening() {
        String[] words = weaken.split("=", 2);
        BarrierSite site = ExplainCommand.site(words[0]);
        if (words.length < 2) {
            throw new BadInput("--weaken expects SITE=PRIMITIVE, for example D1=none, not '" + weaken + "'");
        }
        Primitive primitive = Primitive.of(words[1])
                .orElseThrow(() -> new BadInput("unknown primitive '" + words[1] + "'"
                        + Nearest.to(words[1], Primitive.spellings())
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse(" (expected one of " + String.join(", ", Primitive.spellings()) + ")")));
        if (!site.accepts(primitive)) {
            throw new BadInput(primitive.spelling() + " has no meaning at " + site + ", which orders " + site.orders());
        }
        return new Weakening(site, primitive);
    }

    private void show(MinimalAnswer answer, Weakening weakening) {
        if (!answer.sites().contains(weakening.site())) {
            throw new BadInput(weakening.site() + " is not a site with these features");
        }
        int plan = number == null ? 1 : number;
        if (plan < 1 || plan > answer.plans().size()) {
            throw new BadInput(
                    "--plan expects a number from 1 to " + answer.plans().size() + ", not " + plan);
        }
        BarrierPlan before = answer.plans().get(plan - 1).plan();
        new MinimalWeakening(output, answer, Duration.ofSeconds(timeout))
                .print(plan, before, weakening.site(), weakening.primitive(), format.json());
    }
}
