package dev.fencepost.workbench.check;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.explain.ExplainCommand;
import dev.fencepost.workbench.input.Choice;
import dev.fencepost.workbench.input.ProtocolFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code check} is asked about: proposals in files and folders, protocols by name, and either of them with
 * something else at some sites.
 *
 * @param names files, folders and protocols
 * @param sites changes, such as {@code D3=smp_rmb}
 * @param features of protocols by name
 * @param bound of protocols by name; null for the usual one
 */
public record CheckSubjects(List<String> names, List<String> sites, List<String> features, Integer bound) {
    /** The usual bound, where a protocol counts so far. */
    private static final int USUAL = 2;

    /**
     * All of them.
     *
     * @throws BadInput if any is wrong, naming each that is
     */
    public List<CheckAsked> read() {
        List<CheckAsked> asked = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String name : names) {
            try {
                Optional<Protocol> protocol = Protocols.of(name);
                if (protocol.isPresent()) {
                    asked.add(changed(question(protocol.get(), name, "mandatory barriers")));
                } else if (ProtocolFiles.isProtocol(name)) {
                    asked.add(changed(question(ProtocolFiles.read(Path.of(name)), name, "what stands in the file")));
                } else {
                    demandNoOptions(name);
                    files(name, wrong).forEach(file -> asked.add(changed(file)));
                }
            } catch (BadInput e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new BadInput(wrong.stream().distinct().toList());
        }
        return asked;
    }

    private void demandNoOptions(String name) {
        if (!features.isEmpty() || bound != null) {
            throw new BadInput(
                    (bound == null ? "--feature" : "--bound") + " is for a protocol that is asked about by name" + " ("
                            + String.join(", ", Protocols.names()) + "), and " + name + " is a file that says it");
        }
    }

    /** The plan that the protocol's own text has: mandatory barriers, or what stands in a user's file. */
    private CheckAsked question(Protocol protocol, String name, String plan) {
        Variant variant = Choice.variant(protocol, features);
        int most = protocol.largestBound();
        int units = bound == null ? Math.min(USUAL, most) : bound;
        if (units < 1 || units > most) {
            throw new BadInput(
                    "--bound expects " + (most == 1 ? "1" : "a number from 1 to " + most) + ", not " + units);
        }
        String words = name
                + features.stream().map(each -> " --feature " + each).collect(Collectors.joining())
                + (bound == null ? "" : " --bound " + bound);
        String title = "the " + protocol.title()
                + (variant.features().isEmpty() ? "" : " with " + String.join(", ", variant.features()))
                + ", " + plan;
        Proposal proposal = new Proposal(
                protocol.name(), title, "asked on the command line", variant, units, own(protocol), List.of());
        return new CheckAsked(proposal, words, Optional.empty(), CheckAsked.everywhere(proposal));
    }

    /** What stands at the sites of the protocol's own text, as a change that changes nothing. */
    private static Map<BarrierSite, Proposal.Change> own(Protocol protocol) {
        Map<BarrierSite, Proposal.Change> changes = new LinkedHashMap<>();
        for (BarrierSite site : protocol.sites()) {
            Placement stands = protocol.plan().at(site);
            if (!stands.is(site.needs())) {
                changes.put(site, new Proposal.Change(stands, stands));
            }
        }
        return changes;
    }

    private List<CheckAsked> files(String name, List<String> wrong) {
        Path path = Path.of(name);
        if (!Files.exists(path) && !name.matches(".*(\\.ya?ml|[/\\\\].*)")) {
            throw new BadInput(name + ": no such file, and no protocol of that name"
                    + Nearest.to(name, Protocols.names())
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(" (" + String.join(", ", Protocols.names()) + ")"));
        }
        List<CheckAsked> read = new ArrayList<>();
        for (Path file : Files.isDirectory(path) ? inside(path) : List.of(path)) {
            try {
                read.add(CheckAsked.of(file));
            } catch (BadInput e) {
                wrong.add(e.getMessage());
            }
        }
        return read;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> inside = entries.filter(entry -> entry.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
            if (inside.isEmpty()) {
                throw new BadInput(folder + ": no proposal (*.yaml) in this folder");
            }
            return inside;
        } catch (IOException e) {
            throw new BadInput("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The plan after the change with what {@code --site} says instead; what a file expects is not about that. */
    private CheckAsked changed(CheckAsked asked) {
        if (sites.isEmpty()) {
            return asked;
        }
        Proposal old = asked.proposal();
        Map<BarrierSite, Proposal.Change> changes = new LinkedHashMap<>(old.changes());
        for (String words : sites) {
            BarrierSite site = site(words, old.variant());
            Placement before = old.plan(Proposal.Stage.AFTER).at(site);
            Placement after = Choice.placement(words.substring(words.indexOf('=') + 1), site, old.variant());
            changes.put(site, new Proposal.Change(before, after));
        }
        String title = old.title() + ", but for " + String.join(", ", sites);
        Proposal proposal =
                new Proposal(old.name(), title, old.source(), old.variant(), old.bound(), changes, List.of());
        String words =
                asked.words() + sites.stream().map(each -> " --site " + each).collect(Collectors.joining());
        return new CheckAsked(proposal, words, asked.file(), asked.platforms());
    }

    private static BarrierSite site(String words, Variant variant) {
        if (!words.contains("=")) {
            throw new BadInput("--site expects SITE=PRIMITIVE, for example D3=smp_rmb, not '" + words + "'");
        }
        Protocol protocol = variant.protocol();
        String name = words.substring(0, words.indexOf('='));
        BarrierSite site = protocol.site(name).orElseThrow(() -> ExplainCommand.unknownSite(name, protocol));
        protocol.absence(site, variant.features()).ifPresent(absence -> {
            throw new BadInput("--site " + words + ": " + name + " " + absence);
        });
        return site;
    }
}
