package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.deployed.Line.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the lines of one body of code. */
final class ImplementationReader {
    private static final List<String> KEYWORDS = List.of("code", "from", "build", "word", "caller", "absent", "file");

    private static final List<String> ARCHITECTURES = Arrays.stream(Primitive.Family.values())
            .map(Primitive.Family::architecture)
            .filter(name -> !name.isEmpty())
            .toList();

    private final TableNames names;
    private final Line head;
    private final String name;
    private final String title;
    private final List<Build> builds = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<String, List<String>> callers = new LinkedHashMap<>();
    private final List<Line> callerLines = new ArrayList<>();
    private final Map<BarrierSite, String> absent = new LinkedHashMap<>();
    private final List<Spot> spots = new ArrayList<>();
    private Line from;
    private String file;
    private String version;

    ImplementationReader(TableNames names, Line head) throws SourceException {
        this.names = names;
        this.head = head;
        Cell word = head.first().rest();
        if (word.text().isEmpty() || word.text().contains(" ")) {
            throw head.error(word, "expected one word, two blanks and a title behind 'code'");
        }
        name = word.text();
        title = head.cell(1, "a title").text();
        head.atMost(2);
    }

    void read(Line line) throws SourceException {
        if (!line.first().text().contains(" ")) {
            if (file == null) {
                throw line.error(line.first(), "expected 'file PATH' and its version before the first site");
            }
            spots.add(new SpotReader(names, builds, words).read(line, file, version));
            return;
        }
        switch (line.first().keyword()) {
            case "from" -> from(line);
            case "build" -> build(line);
            case "word" -> word(line);
            case "caller" -> caller(line);
            case "absent" -> absent(line);
            case "file" -> file(line);
            default -> throw unknownKeyword(line);
        }
    }

    private static SourceException unknownKeyword(Line line) {
        String word = line.first().keyword();
        return line.error(
                line.first(),
                "expected " + String.join(", ", KEYWORDS) + " or sites, not '" + word + "'"
                        + Nearest.hint(word, KEYWORDS));
    }

    private void from(Line line) throws SourceException {
        line.atMost(2);
        from = line;
    }

    private void file(Line line) throws SourceException {
        file = line.first().rest().text();
        version = line.cell(1, "its version, a commit or a release").text();
        line.atMost(2);
    }

    private void build(Line line) throws SourceException {
        if (!words.isEmpty() || !spots.isEmpty()) {
            throw line.error(line.first(), "expected every 'build' before the words and the sites");
        }
        String build = names.fresh(line, line.first().rest());
        String what = line.cell(1, "what it is").text();
        String architecture = line.optional(2);
        if (!architecture.isEmpty() && !ARCHITECTURES.contains(architecture)) {
            throw line.error(
                    line.cells().get(2),
                    "expected an architecture (" + String.join(", ", ARCHITECTURES) + "), not '" + architecture + "'");
        }
        builds.add(new Build(build, what, architecture));
        line.atMost(3);
    }

    private void word(Line line) throws SourceException {
        int count = Math.max(1, builds.size());
        Cell cell = line.cell(1, "what it is in each build");
        List<Placement> meanings = new ArrayList<>();
        for (Cell meaning : cell.parts("|")) {
            meanings.add(names.placement(line, meaning, List.of()));
        }
        if (meanings.size() == 1) {
            meanings.addAll(Collections.nCopies(count - 1, meanings.get(0)));
        }
        if (meanings.size() != count) {
            throw line.error(cell, "expected one meaning, or one for each of the " + count + " builds with | between");
        }
        String source = line.cell(2, "where that is said").text();
        words.add(new Word(line.first().rest().text(), meanings, source));
        line.atMost(3);
    }

    private void caller(Line line) throws SourceException {
        String caller = line.first().rest().text();
        String[] called = line.cell(1, "the functions that it calls").text().split(" ");
        if (callers.putIfAbsent(caller, Arrays.asList(called)) != null) {
            throw line.error(line.first().rest(), "there is another line for '" + caller + "'");
        }
        callerLines.add(line);
        line.atMost(2);
    }

    private void absent(Line line) throws SourceException {
        String why = line.cell(1, "why").text();
        names.sites(line, line.first().rest()).forEach(site -> absent.put(site, why));
        line.atMost(2);
    }

    Implementation finish() throws SourceException {
        if (from == null) {
            throw head.error(head.first(), "'" + name + "' has no 'from REPOSITORY'");
        }
        if (spots.isEmpty()) {
            throw head.error(head.first(), "'" + name + "' has no site");
        }
        for (Spot spot : spots) {
            for (BarrierSite site : spot.sites()) {
                if (absent.containsKey(site)) {
                    throw head.error(
                            head.first(), "'" + name + "' has " + site.name() + ", and a line that says it has not");
                }
            }
        }
        if (builds.isEmpty()) {
            builds.add(new Build(names.fresh(head, head.first().rest()), "", ""));
        }
        Implementation read = new Implementation(
                name, title, from.first().rest().text(), from.optional(1), builds, words, callers, absent, spots);
        for (Line line : callerLines) {
            for (Cell called : line.cells().get(1).parts(" ")) {
                if (!read.functions().contains(called.text())) {
                    throw line.error(
                            called,
                            "no function of this code: '" + called.text() + "'"
                                    + Nearest.hint(called.text(), read.functions()));
                }
            }
        }
        return read;
    }
}
