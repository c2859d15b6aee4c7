package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;
import java.util.Set;
import java.util.TreeSet;

/** {@code linux-kernel.cat} from "Plain accesses and data races" to its end. */
final class KernelRaces {
    private final Candidate c;
    private final Skeleton s;
    private final KernelRelations r;
    private final Pairs wwVis;
    private final Pairs wrVis;
    private final Pairs rwXbstar;
    private final Pairs preRace;

    KernelRaces(Candidate candidate, KernelRelations relations) {
        c = candidate;
        s = c.skeleton;
        r = relations;
        long marked = r.marked;
        long returning = ~r.noreturn;
        Pairs rmbFence = c.around(c.fence(FenceKind.LOAD_LOAD));
        Pairs xbstar = r.hb.or(r.pb).star();
        Pairs vis = r.cumulFence
                .star()
                .seq(r.rfe.optional().to(marked))
                .seq(r.strongFence.to(marked).seq(xbstar).or(c.internal(xbstar)));

        Pairs wPreBounded = r.addr.or(r.fence).optional().from(marked);
        Pairs rPreBounded = r.addr.or(r.nonrwFence, rmbFence.from(r.readsForRmb).to(returning))
                .optional()
                .from(marked);
        Pairs wPostBounded = r.fence.optional().to(marked).seq(r.rmwSequence);
        Pairs rPostBounded = r.nonrwFence
                .or(rmbFence.from(returning).to(r.readsForRmb))
                .optional()
                .to(marked);

        Pairs strong = r.strongFence.seq(xbstar);
        wwVis = r.fence.or(strong.seq(wPreBounded), wPostBounded.seq(vis, wPreBounded));
        wrVis = r.fence.or(strong.seq(rPreBounded), wPostBounded.seq(vis, rPreBounded));
        rwXbstar = r.fence.or(rPostBounded.seq(xbstar, wPreBounded));
        preRace = c.external(product(r.plain, r.memory).or(product(r.memory & ~s.initial, r.plain)));
    }

    private Pairs product(long from, long to) {
        return Pairs.product(c.size(), from, to);
    }

    boolean plainCoherence() {
        Pairs wrIncoh = preRace.and(c.rf).and(rwXbstar.inverse());
        Pairs rwIncoh = preRace.and(c.fr).and(wrVis.inverse());
        Pairs wwIncoh = preRace.and(c.co).and(wwVis.inverse());
        return wrIncoh.or(rwIncoh, wwIncoh).isEmpty();
    }

    Set<String> flags() {
        Set<String> result = new TreeSet<>();
        if (!mixedAccesses().isEmpty()) {
            result.add("mixed-accesses");
        }
        if (!races().isEmpty()) {
            result.add("data-race");
        }
        return result;
    }

    private Pairs mixedAccesses() {
        long between = c.fence(FenceKind.COMPILER)
                | c.fence(FenceKind.LOAD_LOAD)
                | c.fence(FenceKind.STORE_STORE)
                | c.fence(FenceKind.FULL)
                | c.fence(FenceKind.BEFORE_ATOMIC)
                | c.fence(FenceKind.AFTER_ATOMIC)
                | r.mbAccesses
                | r.acquire
                | r.release;
        Pairs barrier = c.around(between).or(s.po.to(r.release), s.po.from(r.acquire));
        Pairs region = s.poLoc.minus(barrier);
        long plainWrites = r.plain & s.writes;
        return region.from(plainWrites).to(r.marked).or(region.from(r.marked).to(plainWrites));
    }

    private Pairs races() {
        Pairs wwNonrace = wwVis.and(product(r.marked, s.writes).or(rwXbstar))
                .and(product(s.writes, r.marked).or(wrVis));
        Pairs wwRace = preRace.and(c.co).minus(wwNonrace);
        Pairs wrRace = preRace.and(c.co.optional().seq(c.rf)).minus(wrVis).minus(rwXbstar.inverse());
        Pairs rwRace = preRace.and(c.fr).minus(rwXbstar);
        return wwRace.or(wrRace, rwRace);
    }
}
