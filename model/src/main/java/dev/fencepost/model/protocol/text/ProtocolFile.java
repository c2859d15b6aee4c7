package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.CReader;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Marking;
import dev.fencepost.model.protocol.compile.Annotations;
import dev.fencepost.model.protocol.compile.Dialect;
import dev.fencepost.model.protocol.compile.FileSite;
import dev.fencepost.model.protocol.compile.Header;
import dev.fencepost.model.protocol.compile.ProtocolText;
import dev.fencepost.model.protocol.compile.ScenarioCompiler;
import dev.fencepost.model.protocol.compile.Template;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A protocol file: its head, what it says with each set of features, and its scenarios for each bound. Each is read and
 * compiled when it is first asked for. Safe for several threads.
 */
final class ProtocolFile {
    private static final int SMALLEST_BOUNDS = 2;

    private final Source source;
    private final Header header;
    private final Map<Set<String>, ProtocolText> texts = new HashMap<>();
    private final Map<Key, List<Template>> compiled = new HashMap<>();
    private final Map<Set<String>, Annotations> annotations = new HashMap<>();
    private final Map<String, FileSite> sites = new LinkedHashMap<>();
    private boolean isSettled;
    private boolean hasNever;

    /** Reads the head, and finds the labels. */
    ProtocolFile(Source source) throws SourceException {
        this.source = source;
        List<Declaration> declarations = new CReader(source, Set.of(), Dialect.storage()).declarations();
        this.header = new HeaderReader(source, name(source.file())).read(declarations);
        for (Set<String> features : featureSets()) {
            text(features);
        }
    }

    private static String name(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return last.endsWith(".c") ? last.substring(0, last.length() - 2) : last;
    }

    Header header() {
        return header;
    }

    /** The names of all features. */
    Set<String> allFeatures() {
        Set<String> names = new LinkedHashSet<>();
        header.features().stream().map(Feature::name).forEach(names::add);
        return names;
    }

    /** No features, all of them, and each alone: what the file has at all shows with one of these. */
    private List<Set<String>> featureSets() {
        List<Set<String>> sets = new ArrayList<>(List.of(Set.of(), allFeatures()));
        allFeatures().forEach(name -> sets.add(Set.of(name)));
        return sets;
    }

    /** What the file says with these features. */
    synchronized ProtocolText text(Set<String> features) throws SourceException {
        Set<String> key = Set.copyOf(features);
        ProtocolText known = texts.get(key);
        if (known == null) {
            known = read(key);
            texts.put(key, known);
        }
        return known;
    }

    private ProtocolText read(Set<String> features) throws SourceException {
        CReader reader = new CReader(source, features, Dialect.storage());
        List<Declaration> declarations = reader.declarations();
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put("driver", Role.DRIVER);
        roles.put("device", Role.DEVICE);
        for (String alias : new TreeSet<>(reader.aliases().keySet())) {
            String word = reader.aliases().get(alias);
            if (Dialect.SIDES.contains(word)) {
                Side side = word.equals("driver") ? Side.DRIVER : Side.DEVICE;
                roles.put(alias, new Role(alias.replace('_', ' '), side));
            }
        }
        ProtocolText text = new ProtocolText(source, header, roles, features, sites);
        for (Declaration declaration : declarations) {
            text.add(declaration);
        }
        List<Rule> nevers = NeverFinder.rules(declarations, text);
        hasNever |= !nevers.isEmpty();
        SiteFinder finder = new SiteFinder(source, header, sites, nevers.isEmpty() ? Clause.S3 : nevers.get(0));
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.Function function) {
                finder.find(function, text.role(function).orElse(null));
            }
        }
        return text;
    }

    /** The scenarios with these features and that bound, before a plan has chosen. */
    synchronized List<Template> templates(Set<String> features, int bound) throws SourceException {
        Key key = new Key(Set.copyOf(features), bound);
        List<Template> known = compiled.get(key);
        if (known == null) {
            known = new ArrayList<>();
            ProtocolText text = text(features);
            for (Declaration.Directive scenario : text.scenarios()) {
                new ScenarioCompiler(text, scenario, bound).compile().ifPresent(known::add);
            }
            compiled.put(key, known);
        }
        return known;
    }

    /** The bounds within which every site and every kind of scenario shows. */
    int smallestBounds() {
        return Math.min(SMALLEST_BOUNDS, header.largestBound());
    }

    /** The sites by name, with all that is next to them known. */
    synchronized Map<String, FileSite> sites() throws SourceException {
        if (!isSettled) {
            Annotations annotations = new Annotations();
            for (Set<String> features : featureSets()) {
                smallest(features).forEach(annotations::add);
            }
            sites.values().forEach(site -> site.settle(annotations));
            isSettled = true;
        }
        return sites;
    }

    /** Whether the file says that with these features a site's barrier is needed nowhere. */
    boolean isNeedless(String site, Set<String> features) throws SourceException {
        Expr when = header.needless().get(site);
        return when != null && text(features).constants(1).value(when) != 0;
    }

    /** The scenarios within the smallest bounds. */
    List<Template> smallest(Set<String> features) throws SourceException {
        List<Template> templates = new ArrayList<>();
        for (int bound = 1; bound <= smallestBounds(); bound++) {
            templates.addAll(templates(features, bound));
        }
        return templates;
    }

    /** Which annotations change something with these features, within the smallest bounds. */
    synchronized Annotations annotations(Set<String> features) throws SourceException {
        Set<String> key = Set.copyOf(features);
        Annotations known = annotations.get(key);
        if (known == null) {
            known = new Annotations();
            smallest(key).forEach(known::add);
            annotations.put(key, known);
        }
        return known;
    }

    /**
     * Whether nothing is forbidden: no {@code never} stands in it, be it one that cannot be, and no access is plain.
     */
    boolean forbidsNothing() throws SourceException {
        return rules().isEmpty() && !hasNever;
    }

    /** The rules that no execution of any scenario may break. */
    Set<Rule> rules() throws SourceException {
        Set<Rule> rules = new LinkedHashSet<>();
        for (Set<String> features : featureSets()) {
            for (Template template : smallest(features)) {
                template.claims().forEach(claim -> rules.add(claim.clause()));
                if (template.hasPlainAccesses()) {
                    rules.add(Marking.PLAIN);
                }
            }
        }
        return rules;
    }

    /** Whether some side branches on what it loads from the location of that name. */
    synchronized boolean isBranchedOn(String location) throws SourceException {
        sites();
        return compiled.values().stream()
                .flatMap(List::stream)
                .anyMatch(template -> template.branchedOn().contains(location));
    }

    private record Key(Set<String> features, int bound) {}
}
