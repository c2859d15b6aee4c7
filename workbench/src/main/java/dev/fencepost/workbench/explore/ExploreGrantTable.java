package dev.fencepost.workbench.explore;

import dev.fencepost.model.grant.table.GrantTableMachine;
import dev.fencepost.model.grant.table.Scene;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fencepost explore grant-table}. */
@Command(
        name = "grant-table",
        description = "Xen's grant tables: guests, hypercalls, and guests that break the rules.",
        footer = {
            "",
            "Scenes: map, device, batch, hostile, copy, transitive, transfer, version, handles. Each has the actors and"
                    + " choices of one part of the rules (clauses G1 to G9).",
            ExploreLimits.EXIT_STATUS
        })
final class ExploreGrantTable extends ExploreModel {
    @Option(
            names = "--scene",
            paramLabel = "SCENE",
            defaultValue = "map",
            description = "What is tried (${DEFAULT-VALUE}).")
    private String scene;

    @Option(
            names = "--table-version",
            paramLabel = "N",
            defaultValue = "1",
            description = "Version that the tables begin with, 1 or 2 (${DEFAULT-VALUE}).")
    private int version;

    @Option(
            names = "--calls",
            paramLabel = "K",
            description = "Hypercalls in all, up to 15; 0 for no bound. Each scene has a number of its own.")
    private Integer calls;

    ExploreGrantTable(Output output) {
        super(output);
    }

    @Override
    protected Machine<?> machine() {
        List<String> names = Arrays.stream(Scene.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(scene)) {
            throw Choice.unknown("scene", scene, names);
        }
        Scene chosen = Scene.values()[names.indexOf(scene)];
        if (version == 1 && !chosen.has(version)) {
            throw new BadInput("--scene " + scene + " needs --table-version 2: version 1 has no such entries");
        }
        return new GrantTableMachine(chosen.setup(version), calls == null ? chosen.bounds() : chosen.bounds(calls));
    }
}
