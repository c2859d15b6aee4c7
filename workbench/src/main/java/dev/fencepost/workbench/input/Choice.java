package dev.fencepost.workbench.input;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.workbench.console.BadInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names on the command line, and what they name. */
public final class Choice {
    private Choice() {}

    /**
     * The message about a name that nothing has.
     *
     * @param what such as {@code platform}
     */
    public static BadInput unknown(String what, String name, List<String> known) {
        return new BadInput("unknown " + what + " '" + name + "'"
                + Nearest.to(name, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse(" (expected " + (known.size() == 1 ? "" : "one of ") + String.join(", ", known) + ")"));
    }

    public static Platform platform(String id) {
        return Platforms.of(id).orElseThrow(() -> unknown("platform", id, Platforms.ids()));
    }

    /** A platform on which the protocol has a meaning. */
    public static Platform platform(String id, Protocol protocol) {
        Platform platform = platform(id);
        protocol.objection(platform).ifPresent(objection -> {
            throw new BadInput(objection + "; it has one on "
                    + String.join(
                            ", ",
                            Platforms.rows().stream()
                                    .filter(row -> protocol.objection(row).isEmpty())
                                    .map(Platform::id)
                                    .toList()));
        });
        return platform;
    }

    /** The protocol of that name, or that a file of the user's describes. */
    public static Protocol protocol(String name) {
        if (ProtocolFiles.isProtocol(name)) {
            return ProtocolFiles.read(Path.of(name));
        }
        return Protocols.of(name).orElseThrow(() -> unknown("protocol", name, Protocols.names()));
    }

    private static Primitive primitive(String spelling) {
        return Primitive.of(spelling).orElseThrow(() -> unknown("primitive", spelling, Primitive.spellings()));
    }

    /** What is to stand at a site: a primitive, or a release and an acquire with a plus sign between them. */
    public static Placement placement(String words, BarrierSite site, Variant variant) {
        List<Primitive> primitives =
                Arrays.stream(words.split("\\+", -1)).map(Choice::primitive).toList();
        variant.objection(site, primitives).ifPresent(why -> {
            throw new BadInput(why);
        });
        return new Placement(primitives);
    }

    /** The protocol with these features, which may be written as options are: {@code event-idx} for EVENT_IDX. */
    public static Variant variant(Protocol protocol, List<String> features) {
        List<String> known = protocol.features().stream().map(Feature::name).toList();
        Set<String> chosen = new LinkedHashSet<>();
        for (String feature : features) {
            String name = feature.toUpperCase(Locale.ROOT).replace('-', '_');
            if (known.isEmpty()) {
                throw new BadInput("the " + protocol.title() + " has no features, so not '" + feature + "'");
            }
            if (!known.contains(name)) {
                throw unknown("feature", feature, known);
            }
            chosen.add(name);
        }
        return new Variant(protocol, chosen);
    }
}
