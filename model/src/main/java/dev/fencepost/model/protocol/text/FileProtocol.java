package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A protocol that a file describes. Scenarios are compiled once for each set of features and bound. */
final class FileProtocol implements Protocol {
    private static final int SMALLEST_BOUNDS = 2;

    private final Header header;
    private final Map<Set<String>, ProtocolText> texts;
    private final Map<String, FileSite> sites;
    private final Map<Key, List<Template>> compiled = new ConcurrentHashMap<>();
    private final Map<Set<String>, List<BarrierSite>> sitesByFeatures = new ConcurrentHashMap<>();

    FileProtocol(Header header, Map<Set<String>, ProtocolText> texts, Map<String, FileSite> sites) {
        this.header = header;
        this.texts = texts;
        this.sites = sites;
    }

    /** Compiles what the smallest bounds need, so that what is wrong with the file is known before it is used. */
    void compileSmallest() throws SourceException {
        for (Map.Entry<Set<String>, ProtocolText> text : texts.entrySet()) {
            for (int bound = 1; bound <= Math.min(SMALLEST_BOUNDS, header.largestBound()); bound++) {
                compiled.put(new Key(text.getKey(), bound), compile(text.getValue(), bound));
            }
        }
        sites.values().forEach(FileSite::settle);
    }

    private static List<Template> compile(ProtocolText text, int bound) throws SourceException {
        List<Template> templates = new ArrayList<>();
        for (Declaration.Directive scenario : text.scenarios()) {
            new ScenarioCompiler(text, scenario, bound).compile().ifPresent(templates::add);
        }
        return templates;
    }

    private List<Template> templates(Set<String> features, int bound) {
        return compiled.computeIfAbsent(new Key(Set.copyOf(features), bound), key -> {
            try {
                return compile(texts.get(key.features()), key.bound());
            } catch (SourceException e) {
                throw new IllegalStateException("with " + header.unit().of(bound) + ": " + e.report(), e);
            }
        });
    }

    @Override
    public String name() {
        return header.name();
    }

    @Override
    public String title() {
        return header.title();
    }

    @Override
    public List<Feature> features() {
        return header.features();
    }

    @Override
    public Unit unit() {
        return header.unit();
    }

    @Override
    public int largestBound() {
        return header.largestBound();
    }

    @Override
    public Set<String> platforms() {
        return header.platforms();
    }

    @Override
    public String players() {
        return header.players();
    }

    @Override
    public List<BarrierSite> sites() {
        List<BarrierSite> all = new ArrayList<>();
        header.sites().keySet().stream().filter(sites::containsKey).map(sites::get).forEach(all::add);
        sites.values().stream().filter(site -> !all.contains(site)).forEach(all::add);
        return all;
    }

    /** Those in some scenario, but for one whose orders another one has where both stand. */
    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return sitesByFeatures.computeIfAbsent(Set.copyOf(features), key -> {
            Set<BarrierSite> found = passed(key);
            found.removeIf(site -> header.covers().containsKey(site.name())
                    && found.contains(sites.get(header.covers().get(site.name()))));
            return sites().stream().filter(found::contains).toList();
        });
    }

    private Set<BarrierSite> passed(Set<String> features) {
        Set<BarrierSite> found = new LinkedHashSet<>();
        for (int bound = 1; bound <= Math.min(SMALLEST_BOUNDS, header.largestBound()); bound++) {
            templates(features, bound).forEach(template -> found.addAll(template.sites()));
        }
        return found;
    }

    @Override
    public Optional<String> absence(BarrierSite site, Set<String> features) {
        if (passed(Set.copyOf(features)).contains(site)) {
            return Optional.empty();
        }
        List<String> with = header.features().stream()
                .map(Feature::name)
                .filter(name -> passed(Set.of(name)).contains(site))
                .toList();
        return Optional.of(
                with.isEmpty()
                        ? "is no site with the " + (features.size() == 1 ? "feature " : "features ")
                                + String.join(", ", new java.util.TreeSet<>(features))
                        : "is a site only with the feature " + String.join(" or ", with));
    }

    @Override
    public List<? extends Rule> clauses() {
        Set<Rule> rules = new LinkedHashSet<>();
        texts.keySet().forEach(features -> {
            for (int bound = 1; bound <= Math.min(SMALLEST_BOUNDS, header.largestBound()); bound++) {
                templates(features, bound)
                        .forEach(template -> template.claims().forEach(claim -> rules.add(claim.clause())));
            }
        });
        return rules.stream().sorted(java.util.Comparator.comparing(Rule::name)).toList();
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return templates(features, bound).stream()
                .map(template -> template.with(plan, platform))
                .toList();
    }

    /** The plan that the file itself has. */
    BarrierPlan plan() {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (FileSite site : sites.values()) {
            plan = plan.with(site, site.stands());
        }
        return plan;
    }

    private record Key(Set<String> features, int bound) {}
}
