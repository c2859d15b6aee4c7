package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.protocol.deployed.Line.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of one body of code. */
final class ImplementationReader {
    private static final Pattern NUMBERED = Pattern.compile("(.+)#([1-9][0-9]?)");

    private final DeployedReader reader;
    private final Line head;
    private final String name;
    private final String title;
    private final List<Build> builds = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<String, List<String>> callers = new LinkedHashMap<>();
    private final List<Line> callerLines = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();
    private Line from;
    private String file;
    private String version;

    ImplementationReader(DeployedReader reader, Line head) throws SourceException {
        this.reader = reader;
        this.head = head;
        Cell word = head.first().rest();
        if (word.text().isEmpty() || word.text().contains(" ")) {
            throw head.error(word, "expected one word, two blanks and a title behind 'code'");
        }
        name = reader.fresh(head, word);
        title = head.cell(1, "a title").text();
        head.atMost(2);
    }

    void read(Line line) throws SourceException {
        if (!line.first().text().contains(" ")) {
            spots.add(spot(line));
            return;
        }
        switch (line.first().keyword()) {
            case "from" -> from(line);
            case "build" -> build(line);
            case "word" -> word(line);
            case "caller" -> caller(line);
            case "file" -> file(line);
            default -> throw DeployedReader.unknownKeyword(line);
        }
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
        builds.add(new Build(
                reader.fresh(line, line.first().rest()),
                line.cell(1, "what it is").text()));
        line.atMost(2);
    }

    private void word(Line line) throws SourceException {
        int count = Math.max(1, builds.size());
        Cell cell = line.cell(1, "what it is in each build");
        List<Placement> meanings = new ArrayList<>();
        for (Cell meaning : cell.parts("|")) {
            meanings.add(reader.placement(line, meaning, List.of()));
        }
        if (meanings.size() == 1) {
            meanings.addAll(Collections.nCopies(count - 1, meanings.get(0)));
        }
        if (meanings.size() != count) {
            throw line.error(cell, "expected one meaning, or one for each of the " + count + " builds with | between");
        }
        words.add(new Word(
                line.first().rest().text(),
                meanings,
                line.cell(2, "where that is said").text()));
        line.atMost(3);
    }

    private void caller(Line line) throws SourceException {
        Cell calls = line.cell(1, "the functions that it calls");
        callers.put(line.first().rest().text(), Arrays.asList(calls.text().split(" ")));
        callerLines.add(line);
        line.atMost(2);
    }

    private Spot spot(Line line) throws SourceException {
        List<BarrierSite> sites = reader.sites(line);
        if (file == null) {
            throw line.error(line.first(), "expected 'file PATH' and its version before the first site");
        }
        Cell cell = line.cell(1, "what stands there");
        Matcher numbered = NUMBERED.matcher(cell.text());
        String call = numbered.matches() ? numbered.group(1) : cell.text();
        int number = numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
        for (Placement placement : meanings(line, new Cell(call, cell.offset()))) {
            for (BarrierSite site : sites) {
                Optional<String> objection = site.objection(placement.primitives());
                if (objection.isPresent()) {
                    throw line.error(cell, objection.get());
                }
            }
        }
        String function = line.cell(2, "the function that it stands in").text();
        Optional<Spot.Between> between = Optional.empty();
        int note = 3;
        if (line.optional(3).startsWith("{")) {
            between = Optional.of(between(line, line.cells().get(3)));
            note = 4;
        }
        line.atMost(note + 1);
        return new Spot(file, version, function, sites, call, number, between, line.optional(note));
    }

    private List<Placement> meanings(Line line, Cell call) throws SourceException {
        for (Word word : words) {
            if (word.spelling().equals(call.text())) {
                return word.meanings();
            }
        }
        return List.of(
                reader.placement(line, call, words.stream().map(Word::spelling).toList()));
    }

    private static Spot.Between between(Line line, Cell cell) throws SourceException {
        String text = cell.text();
        String[] ends = text.substring(1, text.length() - 1).split(" \\.\\. ", -1);
        if (!text.endsWith("}") || ends.length != 2 || ends[0].isBlank() || ends[1].isBlank()) {
            throw line.error(cell, "expected {FIRST .. SECOND}, the accesses that it stands between");
        }
        return new Spot.Between(ends[0].strip(), ends[1].strip());
    }

    Implementation finish() throws SourceException {
        if (from == null) {
            throw head.error(head.first(), "'" + name + "' has no 'from REPOSITORY'");
        }
        if (spots.isEmpty()) {
            throw head.error(head.first(), "'" + name + "' has no site");
        }
        List<Build> all = builds.isEmpty() ? List.of(new Build(name, "")) : builds;
        Implementation read = new Implementation(
                name, title, from.first().rest().text(), from.optional(1), all, words, callers, spots);
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
