package dev.fencepost.workbench.explain;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.deployed.Build;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.model.protocol.deployed.Implementation;
import dev.fencepost.model.protocol.deployed.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a barrier site orders, what breaks without it, and what code has there today. */
final class ExplainSite {
    private final ExplainEntry entry;

    ExplainSite(ExplainEntry entry) {
        this.entry = entry;
    }

    void print(BarrierSite site, Protocol protocol, Optional<Deployed> table) {
        entry.head(
                site.name(),
                "of the " + protocol.title() + ", on the " + site.role().label() + " side");
        ordering(site);
        List<String> today = new ArrayList<>();
        table.ifPresent(known -> known.implementations().forEach(code -> today.addAll(today(code, site))));
        entry.lines("today", today);
    }

    /** What it orders, and what breaks without it. */
    void ordering(BarrierSite site) {
        entry.line("orders", site.earlier());
        entry.line("before", site.later());
        entry.line("shape", shape(site));
        entry.line(
                "needs",
                site.needs().spelling() + " or what does as much: "
                        + site.shape().needs());
        entry.line("without", site.consequence());
        entry.line("breaks", site.clause() + ": " + site.clause().sentence());
        entry.line("", "(" + site.clause().citation() + ")");
        if (!site.remark().isEmpty()) {
            entry.line("note", site.remark());
        }
    }

    private static String shape(BarrierSite site) {
        return switch (site.shape()) {
            case MP_WRITER -> "message passing (MP), the side that writes";
            case MP_READER -> "message passing (MP), the side that reads";
            case SB -> "store buffering (SB): fails on every machine with a store buffer, x86 included";
            case LB -> "load buffering (LB)";
        };
    }

    /** What a body of code has at a site, a line for each place; or why it has none. */
    static List<String> today(Implementation code, BarrierSite site) {
        List<String> lines = new ArrayList<>();
        code.at(site).forEach(spot -> lines.add(code.title() + ": " + has(code, spot)));
        Optional.ofNullable(code.absent().get(site))
                .ifPresent(why -> lines.add(code.title() + ": no such place, " + why));
        return lines;
    }

    /** What is called at a spot and where; in which builds, or what it is in each if it is another word. */
    static String has(Implementation code, Spot spot) {
        String call = (spot.call().equals("none") ? "nothing" : spot.call()) + " in " + spot.function();
        if (code.word(spot.call()).isEmpty()) {
            return spot.builds().isEmpty()
                    ? call
                    : call + " if " + spot.builds().stream().map(Build::title).collect(Collectors.joining(" or "));
        }
        return call + ": "
                + code.builds().stream()
                        .filter(spot::isIn)
                        .map(build -> code.placement(spot, build).spelling()
                                + (build.title().isEmpty() ? "" : " if " + build.title()))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
