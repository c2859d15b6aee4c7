package dev.fencepost.model.protocol.text;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.protocol.compile.FileSite;
import dev.fencepost.model.protocol.compile.Header;
import dev.fencepost.model.protocol.compile.Template;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A protocol that a file describes. */
final class FileProtocol implements Protocol {
    private final ProtocolFile file;
    private final Header header;
    private final Map<Set<String>, List<BarrierSite>> sitesByFeatures = new ConcurrentHashMap<>();

    FileProtocol(ProtocolFile file) {
        this.file = file;
        this.header = file.header();
    }

    /** Only once all is known of the sites in them. */
    private List<Template> templates(Set<String> features, int bound) {
        byName();
        return Unchecked.of(() -> file.templates(features, bound));
    }

    private Map<String, FileSite> byName() {
        return Unchecked.of(file::sites);
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

    /** Those that the file says something of first, in its order. */
    @Override
    public List<BarrierSite> sites() {
        Map<String, FileSite> sites = byName();
        Set<BarrierSite> all = new LinkedHashSet<>();
        header.sites().keySet().stream()
                .filter(sites::containsKey)
                .map(sites::get)
                .forEach(all::add);
        all.addAll(sites.values());
        return new ArrayList<>(all);
    }

    /** Those in some scenario, but for one whose orders another one has where both stand, and for needless ones. */
    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return sitesByFeatures.computeIfAbsent(Set.copyOf(features), key -> {
            Set<BarrierSite> found = passed(key);
            Set<BarrierSite> hidden = new LinkedHashSet<>();
            for (BarrierSite site : found) {
                String other = header.covers().get(site.name());
                boolean covered = other != null && found.contains(byName().get(other));
                if (covered || Unchecked.of(() -> file.isNeedless(site.name(), key))) {
                    hidden.add(site);
                }
            }
            found.removeAll(hidden);
            return sites().stream().filter(found::contains).toList();
        });
    }

    private Set<BarrierSite> passed(Set<String> features) {
        Set<BarrierSite> found = new LinkedHashSet<>();
        Unchecked.of(() -> file.smallest(features)).forEach(template -> found.addAll(template.sites()));
        return found;
    }

    @Override
    public Optional<String> absence(BarrierSite site, Set<String> features) {
        if (passed(features).contains(site)) {
            return Optional.empty();
        }
        List<String> with = others(features, site, true);
        List<String> without = others(features, site, false);
        if (!with.isEmpty()) {
            return Optional.of("is a site only with the feature " + String.join(" or ", with));
        } else if (!without.isEmpty()) {
            return Optional.of("is a site only without the feature " + String.join(" or ", without));
        }
        String named = (features.size() == 1 ? "feature " : "features ") + String.join(", ", new TreeSet<>(features));
        return Optional.of("is no site with the " + named);
    }

    /** An annotation must have an access to go to with these very features. */
    @Override
    public Optional<String> objection(BarrierSite site, List<Primitive> primitives, Set<String> features) {
        return site.objection(primitives)
                .or(() -> primitives.stream()
                        .filter(primitive -> primitive.form() == Primitive.Form.RELEASE
                                || primitive.form() == Primitive.Form.ACQUIRE)
                        .filter(primitive -> !Unchecked.of(() -> file.annotations(features))
                                .isTaken((FileSite) site, primitive.form()))
                        .findFirst()
                        .map(primitive -> primitive.spelling() + " changes nothing at " + site.name() + " "
                                + (features.isEmpty() ? "without features" : "with these features")
                                + ": no access there takes it"));
    }

    /** The features of which one more, or one less, makes it a site. */
    private List<String> others(Set<String> features, BarrierSite site, boolean more) {
        List<String> names = new ArrayList<>();
        for (Feature feature : header.features()) {
            Set<String> changed = new LinkedHashSet<>(features);
            boolean changes = more ? changed.add(feature.name()) : changed.remove(feature.name());
            if (changes && passed(changed).contains(site)) {
                names.add(feature.name());
            }
        }
        return names;
    }

    @Override
    public List<Rule> clauses() {
        return Unchecked.of(file::rules).stream()
                .sorted(Comparator.comparing(Rule::name))
                .toList();
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return templates(features, bound).stream()
                .map(template -> template.with(plan, platform))
                .toList();
    }

    @Override
    public boolean isBranchedOn(String location) {
        return Unchecked.of(() -> file.isBranchedOn(location));
    }

    @Override
    public BarrierPlan plan() {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (FileSite site : byName().values()) {
            plan = plan.with(site, site.stands());
        }
        return plan;
    }
}
