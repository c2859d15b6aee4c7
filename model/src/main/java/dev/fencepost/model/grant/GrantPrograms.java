package dev.fencepost.model.grant;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.Locations;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.ScenarioWriter;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of {@link GrantProtocol}. Flags and domid of an entry are one word, {@code entry.flags}, as the
 * compare-and-set has them; the domid is the same throughout and left out. A guest polls once and gives up where it
 * finds an entry in use.
 */
final class GrantPrograms {
    private static final int PERMIT = 1;
    private static final int READONLY = 4;
    private static final int IN_USE = 8;
    private static final int OFFER = 2;
    private static final int COMMITTED = 6;
    private static final int COMPLETED = 14;

    private static final int PRIVATE = 5;
    private static final int WRITTEN = 9;

    private final boolean version2;
    private final BarrierPlan plan;
    private final Platform platform;

    GrantPrograms(boolean version2, BarrierPlan plan, Platform platform) {
        this.version2 = version2;
        this.plan = plan;
        this.platform = platform;
    }

    List<Scenario> scenarios(int bound) {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(lend(bound));
        scenarios.add(end(bound));
        if (version2) {
            scenarios.add(lendAgain(bound));
        }
        scenarios.add(transfer(bound));
        scenarios.add(maptrack(bound));
        scenarios.add(handle(bound));
        return scenarios;
    }

    /** A scenario being written. */
    private final class Draft {
        private final Locations memory = new Locations();
        private final ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);

        Expression at(String name, int initial) {
            return memory.single(name, initial);
        }
    }

    private static Expression equal(Expression left, Expression right) {
        return Expression.binary(Operator.EQUAL, left, right);
    }

    private static Expression has(String register, int bits) {
        Expression masked = Expression.binary(Operator.AND, register(register), constant(bits));
        return equal(masked, constant(bits));
    }

    private static String nth(String name, int grant) {
        return grant == 0 ? name : name + grant;
    }

    /** So many entries are filled and published, and pinned by whoever sees them. */
    private Scenario lend(int grants) {
        Draft draft = new Draft();
        SideWriter guest = draft.writer.thread(GrantSite.Roles.GUEST);
        SideWriter xen = draft.writer.thread(GrantSite.Roles.HYPERVISOR);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < grants; i++) {
            Expression flags = draft.at(nth("entry.flags", i), 0);
            Expression frame = draft.at(nth("entry.frame", i), 0);
            Expression status = version2 ? draft.at(nth("status", i), 0) : null;
            guest.store(frame, constant(i + 1));
            guest.barrier(GrantSite.GG1);
            guest.store(flags, constant(PERMIT), GrantSite.GG1);
            String pinned = nth("pinned", i);
            String done = nth("done", i);
            pin(xen, nth("", i), flags, status, () -> {
                xen.load(pinned, frame);
                xen.assign(done, constant(1));
            });
            claims.add(new Claim(
                    Facts.all(Facts.equal(xen, done, 1), Facts.differs(xen, pinned, i + 1)),
                    Clause.G4,
                    "the hypervisor pins a frame that the guest has not lent"));
        }
        return draft.writer.scenario("lend", grants, claims);
    }

    /** Pins an entry that says PERMIT, by the recipe of its version, and goes on with it. */
    private void pin(SideWriter xen, String suffix, Expression flags, Expression status, Runnable then) {
        String seen = "seen" + suffix;
        xen.load(seen, flags);
        if (version2) {
            xen.when(has(seen, PERMIT), () -> {
                xen.store(status, constant(IN_USE), GrantSite.GX2);
                xen.barrier(GrantSite.GX2);
                xen.load("again" + suffix, flags, GrantSite.GX2, GrantSite.GX3);
                xen.when(has("again" + suffix, PERMIT), () -> {
                    xen.barrier(GrantSite.GX3);
                    then.run();
                });
            });
        } else {
            Expression marked = Expression.binary(Operator.ADD, register(seen), constant(IN_USE));
            xen.when(has(seen, PERMIT), () -> {
                xen.compareExchange("found" + suffix, flags, register(seen), marked, Mode.ONCE, GrantSite.GX1);
                xen.when(equal(register("found" + suffix), register(seen)), () -> {
                    xen.barrier(GrantSite.GX1);
                    then.run();
                });
            });
        }
    }

    /** A guest ends access to a frame, and if nobody uses it makes it its own, while a mapper comes and goes. */
    private Scenario end(int bound) {
        Draft draft = new Draft();
        Expression flags = draft.at("entry.flags", PERMIT);
        Expression page = draft.at("page.read", 0);
        Expression written = draft.at("page.written", 0);
        Expression status = version2 ? draft.at("status", 0) : null;
        SideWriter guest = draft.writer.thread(GrantSite.Roles.GUEST);
        SideWriter xen = draft.writer.thread(GrantSite.Roles.HYPERVISOR);
        endAccess(guest, flags, status, () -> {
            guest.load("left", written);
            guest.store(page, constant(PRIVATE));
            guest.assign("ended", constant(1));
        });
        pin(xen, "", flags, status, () -> {
            xen.load("read", page, GrantSite.GX4);
            xen.store(written, constant(WRITTEN));
            xen.assign("mapped", constant(1));
            xen.barrier(GrantSite.GX4);
            if (version2) {
                xen.store(status, constant(0), GrantSite.GX4);
            } else {
                xen.fetch(Operator.AND, "was", flags, constant(~IN_USE & 0xffff), Mode.ONCE, GrantSite.GX4);
            }
        });
        Claim leak = new Claim(
                Facts.all(Facts.equal(guest, "ended", 1), Facts.equal(xen, "read", PRIVATE)),
                Clause.G2,
                "the mapper reads what the guest has written since it took the frame back");
        Claim lost = new Claim(
                Facts.all(
                        Facts.equal(guest, "ended", 1),
                        Facts.equal(xen, "mapped", 1),
                        Facts.differs(guest, "left", WRITTEN)),
                Clause.G2,
                "the guest takes the frame back while it is mapped, or without what the mapper wrote last");
        return draft.writer.scenario("end", bound, List.of(leak, lost));
    }

    private void endAccess(SideWriter guest, Expression flags, Expression status, Runnable then) {
        if (version2) {
            guest.store(flags, constant(0), GrantSite.GG2);
            guest.barrier(GrantSite.GG2);
            guest.load("use", status, GrantSite.GG2, GrantSite.GG3);
            guest.when(equal(register("use"), constant(0)), () -> {
                guest.barrier(GrantSite.GG3);
                then.run();
            });
        } else {
            guest.load("flags", flags);
            guest.when(equal(register("flags"), constant(PERMIT)), () -> {
                guest.compareExchange("found", flags, constant(PERMIT), constant(0), Mode.ONCE, GrantSite.GG3);
                guest.when(equal(register("found"), constant(PERMIT)), () -> {
                    guest.barrier(GrantSite.GG3);
                    then.run();
                });
            });
        }
    }

    /** A guest ends access and lends another frame by the same entry, read-only this time. */
    private Scenario lendAgain(int bound) {
        Draft draft = new Draft();
        Expression flags = draft.at("entry.flags", PERMIT);
        Expression frame = draft.at("entry.frame", 1);
        Expression status = draft.at("status", 0);
        SideWriter guest = draft.writer.thread(GrantSite.Roles.GUEST);
        SideWriter xen = draft.writer.thread(GrantSite.Roles.HYPERVISOR);
        endAccess(guest, flags, status, () -> {
            guest.store(frame, constant(2));
            guest.barrier(GrantSite.GG1);
            guest.store(flags, constant(PERMIT + READONLY), GrantSite.GG1);
        });
        pin(xen, "", flags, status, () -> {
            xen.load("pinned", frame);
            xen.assign("done", constant(1));
        });
        Claim stale = new Claim(
                Facts.all(
                        Facts.equal(xen, "done", 1),
                        Facts.equal(xen, "again", PERMIT + READONLY),
                        Facts.differs(xen, "pinned", 2)),
                Clause.G4,
                "the hypervisor goes by the flags of a new grant and pins the frame of the one before");
        return draft.writer.scenario("lend-again", bound, List.of(stale));
    }

    private Scenario transfer(int bound) {
        Draft draft = new Draft();
        Expression flags = draft.at("entry.flags", OFFER);
        Expression frame = draft.at("entry.frame", 0);
        SideWriter guest = draft.writer.thread(GrantSite.Roles.GUEST);
        SideWriter xen = draft.writer.thread(GrantSite.Roles.HYPERVISOR);
        xen.load("seen", flags);
        xen.when(equal(register("seen"), constant(OFFER)), () -> {
            xen.compareExchange("found", flags, constant(OFFER), constant(COMMITTED), Mode.ONCE);
            xen.when(equal(register("found"), constant(OFFER)), () -> {
                xen.store(frame, constant(WRITTEN));
                xen.barrier(GrantSite.GX5);
                xen.fetch(Operator.OR, "was", flags, constant(IN_USE), Mode.ONCE, GrantSite.GX5);
            });
        });
        guest.load("flags", flags, GrantSite.GG4);
        guest.when(
                equal(register("flags"), constant(OFFER)),
                () -> guest.compareExchange("taken", flags, constant(OFFER), constant(0), Mode.ONCE));
        guest.when(equal(register("flags"), constant(COMPLETED)), () -> {
            guest.barrier(GrantSite.GG4);
            guest.load("frame", frame);
            guest.store(flags, constant(0));
        });
        Claim stale = new Claim(
                Facts.all(Facts.equal(guest, "flags", COMPLETED), Facts.differs(guest, "frame", WRITTEN)),
                Clause.G4,
                "the guest takes a stale frame number from a completed transfer");
        return draft.writer.scenario("transfer", bound, List.of(stale));
    }

    /** One processor adds a page of handles while another looks one up. */
    private Scenario maptrack(int bound) {
        Draft draft = new Draft();
        Expression limit = draft.at("limit", 0);
        Expression pointer = draft.at("page.pointer", 0);
        SideWriter grows = draft.writer.thread("vCPU 0", GrantSite.Roles.HYPERVISOR);
        SideWriter looks = draft.writer.thread("vCPU 1", GrantSite.Roles.HYPERVISOR);
        grows.store(pointer, constant(WRITTEN));
        grows.barrier(GrantSite.GX6);
        grows.store(limit, constant(1), GrantSite.GX6);
        looks.load("limit", limit, GrantSite.GX7);
        looks.when(register("limit"), () -> {
            looks.barrier(GrantSite.GX7);
            looks.load("pointer", pointer);
        });
        Claim wild = new Claim(
                Facts.all(Facts.equal(looks, "limit", 1), Facts.differs(looks, "pointer", WRITTEN)),
                Clause.G6,
                "a handle within the limit is looked up through a pointer that is not there");
        return draft.writer.scenario("maptrack", bound, List.of(wild));
    }

    /** One processor fills a handle while another unmaps by it. */
    private Scenario handle(int bound) {
        Draft draft = new Draft();
        Expression flags = draft.at("handle.flags", 0);
        Expression domid = draft.at("handle.domid", 0);
        Expression ref = draft.at("handle.ref", 0);
        SideWriter maps = draft.writer.thread("vCPU 0", GrantSite.Roles.HYPERVISOR);
        SideWriter unmaps = draft.writer.thread("vCPU 1", GrantSite.Roles.HYPERVISOR);
        maps.store(domid, constant(WRITTEN));
        maps.store(ref, constant(WRITTEN));
        maps.barrier(GrantSite.GX8);
        maps.store(flags, constant(2), GrantSite.GX8);
        unmaps.load("flags", flags, GrantSite.GX9);
        unmaps.when(register("flags"), () -> {
            unmaps.barrier(GrantSite.GX9);
            unmaps.load("domid", domid);
            unmaps.load("ref", ref);
        });
        Claim other = new Claim(
                Facts.all(
                        Facts.equal(unmaps, "flags", 2),
                        Facts.any(List.of(
                                Facts.differs(unmaps, "domid", WRITTEN), Facts.differs(unmaps, "ref", WRITTEN)))),
                Clause.G3,
                "a live handle names another grant");
        return draft.writer.scenario("handle", bound, List.of(other));
    }
}
