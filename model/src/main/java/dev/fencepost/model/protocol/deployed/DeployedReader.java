package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.deployed.Line.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the table of a protocol, line by line. */
final class DeployedReader {
    private static final List<String> KEYWORDS = List.of("code", "from", "build", "word", "caller", "file");

    private final Protocol protocol;
    private final Source table;
    private final List<Implementation> done = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private ImplementationReader current;

    DeployedReader(Protocol protocol, Source table) {
        this.protocol = protocol;
        this.table = table;
    }

    List<Implementation> read() throws SourceException {
        for (Line line : Line.of(table)) {
            if (line.first().keyword().equals("code")) {
                finish();
                current = new ImplementationReader(this, line);
            } else if (current == null) {
                throw line.error(line.first(), "expected 'code NAME' and a title: whose code is this?");
            } else {
                current.read(line);
            }
        }
        finish();
        return done;
    }

    private void finish() throws SourceException {
        if (current != null) {
            done.add(current.finish());
        }
    }

    /** A name that nothing else in the table has. */
    String fresh(Line line, Cell name) throws SourceException {
        if (!names.add(name.text())) {
            throw line.error(name, "there is another '" + name.text() + "' in this table");
        }
        return name.text();
    }

    static SourceException unknownKeyword(Line line) {
        Cell word = new Cell(line.first().keyword(), line.first().offset());
        return line.error(
                word,
                "expected " + String.join(", ", KEYWORDS) + " or sites, not '" + word.text() + "'"
                        + Nearest.hint(word.text(), KEYWORDS));
    }

    /** The sites of a cell, with commas between them. */
    List<BarrierSite> sites(Line line) throws SourceException {
        List<String> known = protocol.sites().stream().map(BarrierSite::name).toList();
        List<BarrierSite> sites = new ArrayList<>();
        for (Cell name : line.first().parts(",")) {
            sites.add(protocol.site(name.text())
                    .orElseThrow(() -> line.error(
                            name,
                            "the " + protocol.title() + " has no site '" + name.text() + "'"
                                    + Nearest.hint(name.text(), known))));
        }
        return sites;
    }

    /** What a cell puts at sites. */
    Placement placement(Line line, Cell cell, List<String> words) throws SourceException {
        return placement(cell.text()).orElseThrow(() -> {
            List<String> known = new ArrayList<>(Primitive.spellings());
            known.addAll(words);
            return line.error(
                    cell,
                    "no primitive and no word of this code: '" + cell.text() + "'" + Nearest.hint(cell.text(), known));
        });
    }

    /** A primitive, or a release and an acquire with a plus sign between them. */
    static Optional<Placement> placement(String spelling) {
        List<Primitive> primitives = Arrays.stream(spelling.split("\\+", -1))
                .flatMap(each -> Primitive.of(each).stream())
                .toList();
        return primitives.size() == spelling.split("\\+", -1).length
                        && Placement.objection(primitives).isEmpty()
                ? Optional.of(new Placement(primitives))
                : Optional.empty();
    }
}
