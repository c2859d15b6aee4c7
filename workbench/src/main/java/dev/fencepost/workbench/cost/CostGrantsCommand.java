package dev.fencepost.workbench.cost;

import dev.fencepost.model.grant.persistent.Cost;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.GuestRange;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fencepost cost grants}: mappings for each request against mappings that persist. */
@Command(
        name = "grants",
        description = "I/O through one backend domain, with a mapping for each request and with persistent ones.")
final class CostGrantsCommand implements Callable<Integer> {
    private static final int MOST_VCPUS = 4096;

    private final Output output;

    @Option(
            names = "--guests",
            paramLabel = "FROM..TO",
            defaultValue = "1..15",
            description = "How many guests share the backend (default: ${DEFAULT-VALUE}).")
    private String guests;

    @Option(
            names = "--vcpus",
            paramLabel = "NUMBER",
            defaultValue = "24",
            description = "Virtual processors of the backend domain (default: ${DEFAULT-VALUE}).")
    private int vcpus;

    @Mixin
    private FormatOption format = new FormatOption();

    CostGrantsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        GuestRange range = GuestRange.of(guests);
        if (vcpus < 1 || vcpus > MOST_VCPUS) {
            throw new BadInput("--vcpus: 1 to " + MOST_VCPUS + ", not " + vcpus);
        }
        CostReport.print(Cost.of(range.from(), range.to(), vcpus), output, format.json());
        return ExitStatus.EXPECTED;
    }
}
