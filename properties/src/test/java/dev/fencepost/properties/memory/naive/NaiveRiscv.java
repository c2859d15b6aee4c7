package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;

/**
 * The thirteen rules of preserved program order of RVWMO, one by one as the manual and herd's {@code riscv-defs.cat}
 * number them, {@code rsw} included; read-modify-writes are pairs as LR and SC make them.
 */
public final class NaiveRiscv extends OneOrder {
    public NaiveRiscv(String omitted) {
        super(omitted);
    }

    @Override
    public boolean allows(Candidate c) {
        Pairs order = c.co.or(c.external(c.rf), c.fr, local(c), part("r4", fences(c)));
        return coherent(c) && atomic(c) && axiom("external", order.acyclic());
    }

    @Override
    Pairs local(Candidate c) {
        return overlapping(c).or(annotated(c), dependent(c));
    }

    private Pairs overlapping(Candidate c) {
        long reads = c.skeleton.reads;
        long writes = c.skeleton.writes;
        Pairs poLoc = c.skeleton.poLoc;
        Pairs intervening = poLoc.to(writes).seq(poLoc);
        Pairs sameWrite = c.rf.inverse().seq(c.rf);
        Pairs second = poLoc.from(reads).to(reads).minus(intervening).minus(sameWrite);
        return part("r1", poLoc.to(writes))
                .or(part("r2", second), part("r3", c.internal(c.rf).from(c.skeleton.rmw.range())));
    }

    private Pairs annotated(Candidate c) {
        long writes = c.skeleton.writes;
        long memory = c.skeleton.reads | writes;
        long reads = c.skeleton.reads & ~c.set(Step::onlyLoads);
        long strong = c.mode(Mode.ACQUIRE, Mode.ACQUIRE_RELEASE) & reads;
        long acquire = strong | c.mode(Mode.ACQUIRE_PC) & reads;
        long release = c.mode(Mode.RELEASE, Mode.ACQUIRE_RELEASE) & writes;
        long full = c.mode(Mode.MB) & writes;
        Pairs po = c.skeleton.po.from(memory).to(memory);
        Pairs fence = po.to(full).optional().seq(po.from(full)).or(po.to(full).seq(po));
        return part("r5", po.from(acquire))
                .or(
                        part("r6", po.to(release)),
                        part("r7", po.from(strong | release).to(strong | release)),
                        part("r8", c.skeleton.rmw),
                        part("full", po.to(full)),
                        part("behind", fence));
    }

    private Pairs dependent(Candidate c) {
        long memory = c.skeleton.reads | c.skeleton.writes;
        long writes = c.skeleton.writes;
        Pairs addr = c.skeleton.addr.to(memory);
        Pairs data = c.skeleton.data.to(writes);
        return part("r9", addr)
                .or(
                        part("r10", data),
                        part("r11", c.skeleton.ctrl.to(writes)),
                        part("r12", addr.or(data).to(writes).seq(c.internal(c.rf))),
                        part("r13", addr.seq(c.skeleton.po.to(writes))));
    }

    private static Pairs fences(Candidate c) {
        Pairs result = c.skeleton.po.minus(c.skeleton.po);
        for (FenceKind kind : FenceKind.values()) {
            Pairs around = c.around(c.fence(kind));
            for (int pair = 0; pair < 4; pair++) {
                boolean first = pair / 2 == 1;
                boolean second = pair % 2 == 1;
                if (kind.orders(first, second)) {
                    result = result.or(around.from(first ? c.skeleton.writes : c.skeleton.reads)
                            .to(second ? c.skeleton.writes : c.skeleton.reads));
                }
            }
        }
        return result;
    }
}
