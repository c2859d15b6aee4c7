package dev.fencepost.workbench;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.Proposal;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.model.vring.SplitRingProtocol;
import dev.fencepost.workbench.YamlFile.Entry;
import dev.fencepost.workbench.YamlFile.Mapping;
import dev.fencepost.workbench.YamlFile.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a proposal from YAML:
 *
 * <pre>{@code
 * title: use smp barriers on SMP
 * source: Linux d57ed95d (2010)
 * ring: split
 * features: [EVENT_IDX]
 * bounds: {buffers: 2}
 * sites:
 *   D1: {before: wmb, after: smp_wmb}
 * platforms:
 *   smp-lkmm: {before: Holds, after: Holds}
 *   remoteproc: Violated
 * }</pre>
 *
 * <p>A single verdict is about the plan after the change; with {@code before} the old plan is checked, too.
 */
public final class ProposalReader {
    private static final List<String> KEYS =
            List.of("title", "source", "ring", "features", "bounds", "sites", "platforms", "note");
    private static final List<String> FEATURES = List.of("EVENT_IDX", "IN_PLACE");
    /** More buffers than this take longer than anyone waits, and no site needs them. */
    private static final int MOST_BUFFERS = 4;

    private ProposalReader() {}

    /**
     * Reads one file.
     *
     * @throws BadInput if it is not a proposal, naming file, line and column
     */
    public static Proposal read(Path file) {
        Mapping whole = YamlFile.read(file).only("key", KEYS);
        whole.optional("note").ifPresent(Value::line);
        whole.required("ring").oneOf("ring", List.of("split"));
        RingFeatures features = features(whole.required("features"));
        return new Proposal(
                file.getFileName().toString().replaceFirst("\\.ya?ml$", ""),
                whole.required("title").line(),
                whole.required("source").line(),
                features,
                whole.required("bounds")
                        .mapping()
                        .only("bound", List.of("buffers"))
                        .required("buffers")
                        .number(1, MOST_BUFFERS),
                sites(whole.required("sites").mapping(), features),
                platforms(whole.required("platforms")));
    }

    private static RingFeatures features(Value value) {
        Set<String> names = new HashSet<>();
        value.list().forEach(feature -> names.add(feature.oneOf("feature", FEATURES)));
        return new RingFeatures(names.contains("EVENT_IDX"), names.contains("IN_PLACE"));
    }

    private static Map<BarrierSite, Proposal.Change> sites(Mapping sites, RingFeatures features) {
        Map<BarrierSite, Proposal.Change> changes = new EnumMap<>(BarrierSite.class);
        for (Entry entry : sites.entries()) {
            BarrierSite site = BarrierSite.valueOf(entry.key().oneOf("site", BarrierSite.names()));
            if (site == BarrierSite.V6 && !features.inPlace()) {
                throw entry.key()
                        .bad("V6 is a site only with the feature IN_PLACE: a device that stores the payload"
                                + " onward has its order from V2");
            }
            if (site != BarrierSite.V2 && !SplitRingProtocol.sites(features).contains(site)) {
                throw entry.key().bad(site + " is a site only with the feature EVENT_IDX");
            }
            Mapping change = entry.value().mapping().only("key", List.of("before", "after"));
            changes.put(
                    site,
                    new Proposal.Change(
                            primitive(site, change.required("before")), primitive(site, change.required("after"))));
        }
        return changes;
    }

    private static Primitive primitive(BarrierSite site, Value value) {
        Primitive primitive =
                Primitive.of(value.oneOf("primitive", Primitive.spellings())).orElseThrow();
        if (!site.accepts(primitive)) {
            throw value.bad(primitive.spelling() + " has no meaning at " + site + ", which orders " + site.orders());
        }
        return primitive;
    }

    private static List<Proposal.Expectation> platforms(Value value) {
        List<Proposal.Expectation> expectations = new ArrayList<>();
        for (Entry entry : value.mapping().entries()) {
            String id = entry.key().oneOf("platform", Platforms.ids());
            Platform platform = Platforms.of(id).orElseThrow();
            if (entry.value().isMapping()) {
                Mapping stages = entry.value().mapping().only("key", List.of("before", "after"));
                stages.optional("before")
                        .ifPresent(word -> expectations.add(expectation(platform, Proposal.Stage.BEFORE, word)));
                expectations.add(expectation(platform, Proposal.Stage.AFTER, stages.required("after")));
            } else {
                expectations.add(expectation(platform, Proposal.Stage.AFTER, entry.value()));
            }
        }
        if (expectations.isEmpty()) {
            throw value.bad("expected at least one platform");
        }
        return expectations;
    }

    private static Proposal.Expectation expectation(Platform platform, Proposal.Stage stage, Value word) {
        return new Proposal.Expectation(platform, stage, word.oneOf("verdict", Proposal.Expectation.WORDS));
    }
}
