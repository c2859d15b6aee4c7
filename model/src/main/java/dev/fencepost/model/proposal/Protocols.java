package dev.fencepost.model.proposal;

import dev.fencepost.model.dispatch.DispatchProtocol;
import dev.fencepost.model.grant.GrantProtocol;
import dev.fencepost.model.msix.MsixPostedProtocol;
import dev.fencepost.model.msix.MsixProtocol;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.vring.PackedRingProtocol;
import dev.fencepost.model.vring.SplitRingProtocol;
import java.util.List;
import java.util.Optional;

/** The protocols that Fencepost knows. A subject adds one line here. */
public final class Protocols {
    private static final List<Protocol> ALL = List.of(
            SplitRingProtocol.INSTANCE, //
            PackedRingProtocol.INSTANCE, //
            MsixProtocol.INSTANCE, //
            MsixPostedProtocol.INSTANCE, //
            GrantProtocol.INSTANCE, //
            DispatchProtocol.INSTANCE //
            );

    private Protocols() {}

    /** All of them. */
    public static List<Protocol> all() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(Protocol::name).toList();
    }

    /** The one of that name, if there is one. */
    public static Optional<Protocol> of(String name) {
        return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst();
    }

    /** The one that has a site of that name, if there is one: names of sites are unique. */
    public static Optional<Protocol> withSite(String name) {
        return ALL.stream().filter(protocol -> protocol.site(name).isPresent()).findFirst();
    }

    /** The names of all sites. */
    public static List<String> siteNames() {
        return ALL.stream()
                .flatMap(protocol -> protocol.sites().stream())
                .map(BarrierSite::name)
                .toList();
    }
}
