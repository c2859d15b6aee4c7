package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.OperationalCheck;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.check.CheckAsked;
import dev.fencepost.workbench.check.CheckSubjects;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.CommandGroup;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Progress;
import dev.fencepost.workbench.input.Choice;
import dev.fencepost.workbench.input.ProtocolFiles;
import dev.fencepost.workbench.input.ProtocolNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fencepost explore MODEL}, and {@code explore PROTOCOL}: every state that a model, or a program, reaches. */
@Command(
        name = "explore",
        description =
                "Visit every state that a model or a protocol reaches, and show the shortest way to a broken clause.",
        commandListHeading = "%nModels, each with a --help of its own:%n",
        footer = {
            "",
            "A protocol's scenarios are run one step at a time, as x86 has them: with --tso behind store buffers, else"
                    + " each store is seen at once. The verdict is the one that the axioms of TSO, or of SC, give."
                    + " Where a model has the protocol's name, the file says which is meant: protocols/msix.c.",
            ExploreLimits.EXIT_STATUS
        })
public final class ExploreCommand implements Callable<Integer>, CommandGroup {
    /** A model adds one line. */
    private static final List<Function<Output, Object>> MODELS = List.of(
            ExploreSplitRing::new, //
            ExploreMsix::new,
            ExploreDispatch::new,
            ExploreGrantTable::new,
            ExplorePackedRing::new, //
            ExplorePersistentGrants::new //
            );

    /** For one exploration of a mutant, which says whether the bound is large enough. */
    private static final Duration MUTANTS = Duration.ofSeconds(60);

    private final Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROTOCOL",
            description = "A protocol by name, one of ${COMPLETION-CANDIDATES}, or a protocol file.",
            completionCandidates = ProtocolNames.class)
    private String name;

    @Option(names = "--tso", description = "Of a protocol: each thread has a store buffer.")
    private boolean tso;

    @Option(
            names = "--site",
            paramLabel = "SITE=PRIMITIVE",
            description = "Of a protocol: with this at that site; can be given several times.")
    private List<String> sites = List.of();

    @Option(
            names = "--feature",
            paramLabel = "FEATURE",
            description = "Of a protocol: what the parties agreed on; can be given several times.")
    private List<String> features = List.of();

    @Option(
            names = {"--bound", "--buffers"},
            paramLabel = "K",
            description = "Of a protocol: how many buffers, or what else it counts, a scenario passes at most (2, where"
                    + " it has so many).")
    private Integer bound;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description = "Of a protocol: only this scenario; can be given several times.")
    private List<String> wanted = List.of();

    @Mixin
    private ExploreLimits limits = new ExploreLimits();

    @Mixin
    private FormatOption format = new FormatOption();

    public ExploreCommand(Output output) {
        this.output = output;
    }

    @Override
    public List<Function<Output, Object>> commands() {
        return MODELS;
    }

    /** What stands before the name of a model is about a protocol, and would be ignored. */
    static void refuseOptionsBefore(CommandSpec model) {
        CommandSpec explore = model.parent();
        for (OptionSpec option : explore.options()) {
            boolean given = explore.commandLine().getParseResult().hasMatchedOption(option);
            if (given && !option.inherited()) {
                throw new BadInput(option.longestName() + " stands before '" + model.name()
                        + "', which is a model: its own options stand behind its name");
            }
        }
    }

    /** Arrives here without the name of a model. */
    @Override
    public Integer call() {
        if (name == null) {
            spec.commandLine().usage(output.err());
            return ExitStatus.BAD_INPUT;
        }
        if (!ProtocolFiles.isProtocol(name) && Protocols.of(name).isEmpty()) {
            List<String> known = new ArrayList<>(spec.subcommands().keySet());
            known.addAll(Protocols.names());
            throw Choice.unknown("model or protocol", name, known);
        }
        CheckAsked asked =
                new CheckSubjects(List.of(name), sites, features, bound).read().get(0);
        Protocol protocol = asked.proposal().variant().protocol();
        if (protocol.clauses().isEmpty()) {
            throw new BadInput(name + ": nothing is forbidden, so that nothing can be found: expected never(...)");
        }
        Platform platform = platform(protocol);
        demandScenarios(asked.proposal(), platform);
        OperationalCheck.Answer answer = check(asked.proposal(), platform, limits.limits());
        ExploreProtocolReport report = new ExploreProtocolReport(asked, platform, answer, again(asked));
        if (format.json()) {
            output.out().println(report.json());
        } else {
            report.print(output);
        }
        return answer.verdict() instanceof Verdict.Holds ? ExitStatus.EXPECTED : ExitStatus.DIFFERS;
    }

    private static Platform platform(Protocol protocol) {
        return OperationalCheck.platform(protocol)
                .orElseThrow(() -> new BadInput("the " + protocol.title() + " has a meaning on no x86 platform where"
                        + " store buffers are all that lies between the sides: " + protocol.players()));
    }

    /** All that are wanted are there, and are more than this engine knows in none of their accesses. */
    private void demandScenarios(Proposal proposal, Platform platform) {
        Set<String> known = new LinkedHashSet<>();
        List<String> refused = new ArrayList<>();
        for (int count = 1; count <= proposal.bound(); count++) {
            for (Scenario scenario :
                    proposal.variant().scenarios(proposal.plan(Proposal.Stage.AFTER), platform, count)) {
                boolean isNew = known.add(scenario.name());
                Optional<String> objection = OperationalCheck.objection(scenario);
                if (isNew && isWanted(scenario.name()) && objection.isPresent()) {
                    refused.add(name + ": scenario " + scenario.name() + ": " + objection.get());
                }
            }
        }
        for (String each : wanted) {
            if (!known.contains(each)) {
                throw Choice.unknown("scenario", each, List.copyOf(known));
            }
        }
        if (!refused.isEmpty()) {
            throw new BadInput(refused);
        }
    }

    private boolean isWanted(String scenario) {
        return wanted.isEmpty() || wanted.contains(scenario);
    }

    private OperationalCheck.Answer check(Proposal proposal, Platform platform, Limits most) {
        Optional<StoreBuffer> buffer = tso ? Optional.of(new StoreBuffer()) : Optional.empty();
        OperationalCheck check =
                new OperationalCheck(proposal.variant(), proposal.bound(), buffer, most, new Mutants(MUTANTS));
        try (Progress progress = output.progress("exploring")) {
            return check.check(
                    proposal.plan(Proposal.Stage.AFTER),
                    platform,
                    this::isWanted,
                    now -> progress.step(ExploreLimits.words(now)));
        } catch (ProgramFault e) {
            throw new BadInput(name + ": " + e.getMessage(), e);
        }
    }

    /** The command line that shows the same again. */
    private String again(CheckAsked asked) {
        return "./fencepost explore " + asked.words()
                + (tso ? " --tso" : "")
                + wanted.stream().map(each -> " --scenario " + each).collect(Collectors.joining())
                + limits.words();
    }
}
