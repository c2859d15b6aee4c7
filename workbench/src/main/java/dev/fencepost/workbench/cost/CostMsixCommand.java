package dev.fencepost.workbench.cost;

import dev.fencepost.model.msix.intercept.Count;
import dev.fencepost.model.msix.intercept.ShadowCost;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.GuestRange;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fencepost cost msix}: table accesses that reach the device model, with and without a shadow. */
@Command(
        name = "msix",
        description = "MSI-X table accesses that reach the device model, with and without a shadow that answers them.")
final class CostMsixCommand implements Callable<Integer> {
    private final Output output;

    @Option(
            names = "--guests",
            paramLabel = "FROM..TO",
            defaultValue = "1..24",
            description = "How many Linux guests with a busy device each (default: ${DEFAULT-VALUE}).")
    private String guests;

    @Mixin
    private FormatOption format = new FormatOption();

    CostMsixCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        GuestRange range = GuestRange.of(guests);
        ShadowCost cost = new ShadowCost(Count::ofLinux);
        CostReport.print(cost.of(range.from(), range.to()), output, format.json());
        return ExitStatus.EXPECTED;
    }
}
