package dev.fencepost.workbench.explain;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.PrimitiveTable;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import dev.fencepost.workbench.input.Choice;
import dev.fencepost.workbench.input.ProtocolFiles;
import dev.fencepost.workbench.input.ProtocolNames;
import dev.fencepost.workbench.input.Today;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fencepost explain NAME}: a barrier site, a function that has some, or a barrier. */
@Command(
        name = "explain",
        description = "Say what a barrier site, a function or a barrier orders, and what breaks without it.")
public final class ExplainCommand implements Callable<Integer> {
    private final Output output;
    private final ExplainEntry entry;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Barrier sites (D2, split:D2, my-ring.c:P1), functions of code of today"
                    + " (virtqueue_get_buf, vhost_get_vq_desc), barriers (virtio_wmb, smp_store_release); of a protocol"
                    + " or a protocol file all sites; without any, one line for each.")
    private List<String> names = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            completionCandidates = ProtocolNames.class,
            description = "One protocol only: one of ${COMPLETION-CANDIDATES}, or a protocol file.")
    private String protocolName;

    public ExplainCommand(Output output) {
        this.output = output;
        this.entry = new ExplainEntry(output);
    }

    @Override
    public Integer call() {
        if (names.isEmpty()) {
            List<Protocol> protocols = protocolName == null ? Protocols.all() : List.of(Choice.protocol(protocolName));
            for (Protocol protocol : protocols) {
                output.out().print(protocol == protocols.get(0) ? "" : "\n");
                list(protocol);
            }
        }
        names.forEach(this::explain);
        return ExitStatus.EXPECTED;
    }

    private void explain(String name) {
        int colon = name.lastIndexOf(':');
        String before = colon < 0 ? "" : name.substring(0, colon);
        if (isProtocol(name)) {
            list(Choice.protocol(name));
        } else if (isProtocol(before)) {
            explain(name.substring(colon + 1), Optional.of(before));
        } else {
            explain(name, Optional.ofNullable(protocolName));
        }
    }

    private static boolean isProtocol(String name) {
        return ProtocolFiles.isProtocol(name) || Protocols.names().contains(name);
    }

    /** Explains all that has the name: in one protocol and its table, or in all of them. */
    private void explain(String name, Optional<String> chosen) {
        Optional<Protocol> only = chosen.map(Choice::protocol);
        Optional<Protocol> owner =
                only.isPresent() ? only.filter(protocol -> protocol.site(name).isPresent()) : Protocols.withSite(name);
        if (owner.isPresent()) {
            Protocol protocol = owner.get();
            Optional<Deployed> table = Today.of(chosen.orElse(protocol.name()), protocol);
            new ExplainSite(entry).print(protocol.site(name).orElseThrow(), protocol, table);
            return;
        }
        List<Deployed> tables =
                only.isPresent() ? Today.of(chosen.get(), only.get()).stream().toList() : Protocols.deployedWith(name);
        ExplainCode code = new ExplainCode(entry);
        boolean found = false;
        for (Deployed table : tables) {
            found |= code.function(name, table);
        }
        found |= code.word(name, tables);
        if (chosen.isEmpty()) {
            found |= new ExplainPrimitive(entry).print(name, () -> Protocols.deployedWith(""));
        }
        if (!found) {
            throw only.map(protocol -> unknownSite(name, protocol)).orElseGet(() -> unknown(name));
        }
    }

    private static BadInput unknown(String name) {
        List<String> known = new ArrayList<>(Protocols.siteNames());
        Protocols.deployedWith("")
                .forEach(table -> table.implementations().forEach(code -> {
                    known.addAll(code.functions());
                    code.words().forEach(word -> known.add(word.spelling()));
                }));
        known.addAll(Primitive.spellings());
        known.addAll(PrimitiveTable.names());
        return new BadInput("unknown site, function or barrier '" + name + "'"
                + Nearest.to(name, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; './fencepost explain' lists the sites"));
    }

    private void list(Protocol protocol) {
        output.out()
                .println(output.paint(Output.Style.STRONG, "The " + protocol.title() + " (" + protocol.name() + ")"));
        entry.line("features", features(protocol));
        entry.line(
                "bound",
                protocol.unit().many() + ", 1"
                        + (protocol.largestBound() == 1 ? "" : " to " + protocol.largestBound()));
        entry.line("platforms", platforms(protocol) + " (" + protocol.players() + ")");
        output.out().println();
        int name = width(protocol, BarrierSite::name);
        int needs = width(protocol, site -> site.needs().spelling());
        int role = width(protocol, site -> site.role().label());
        for (BarrierSite site : protocol.sites()) {
            String head = String.format(
                    "%-" + name + "s  %-" + needs + "s  %-" + role + "s  ",
                    site.name(),
                    site.needs().spelling(),
                    site.role().label());
            output.out().print(Paragraph.of(head, head.length(), site.orders(), output.width()));
        }
    }

    private static String features(Protocol protocol) {
        return protocol.features().isEmpty()
                ? "none"
                : String.join(
                        ", ", protocol.features().stream().map(Feature::name).toList());
    }

    private static String platforms(Protocol protocol) {
        return Platforms.rows().stream()
                .filter(row -> protocol.objection(row).isEmpty())
                .map(Platform::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static int width(Protocol protocol, Function<BarrierSite, String> cell) {
        return protocol.sites().stream()
                .mapToInt(site -> cell.apply(site).length())
                .max()
                .orElse(1);
    }

    /** The message about a name that no site of the protocol has; it knows the sites of the others. */
    public static BadInput unknownSite(String name, Protocol protocol) {
        return Protocols.withSite(name)
                .map(other ->
                        new BadInput(name + " is a site of the " + other.title() + ", not of the " + protocol.title()))
                .orElseGet(() -> Choice.unknown(
                        "site",
                        name,
                        protocol.sites().stream().map(BarrierSite::name).toList()));
    }
}
