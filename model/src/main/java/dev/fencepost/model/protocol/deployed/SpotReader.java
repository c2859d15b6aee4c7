package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.protocol.deployed.Line.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a line that says what stands at sites. */
final class SpotReader {
    private static final Pattern NUMBERED = Pattern.compile("(.+)#([1-9][0-9]?)");

    private final TableNames names;
    private final List<Build> builds;
    private final List<Word> words;

    SpotReader(TableNames names, List<Build> builds, List<Word> words) {
        this.names = names;
        this.builds = builds;
        this.words = words;
    }

    Spot read(Line line, String file, String version) throws SourceException {
        List<BarrierSite> sites = names.sites(line, line.first());
        Cell cell = line.cell(1, "what stands there");
        Matcher numbered = NUMBERED.matcher(cell.text());
        boolean isNumbered = numbered.matches();
        String call = isNumbered ? numbered.group(1) : cell.text();
        check(line, new Cell(call, cell.offset()), sites);
        String function = line.cell(2, "the function that it stands in").text();
        Optional<Spot.Between> between = Optional.empty();
        List<Build> where = List.of();
        int next = 3;
        if (line.optional(next).startsWith("{")) {
            between = Optional.of(between(line, line.cells().get(next++)));
        }
        if (line.optional(next).startsWith("[")) {
            where = builds(line, line.cells().get(next++));
        }
        line.atMost(next + 1);
        int number = isNumbered ? Integer.parseInt(numbered.group(2)) : 1;
        return new Spot(file, version, function, sites, call, number, between, where, line.optional(next));
    }

    /** Whether what is called can stand at the sites, whatever the build. */
    private void check(Line line, Cell call, List<BarrierSite> sites) throws SourceException {
        for (Placement placement : meanings(line, call)) {
            for (BarrierSite site : sites) {
                Optional<String> objection = site.objection(placement.primitives());
                if (objection.isPresent()) {
                    throw line.error(call, objection.get());
                }
            }
        }
    }

    private List<Placement> meanings(Line line, Cell call) throws SourceException {
        for (Word word : words) {
            if (word.spelling().equals(call.text())) {
                return word.meanings();
            }
        }
        List<String> own = words.stream().map(Word::spelling).toList();
        return List.of(names.placement(line, call, own));
    }

    private static Spot.Between between(Line line, Cell cell) throws SourceException {
        String text = cell.text();
        String[] ends =
                text.endsWith("}") ? text.substring(1, text.length() - 1).split(" \\.\\. ", -1) : new String[0];
        if (ends.length != 2 || ends[0].isBlank() || ends[1].isBlank()) {
            throw line.error(cell, "expected {FIRST .. SECOND}, the accesses that it stands between");
        }
        return new Spot.Between(ends[0].strip(), ends[1].strip());
    }

    private List<Build> builds(Line line, Cell cell) throws SourceException {
        if (!cell.text().endsWith("]")) {
            throw line.error(cell, "expected [BUILD,BUILD], the builds that have it");
        }
        List<String> known = builds.stream().map(Build::name).toList();
        List<Build> where = new ArrayList<>();
        for (Cell name : cell.from(1).upTo(cell.text().length() - 2).parts(",")) {
            int index = known.indexOf(name.text());
            if (index < 0) {
                throw line.error(
                        name, "no build of this code: '" + name.text() + "'" + Nearest.hint(name.text(), known));
            }
            where.add(builds.get(index));
        }
        return where;
    }
}
