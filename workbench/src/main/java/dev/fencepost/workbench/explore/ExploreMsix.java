package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.msix.intercept.Design;
import dev.fencepost.model.msix.intercept.InterceptMachine;
import dev.fencepost.model.msix.table.MsixTableMachine;
import dev.fencepost.model.msix.table.Precaution;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fencepost explore msix}. */
@Command(
        name = "msix",
        description = "The MSI-X capability: masks, pending bits and messages.",
        footer = {
            "",
            "Without --intercept: what software and device may do to the capability, one action at a time (clauses M1"
                    + " to M6 and M9). With it: a guest, a hypervisor that answers for the table, and the device model"
                    + " behind it (clauses M1, M3, M5 and M8).",
            "--without leaves a precaution out, for example pending-latched; an unknown name lists all.",
            ExploreLimits.EXIT_STATUS
        })
final class ExploreMsix extends ExploreModel {
    @Option(
            names = "--vectors",
            paramLabel = "N",
            defaultValue = "2",
            description = "Entries of the table (${DEFAULT-VALUE}).")
    private int vectors;

    @Option(
            names = "--intercept",
            paramLabel = "DESIGN",
            description = "What the hypervisor answers: masks, shadow-2010 or shadow-today.")
    private String design;

    @Option(
            names = "--without",
            paramLabel = "PRECAUTION",
            description = "Leave a precaution of the capability out; can be given several times.")
    private List<String> without = List.of();

    ExploreMsix(Output output) {
        super(output);
    }

    @Override
    protected Machine<?> machine() {
        int most = design == null ? 3 : 2;
        if (vectors < 1 || vectors > most) {
            throw new BadInput("--vectors " + vectors + ": expected 1 to " + most);
        }
        if (design == null) {
            return new MsixTableMachine(vectors, Set.copyOf(Named.without(without, Precaution.class)));
        }
        if (!without.isEmpty()) {
            throw new BadInput(
                    "--without " + without.get(0) + " is a precaution of the capability, not of --intercept");
        }
        return new InterceptMachine(designOf(design), vectors);
    }

    private static Design designOf(String name) {
        List<Design> designs =
                Arrays.stream(Design.values()).filter(Design::answersMasks).toList();
        return designs.stream()
                .filter(known -> known.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("--intercept " + name + ": expected "
                        + String.join(", ", designs.stream().map(Design::label).toList())));
    }
}
