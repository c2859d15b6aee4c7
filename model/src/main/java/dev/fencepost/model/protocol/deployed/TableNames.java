package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Nearest;
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

/** What the words of a table name: sites, primitives, and the builds that it has so far. */
final class TableNames {
    private final Protocol protocol;
    private final Set<String> builds = new HashSet<>();

    TableNames(Protocol protocol) {
        this.protocol = protocol;
    }

    /** A name of a build that no other in the table has. */
    String fresh(Line line, Cell name) throws SourceException {
        if (!builds.add(name.text())) {
            throw line.error(name, "there is another '" + name.text() + "' in this table");
        }
        return name.text();
    }

    /** The sites of a cell, with commas between them. */
    List<BarrierSite> sites(Line line, Cell cell) throws SourceException {
        List<String> known = protocol.sites().stream().map(BarrierSite::name).toList();
        List<BarrierSite> sites = new ArrayList<>();
        for (Cell name : cell.parts(",")) {
            sites.add(protocol.site(name.text())
                    .orElseThrow(() -> line.error(
                            name,
                            "the " + protocol.title() + " has no site '" + name.text() + "'"
                                    + Nearest.hint(name.text(), known))));
        }
        return sites;
    }

    /** What a cell puts at sites; {@code own} is what else could have been meant. */
    Placement placement(Line line, Cell cell, List<String> own) throws SourceException {
        return placement(cell.text()).orElseThrow(() -> {
            List<String> known = new ArrayList<>(own);
            known.addAll(Primitive.spellings());
            return line.error(
                    cell,
                    "no primitive and no word of this code: '" + cell.text() + "'" + Nearest.hint(cell.text(), known));
        });
    }

    /** A primitive, or a release and an acquire with a plus sign between them. */
    static Optional<Placement> placement(String spelling) {
        String[] words = spelling.split("\\+", -1);
        List<Primitive> primitives = Arrays.stream(words)
                .flatMap(each -> Primitive.of(each).stream())
                .toList();
        boolean known = primitives.size() == words.length;
        return known && Placement.objection(primitives).isEmpty()
                ? Optional.of(new Placement(primitives))
                : Optional.empty();
    }
}
