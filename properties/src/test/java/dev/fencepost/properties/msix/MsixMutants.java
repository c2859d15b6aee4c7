package dev.fencepost.properties.msix;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.msix.intercept.MsixShadowPlays;
import dev.fencepost.properties.mutants.Mutant;
import java.util.List;

/** MSI-X with a mechanism less. */
public final class MsixMutants {
    private MsixMutants() {}

    /** All of them. */
    public static List<Mutant> all() {
        return List.of(
                shadow("a late completion", "replaying && replays == number", "replaying", Clause.M8),
                shadow(
                        "a completion without its replay",
                        "replaying && replays == number",
                        "replays == number",
                        Clause.M8),
                shadow(
                        "a mask that does not end a replay",
                        "guestMasked = masked;\n        replaying = false;",
                        "guestMasked = masked;",
                        Clause.M8),
                shadow(
                        "a replay that survives its vector",
                        "hostMasked = false;\n        replaying = false;",
                        "hostMasked = false;",
                        Clause.M8),
                new Mutant(
                        "an unmask before its message",
                        "msix.MsixShadow",
                        "if (!masked && vector.isDirty()) {",
                        "if (false) {",
                        Clause.M5,
                        MsixShadowPlays.class),
                new Mutant(
                        "the host's mask is forgotten",
                        "msix.ShadowedVector",
                        "return guestMasked || hostMasked ? 1 : 0;",
                        "return guestMasked ? 1 : 0;",
                        Clause.M8,
                        MsixShadowPlays.class));
    }

    private static Mutant shadow(String name, String from, String to, Clause clause) {
        return new Mutant(name, "msix.ShadowedVector", from, to, clause, MsixShadowPlays.class);
    }
}
