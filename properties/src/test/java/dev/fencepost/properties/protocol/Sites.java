package dev.fencepost.properties.protocol;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.proposal.Protocols;

/** The barrier sites of the protocol files, whose names are unique among all of them. */
public final class Sites {
    private Sites() {}

    /** The site of that name, such as {@code D1}; there must be one. */
    public static BarrierSite site(String name) {
        return Protocols.withSite(name).orElseThrow().site(name).orElseThrow();
    }
}
