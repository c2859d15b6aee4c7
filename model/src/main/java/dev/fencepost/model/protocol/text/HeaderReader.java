package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.protocol.compile.Header;
import dev.fencepost.model.protocol.compile.OwnRule;
import dev.fencepost.model.protocol.compile.SiteNote;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what stands at the head of a protocol file: {@code protocol(...)}, {@code bound(...)} and their kin. */
final class HeaderReader {
    private static final List<String> WORDS = List.of(
            "protocol",
            "bound",
            "feature",
            "parameter",
            "platforms",
            "players",
            "clause",
            "site",
            "covers",
            "remark",
            "needless",
            "scenario");

    /** More units than anybody waits for. */
    private static final int LARGEST = 64;

    private final Source source;
    private String name;
    private String title;
    private String boundName = "K";
    private Unit unit = new Unit("round", "rounds");
    private int largestBound = 3;
    private final List<Feature> features = new ArrayList<>();
    private final Map<String, Expr> parameters = new LinkedHashMap<>();
    private final Set<String> platforms = new LinkedHashSet<>();
    private String players = "its author names the platforms that it is for";
    private final Map<String, SiteNote> sites = new LinkedHashMap<>();
    private final Map<String, String> covers = new LinkedHashMap<>();
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private final Map<String, Expr> needless = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    HeaderReader(Source source, String defaultName) {
        this.source = source;
        this.name = defaultName;
        this.title = defaultName;
    }

    Header read(List<Declaration> declarations) throws SourceException {
        boolean hasRegisters = false;
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.Directive directive) {
                directive(directive);
            } else if (declaration instanceof Declaration.Variable variable) {
                hasRegisters |= variable.words().contains("mmio");
            }
        }
        if (platforms.isEmpty()) {
            boolean posts = hasRegisters;
            Platforms.rows().stream()
                    .filter(row -> row.name().equals("pci-device") == posts)
                    .forEach(row -> platforms.add(row.name()));
            players = posts ? "it has device registers" : "it has no device registers";
        }
        return new Header(
                name,
                title,
                boundName,
                unit,
                largestBound,
                features,
                parameters,
                platforms,
                players,
                sites,
                covers,
                remarks,
                needless,
                rules);
    }

    private void directive(Declaration.Directive directive) throws SourceException {
        Arguments given = new Arguments(directive);
        switch (directive.name()) {
            case "protocol" -> {
                given.expect(2, 2, "protocol(\"name\", \"two or three words\")");
                name = given.text(0);
                title = given.text(1);
            }
            case "bound" -> {
                given.expect(
                        4,
                        4,
                        "bound(K, \"buffer\", \"buffers\", 4): its name in the code, what it counts, the"
                                + " largest that anyone waits for");
                boundName = given.name(0);
                unit = new Unit(given.text(1), given.text(2));
                largestBound = (int) given.number(3);
                if (largestBound > LARGEST) {
                    throw given.error(3, "expected a number of at most " + LARGEST);
                }
            }
            case "feature" -> {
                given.expect(3, 3, "feature(NAME, \"what it is like with it\", \"without it\")");
                features.add(new Feature(given.name(0), given.text(1), given.text(2)));
            }
            case "parameter" -> {
                given.expect(2, 2, "parameter(NAME, value)");
                parameters.put(given.name(0), directive.arguments().get(1));
            }
            case "platforms" -> {
                given.expect(1, 99, "platforms(\"smp-lkmm\", ...)");
                for (int i = 0; i < directive.arguments().size(); i++) {
                    platforms.add(given.platform(i));
                }
            }
            case "players" -> {
                given.expect(1, 1, "players(\"why other platforms have no meaning\")");
                players = given.text(0);
            }
            case "clause" -> {
                given.expect(4, 4, "clause(NAME, \"document and version\", \"section\", \"the rule in one sentence\")");
                rules.put(given.name(0), new OwnRule(given.name(0), given.text(1), given.text(2), given.text(3)));
            }
            case "scenario" -> {
                // Read where it is compiled.
            }
            default -> aboutSites(given, directive);
        }
    }

    private void aboutSites(Arguments given, Declaration.Directive directive) throws SourceException {
        switch (directive.name()) {
            case "site" -> site(given);
            case "covers" -> {
                given.expect(2, 2, "covers(SITE, OTHER): the barrier of the first orders all that the other's does");
                covers.put(given.name(1), given.name(0));
            }
            case "remark" -> {
                given.expect(2, 2, "remark(SITE, \"what else is to be said of it\")");
                remarks.put(given.name(0), given.text(1));
            }
            case "needless" -> {
                given.expect(3, 3, "needless(SITE, when, \"why its barrier is needed nowhere then\")");
                given.text(2);
                needless.put(given.name(0), directive.arguments().get(1));
            }
            default ->
                throw source.error(
                        directive.at(),
                        "'" + directive.name() + "' is no declaration: expected " + String.join(", ", WORDS)
                                + Nearest.hint(directive.name(), WORDS));
        }
    }

    private void site(Arguments given) throws SourceException {
        given.expect(
                6,
                7,
                "site(D1, MP_WRITER, S3, \"what must come first\", \"what must come after it\", \"what breaks"
                        + " without it\", \"location the peer synchronises by\")");
        String shapeName = given.name(1);
        Shape shape = Arrays.stream(Shape.values())
                .filter(candidate -> candidate.name().equals(shapeName))
                .findFirst()
                .orElseThrow(() -> given.error(1, "expected a shape: " + Arrays.toString(Shape.values())));
        Rule rule = rule(given.name(2));
        if (rule == null) {
            throw given.error(2, "no clause '" + given.name(2) + "'");
        }
        String pivot = given.count() > 6 ? given.text(6) : "";
        sites.put(given.name(0), new SiteNote(shape, rule, given.text(3), given.text(4), given.text(5), pivot));
    }

    private Rule rule(String wanted) {
        return rules.containsKey(wanted)
                ? rules.get(wanted)
                : Arrays.stream(Clause.values())
                        .filter(clause -> clause.name().equals(wanted))
                        .findFirst()
                        .orElse(null);
    }

    /** The arguments of one declaration. */
    private final class Arguments {
        private final Declaration.Directive directive;

        Arguments(Declaration.Directive directive) {
            this.directive = directive;
        }

        int count() {
            return directive.arguments().size();
        }

        void expect(int least, int most, String form) throws SourceException {
            if (count() < least || count() > most) {
                throw source.error(directive.at(), "expected " + form);
            }
        }

        String text(int index) throws SourceException {
            if (directive.arguments().get(index) instanceof Expr.Text text) {
                return text.value();
            }
            throw error(index, "expected text between quotes");
        }

        String name(int index) throws SourceException {
            if (directive.arguments().get(index) instanceof Expr.Name found) {
                return found.name();
            }
            throw error(index, "expected a name");
        }

        long number(int index) throws SourceException {
            if (directive.arguments().get(index) instanceof Expr.Number number
                    && number.value() > 0
                    && number.value() <= Integer.MAX_VALUE) {
                return number.value();
            }
            throw error(index, "expected a number of at least 1");
        }

        String platform(int index) throws SourceException {
            String wanted = text(index);
            List<String> known =
                    Platforms.rows().stream().map(row -> row.name()).distinct().toList();
            if (!known.contains(wanted)) {
                throw error(
                        index,
                        "no platform '" + wanted + "': expected one of " + String.join(", ", known)
                                + Nearest.hint(wanted, known));
            }
            return wanted;
        }

        SourceException error(int index, String message) {
            return source.error(directive.arguments().get(index).at(), message);
        }
    }
}
