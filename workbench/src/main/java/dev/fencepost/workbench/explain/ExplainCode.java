package dev.fencepost.workbench.explain;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.protocol.deployed.Build;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.model.protocol.deployed.Implementation;
import dev.fencepost.model.protocol.deployed.Spot;
import dev.fencepost.model.protocol.deployed.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** What the tables of today say of a function, and of a barrier that some code calls by a word of its own. */
final class ExplainCode {
    private final ExplainEntry entry;
    private final ExplainSite site;

    ExplainCode(ExplainEntry entry) {
        this.entry = entry;
        this.site = new ExplainSite(entry);
    }

    /** Prints the sites in a function and in those that it calls; returns whether there are any. */
    boolean function(String name, Deployed table) {
        boolean found = false;
        for (Implementation code : table.implementations()) {
            List<Spot> spots = code.in(name);
            if (!spots.isEmpty()) {
                found = true;
                entry.head(
                        name,
                        "of " + code.title() + ": " + sites(spots) + " of the "
                                + table.protocol().title());
                spots.forEach(spot -> spot(spot, code, table));
            }
        }
        return found;
    }

    private static String sites(List<Spot> spots) {
        Set<String> names = new LinkedHashSet<>();
        spots.forEach(spot -> spot.sites().forEach(each -> names.add(each.name())));
        return String.join(", ", names);
    }

    private void spot(Spot spot, Implementation code, Deployed table) {
        for (BarrierSite each : spot.sites()) {
            entry.line(each.name(), ExplainSite.has(code, spot));
            entry.line("file", spot.file() + " (" + code.repository() + " " + spot.version() + ")");
            spot.between().ifPresent(ends -> entry.line("between", ends.first() + " and " + ends.second()));
            if (!spot.note().isEmpty()) {
                entry.line("said", spot.note());
            }
            site.ordering(each);
            List<String> others = new ArrayList<>();
            table.implementations().stream()
                    .filter(other -> other != code)
                    .forEach(other -> others.addAll(ExplainSite.today(other, each)));
            entry.lines("others", others);
        }
    }

    /**
     * Prints what a word of some code stands for, and at which sites it stands; returns whether there is such a word.
     */
    boolean word(String spelling, List<Deployed> tables) {
        Map<String, List<String>> meanings = new LinkedHashMap<>();
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (Deployed table : tables) {
            for (Implementation code : table.implementations()) {
                code.word(spelling).ifPresent(word -> {
                    String head = "of " + code.title() + " (" + word.source() + ")";
                    meanings.putIfAbsent(head, meanings(code, word));
                    places.computeIfAbsent(head, any -> new ArrayList<>())
                            .addAll(places(
                                    table, code, (spot, build) -> spot.call().equals(spelling)));
                });
            }
        }
        meanings.forEach((head, lines) -> {
            entry.head(spelling, head);
            entry.lines("is", lines);
            entry.lines("stands at", places.get(head));
        });
        return !meanings.isEmpty();
    }

    private static List<String> meanings(Implementation code, Word word) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < word.meanings().size(); i++) {
            Placement meaning = word.meanings().get(i);
            String build = code.builds().get(i).title();
            lines.add(meaning.spelling() + (build.isEmpty() ? "" : ", if " + build) + ": "
                    + meaning.primitives().stream()
                            .map(ExplainPrimitive::sentence)
                            .collect(Collectors.joining("; ")));
        }
        return lines;
    }

    /** Where a table has what is asked for, a line for each function. */
    static List<String> places(Deployed table, Implementation code, BiPredicate<Spot, Build> asked) {
        Map<String, Set<String>> byFunction = new LinkedHashMap<>();
        for (Spot spot : code.spots()) {
            if (code.builds().stream().filter(spot::isIn).anyMatch(build -> asked.test(spot, build))) {
                Set<String> names = byFunction.computeIfAbsent(spot.function(), any -> new LinkedHashSet<>());
                spot.sites().forEach(each -> names.add(each.name()));
            }
        }
        List<String> lines = new ArrayList<>();
        byFunction.forEach((function, names) -> lines.add(String.join(", ", names) + " of the "
                + table.protocol().title() + ", in " + function + " of " + code.title()));
        return lines;
    }
}
