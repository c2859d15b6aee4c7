package dev.fencepost.model.grant;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.spec.Clause;

/**
 * The places of grant tables where ordering is needed. GG sites belong to the guest that lends, GX sites to the
 * hypervisor; the numbers are Fencepost's own and stable.
 */
public enum GrantSite implements BarrierSite {
    /** Lend. */
    GG1(
            Roles.GUEST,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.G4,
            "the frame number (and the range) it wrote",
            "the store of the flags that make the entry valid",
            "the hypervisor sees a valid entry and pins a frame that the guest has not lent"),
    /** End access, version 2. */
    GG2(
            Roles.GUEST,
            Shape.SB,
            Primitive.MB,
            Clause.G2,
            "the store that clears the flags",
            "the load of the use bits that decides whether the entry is unused",
            "the guest sees no use and takes the frame back while the hypervisor still sees a valid entry and maps it"),
    /** Access has ended. */
    GG3(
            Roles.GUEST,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.G2,
            "the access that finds the entry unused",
            "its loads from the frame that it takes back",
            "the guest reads the frame without what the mapper wrote to it last"),
    /** Take a transferred frame. */
    GG4(
            Roles.GUEST,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.G4,
            "the load of flags that say completed",
            "the load of the frame number",
            "the guest takes a frame number that the hypervisor has not written yet"),
    /** Pin, version 1. */
    GX1(
            Roles.HYPERVISOR,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.G4,
            "the compare-and-set that finds the entry valid and marks it as in use",
            "the load of the frame number",
            "the hypervisor pins a frame that the guest has not lent"),
    /** Pin, version 2. */
    GX2(
            Roles.HYPERVISOR,
            Shape.SB,
            Primitive.MB,
            Clause.G2,
            "the store that raises the use bits",
            "the load that looks at the flags again",
            "the hypervisor still sees a valid entry and maps it while the guest sees no use and takes the frame back"),
    /** Pin, version 2, by what was seen last. */
    GX3(
            Roles.HYPERVISOR,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.G4,
            "the load of the flags that it goes by",
            "the loads of the range and of the frame number",
            "the hypervisor goes by the flags of a new grant and pins the frame of the one before"),
    /** Give a pin up. */
    GX4(
            Roles.HYPERVISOR,
            Shape.LB,
            Primitive.MB,
            Clause.G2,
            "the loads and stores of the mapper to the frame",
            "the clearing of the use bits",
            "the guest uses the frame again while the mapper's last accesses to it are still to come"),
    /** Complete a transfer. */
    GX5(
            Roles.HYPERVISOR,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.G4,
            "the frame number it wrote",
            "the update of the flags that says completed",
            "the guest sees a completed transfer and takes a stale frame number"),
    /** Maptrack grows. */
    GX6(
            Roles.HYPERVISOR,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.G6,
            "the pointer to a new page of handles",
            "the store to the limit that admits them",
            "another processor looks a handle up through a pointer that is not there"),
    /** A handle is within the limit. */
    GX7(
            Roles.HYPERVISOR,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.G6,
            "the load of the limit",
            "the load of the pointer to the handle's page",
            "the lookup passes the limit and goes through a pointer that is not there"),
    /** A handle goes live. */
    GX8(
            Roles.HYPERVISOR,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.G3,
            "the domain and reference of a mapping",
            "the store of its flags",
            "an unmap on another processor gives up the pin of another grant"),
    /** A handle is live. */
    GX9(
            Roles.HYPERVISOR,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.G3,
            "the load of a handle's flags",
            "the loads of its domain and reference",
            "the unmap finds the handle live and gives up the pin of another grant");

    /** Who plays which part. */
    static final class Roles {
        /** The guest that lends. */
        static final Role GUEST = new Role("guest", Side.DRIVER);

        /** A processor in the hypervisor, also where it acts for the domain that uses the grant. */
        static final Role HYPERVISOR = new Role("hypervisor", Side.DEVICE);

        private Roles() {}
    }

    private final Ordering ordering;

    GrantSite(
            Role role, Shape shape, Primitive needs, Clause clause, String earlier, String later, String consequence) {
        ordering = new Ordering(role, shape, needs, clause, earlier, later, consequence);
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    @Override
    public String pivot() {
        return switch (this) {
            case GX6, GX7 -> "limit";
            case GX8, GX9 -> "handle.flags";
            case GG2, GX2 -> "status";
            default -> "entry.flags";
        };
    }
}
