package dev.fencepost.properties.protocol;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import java.util.List;

/** Short ways to the protocols that Fencepost brings along, and to their sites. */
public final class Sites {
    private Sites() {}

    /**
     * The protocol of that name.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public static Protocol protocol(String name) {
        return Protocols.of(name).orElseThrow();
    }

    /**
     * The protocol of that name with these features.
     *
     * @throws java.util.NoSuchElementException if there is none
     * @throws IllegalArgumentException if it has no such feature
     */
    public static Variant variant(String name, String... features) {
        return Variant.of(protocol(name), features);
    }

    /**
     * The site of that name, of whichever protocol.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public static BarrierSite site(String name) {
        return Protocols.withSite(name).flatMap(protocol -> protocol.site(name)).orElseThrow();
    }

    /** The names of all sites of a protocol, in its order: for parameterized tests. */
    public static List<String> namesOf(String protocol) {
        return protocol(protocol).sites().stream().map(BarrierSite::name).toList();
    }
}
