package dev.fencepost.workbench.input;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Lowering;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.input.YamlFile.Entry;
import dev.fencepost.workbench.input.YamlFile.Mapping;
import dev.fencepost.workbench.input.YamlFile.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a proposal from YAML:
 *
 * <pre>{@code
 * title: use smp barriers on SMP
 * source: Linux d57ed95d (2010)
 * protocol: split
 * features: [EVENT_IDX]
 * bounds: {buffers: 2}
 * sites:
 *   D1: {before: wmb, after: smp_wmb}
 * platforms:
 *   smp-lkmm: {before: Holds, after: Holds}
 *   remoteproc: Violated
 * }</pre>
 *
 * <p>A single verdict is about the plan after the change; with {@code before} the old plan is checked, too. Without
 * {@code platforms} nothing is expected: the file only asks. A site that stays as it is has what stands there instead
 * of {@code before} and {@code after}, and a list of a release and an acquire is both.
 */
public final class ProposalReader {
    private static final List<String> KEYS =
            List.of("title", "source", "protocol", "ring", "features", "bounds", "sites", "platforms", "note");

    /** Where nothing is said of a bound, and a protocol counts so far. */
    private static final int USUAL_BOUND = 2;

    private ProposalReader() {}

    /**
     * Reads one file.
     *
     * @throws BadInput if it is not a proposal, naming file, line and column
     */
    public static Proposal read(Path file) {
        Mapping whole = YamlFile.read(file).only("key", KEYS);
        whole.optional("note").ifPresent(Value::line);
        Protocol protocol = protocol(file, whole);
        Set<String> features = whole.optional("features")
                .map(value -> features(value, protocol))
                .orElse(Set.of());
        Variant variant = new Variant(protocol, features);
        Map<BarrierSite, Proposal.Change> changes =
                sites(whole.required("sites").mapping(), variant);
        return new Proposal(
                file.getFileName().toString().replaceFirst("\\.ya?ml$", ""),
                whole.required("title").line(),
                whole.required("source").line(),
                variant,
                whole.optional("bounds")
                        .map(value -> bound(value, protocol))
                        .orElse(Math.min(USUAL_BOUND, protocol.largestBound())),
                changes,
                whole.optional("platforms")
                        .map(value -> platforms(value, protocol, changes))
                        .orElse(List.of()));
    }

    /**
     * By name, or by the path of a protocol file, from the proposal's folder. {@code ring} is the older name of the
     * key, of when there were no other protocols.
     */
    private static Protocol protocol(Path file, Mapping whole) {
        Optional<Value> ring = whole.optional("ring");
        if (ring.isPresent() && whole.optional("protocol").isPresent()) {
            throw ring.get().bad("expected either protocol or ring, which is its older name, not both");
        }
        Value name = ring.orElseGet(() -> whole.required("protocol"));
        if (ProtocolFiles.isProtocol(name.text())) {
            return ProtocolFiles.read(file.resolveSibling(name.text()));
        }
        return Protocols.of(name.oneOf(ring.isPresent() ? "ring" : "protocol", Protocols.names()))
                .orElseThrow();
    }

    private static Set<String> features(Value value, Protocol protocol) {
        List<String> known = protocol.features().stream().map(Feature::name).toList();
        Set<String> names = new LinkedHashSet<>();
        for (Value feature : value.list()) {
            if (known.isEmpty()) {
                throw feature.bad("the " + protocol.title() + " has no features");
            }
            names.add(feature.oneOf("feature", known));
        }
        return names;
    }

    private static int bound(Value bounds, Protocol protocol) {
        String unit = protocol.unit().many();
        return bounds.mapping().only("bound", List.of(unit)).required(unit).number(1, protocol.largestBound());
    }

    private static Map<BarrierSite, Proposal.Change> sites(Mapping sites, Variant variant) {
        Map<BarrierSite, Proposal.Change> changes = new LinkedHashMap<>();
        for (Entry entry : sites.entries()) {
            BarrierSite site = site(entry.key(), variant.protocol());
            variant.protocol().absence(site, variant.features()).ifPresent(absence -> {
                throw entry.key().bad(site.name() + " " + absence);
            });
            if (!entry.value().isMapping()) {
                Placement same = placement(site, entry.value(), variant);
                changes.put(site, new Proposal.Change(same, same));
                continue;
            }
            Mapping change = entry.value().mapping().only("key", List.of("before", "after"));
            changes.put(
                    site,
                    new Proposal.Change(
                            placement(site, change.required("before"), variant),
                            placement(site, change.required("after"), variant)));
        }
        return changes;
    }

    private static BarrierSite site(Value key, Protocol protocol) {
        Optional<Protocol> other = Protocols.withSite(key.line()).filter(owner -> owner != protocol);
        if (other.isPresent()) {
            throw key.bad(key.line() + " is a site of the " + other.get().title() + ", and this is a proposal for the "
                    + protocol.title());
        }
        List<String> names = protocol.sites().stream().map(BarrierSite::name).toList();
        return protocol.site(key.oneOf("site", names)).orElseThrow();
    }

    /** One primitive, or a list of a release and an acquire. */
    private static Placement placement(BarrierSite site, Value value, Variant variant) {
        List<Primitive> primitives = new ArrayList<>();
        for (Value each : value.isList() ? value.list() : List.of(value)) {
            Primitive primitive =
                    Primitive.of(each.oneOf("primitive", Primitive.spellings())).orElseThrow();
            if (primitive.form() == Primitive.Form.REFUSED) {
                throw each.bad(primitive.objection(Lowering.NONE).orElseThrow());
            }
            variant.objection(site, List.of(primitive)).ifPresent(why -> {
                throw each.bad(why);
            });
            primitives.add(primitive);
        }
        variant.objection(site, primitives).ifPresent(why -> {
            throw value.bad(why);
        });
        return new Placement(primitives);
    }

    private static List<Proposal.Expectation> platforms(
            Value value, Protocol protocol, Map<BarrierSite, Proposal.Change> changes) {
        List<Proposal.Expectation> expectations = new ArrayList<>();
        for (Entry entry : value.mapping().entries()) {
            String id = entry.key().oneOf("platform", Platforms.ids());
            Platform platform = Platforms.of(id).orElseThrow();
            protocol.objection(platform).ifPresent(objection -> {
                throw entry.key().bad(objection);
            });
            changes.values().stream()
                    .flatMap(change -> Stream.of(change.before(), change.after()))
                    .flatMap(placement -> placement.primitives().stream())
                    .flatMap(primitive ->
                            primitive.objection(platform.architecture().lowering()).stream())
                    .findFirst()
                    .ifPresent(objection -> {
                        throw entry.key().bad(objection);
                    });
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
