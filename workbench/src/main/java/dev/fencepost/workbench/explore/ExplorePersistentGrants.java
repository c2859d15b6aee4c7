package dev.fencepost.workbench.explore;

import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.PersistentGrantModel;
import dev.fencepost.model.grant.persistent.PersistentOption;
import dev.fencepost.model.grant.persistent.Precaution;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Named;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fencepost explore persistent-grants}. */
@Command(
        name = "persistent-grants",
        description = "Grants that stay mapped across requests: pool, cache, purge and disconnect.",
        footer = {
            "",
            "--with adds what may happen beside ordinary traffic: hostile-front, hostile-back, toggle, reconnect or"
                    + " no-purge. Clauses B1 to B8.",
            "--without leaves a precaution out, for example active-refused; an unknown name lists all.",
            ExploreLimits.EXIT_STATUS
        })
final class ExplorePersistentGrants extends ExploreModel {
    @Option(
            names = "--design",
            paramLabel = "DESIGN",
            defaultValue = "tree",
            description = "How the backend finds a mapping: tree or table (${DEFAULT-VALUE}).")
    private String design;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "2",
            description = "Pages of the frontend's pool, 1 to 32 (${DEFAULT-VALUE}).")
    private int pages;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "1",
            description = "Segments that a request may have, 1 to 11 (${DEFAULT-VALUE}).")
    private int segments;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "2",
            description = "Requests in flight at most, 1 to 8 (${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1",
            description = "Grants that the backend keeps at most, 0 to 32 (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "1",
            description = "Devices that share pool and cache, 1 or 2 (${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--no-feature", description = "One side has no feature-persistent.")
    private boolean noFeature;

    @Option(names = "--with", paramLabel = "OPTION", description = "What else may happen; can be given several times.")
    private List<String> with = List.of();

    @Option(
            names = "--without",
            paramLabel = "PRECAUTION",
            description = "Leave a precaution out; can be given several times.")
    private List<String> without = List.of();

    ExplorePersistentGrants(Output output) {
        super(output);
    }

    @Override
    protected Machine<?> machine() {
        Design chosen = Named.of("--design", design, Design.class);
        Setup setup = Setup.of(pages, segments, requests, limit, chosen).shared(devices);
        setup = noFeature ? setup.withoutFeature() : setup;
        for (String name : with) {
            setup = setup.with(Named.of("--with", name, PersistentOption.class));
        }
        for (Precaution each : Named.without(without, Precaution.class)) {
            setup = setup.without(each);
        }
        return new PersistentGrantModel(setup);
    }
}
