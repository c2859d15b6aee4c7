package dev.fencepost.workbench;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.Protocols;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fencepost explain SITE}: what a barrier site orders, and what breaks without it. */
@Command(name = "explain", description = "Say what a barrier site orders and what breaks without it.")
final class ExplainCommand implements Callable<Integer> {
    /** How wide the words at the left are. */
    private static final int KEY = 9;

    private final Output output;

    @Parameters(
            arity = "0..*",
            paramLabel = "SITE",
            description = "Barrier sites, for example D2 or my-ring.c:P1; of a protocol file all; without any, one line"
                    + " for each.")
    private List<String> names = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            completionCandidates = ProtocolNames.class,
            description = "The sites of one protocol only: one of ${COMPLETION-CANDIDATES}.")
    private String protocolName;

    ExplainCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        List<Protocol> protocols = protocols();
        if (names.isEmpty()) {
            for (Protocol protocol : protocols) {
                output.out().print(protocol == protocols.get(0) ? "" : "\n");
                list(protocol);
            }
        }
        for (String name : names) {
            int colon = name.lastIndexOf(".c:");
            if (colon > 0) {
                Protocol own = Choice.protocol(name.substring(0, colon + 2));
                explain(name.substring(colon + 3), List.of(own));
            } else if (ProtocolFiles.isProtocol(name)) {
                list(Choice.protocol(name));
            } else {
                explain(name, protocols);
            }
        }
        return ExitStatus.EXPECTED;
    }

    /** All of them only where all are needed: each is read when it is asked for. */
    private List<Protocol> protocols() {
        if (protocolName != null) {
            return List.of(Choice.protocol(protocolName));
        }
        List<Protocol> owners = new ArrayList<>();
        for (String name : names) {
            Protocols.withSite(name).ifPresent(owners::add);
        }
        return names.isEmpty() || owners.size() < names.size() && names.stream().noneMatch(ProtocolFiles::isProtocol)
                ? Protocols.all()
                : owners;
    }

    private void list(Protocol protocol) {
        output.out()
                .println(output.paint(Output.Style.STRONG, "The " + protocol.title() + " (" + protocol.name() + ")"));
        line("features", features(protocol));
        line(
                "bound",
                protocol.unit().many() + ", 1"
                        + (protocol.largestBound() == 1 ? "" : " to " + protocol.largestBound()));
        line("platforms", platforms(protocol) + " (" + protocol.players() + ")");
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

    private void explain(String name, List<Protocol> protocols) {
        Protocol protocol = protocols.stream()
                .filter(candidate -> candidate.site(name).isPresent())
                .findFirst()
                .orElseThrow(() -> protocols.size() == 1
                        ? unknownSite(name, protocols.get(0))
                        : Choice.unknown("site", name, Protocols.siteNames()));
        explain(protocol.site(name).orElseThrow(), protocol);
    }

    /** The message about a name that no site of the protocol has; it knows the sites of the others. */
    static BadInput unknownSite(String name, Protocol protocol) {
        return Protocols.withSite(name)
                .map(other ->
                        new BadInput(name + " is a site of the " + other.title() + ", not of the " + protocol.title()))
                .orElseGet(() -> Choice.unknown(
                        "site",
                        name,
                        protocol.sites().stream().map(BarrierSite::name).toList()));
    }

    private void explain(BarrierSite site, Protocol protocol) {
        output.out()
                .println(output.paint(Output.Style.STRONG, site.name()) + " of the " + protocol.title() + ", on the "
                        + site.role().label() + " side");
        line("orders", site.earlier());
        line("before", site.later());
        line("shape", shape(site));
        line(
                "needs",
                site.needs().spelling() + " or what does as much: "
                        + site.shape().needs());
        line("without", site.consequence());
        line("breaks", site.clause() + ": " + site.clause().sentence());
        line("", "(" + site.clause().citation() + ")");
        if (!site.remark().isEmpty()) {
            line("note", site.remark());
        }
    }

    private void line(String key, String text) {
        output.out().print(Paragraph.of(String.format("  %-" + KEY + "s  ", key), KEY + 4, text, output.width()));
    }

    private static String shape(BarrierSite site) {
        return switch (site.shape()) {
            case MP_WRITER -> "message passing (MP), the side that writes";
            case MP_READER -> "message passing (MP), the side that reads";
            case SB -> "store buffering (SB): fails on every machine with a store buffer, x86 included";
            case LB -> "load buffering (LB)";
        };
    }
}
