package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;

/** {@code linux-kernel.cat} from its first line to {@code propagation}, under its own names. */
final class KernelRelations {
    final long memory;
    final long marked;
    final long plain;
    final long acquire;
    final long release;
    final long mbAccesses;
    final long noreturn;
    final long readsForRmb;
    final Pairs addr;
    final Pairs rfe;
    final Pairs strongFence;
    final Pairs nonrwFence;
    final Pairs fence;
    final Pairs rmwSequence;
    final Pairs cumulFence;
    final Pairs hb;
    final Pairs pb;

    private final Candidate c;
    private final Skeleton s;

    KernelRelations(Candidate candidate, NaiveModel model) {
        c = candidate;
        s = c.skeleton;
        memory = s.reads | s.writes;
        long rmwAccesses = c.set(Step::readModifyWrite);
        long failedRmw = rmwAccesses & ~s.rmw.domain() & ~s.rmw.range();
        acquire = (c.mode(Mode.ACQUIRE) | c.mode(Mode.ACQUIRE_RELEASE)) & ~s.writes & ~failedRmw;
        release = (c.mode(Mode.RELEASE) | c.mode(Mode.ACQUIRE_RELEASE)) & ~s.reads & ~failedRmw;
        mbAccesses = c.mode(Mode.MB) & ~failedRmw;
        noreturn = c.mode(Mode.NORETURN) & ~s.writes;
        plain = c.mode(Mode.PLAIN) & ~s.initial & ~rmwAccesses;
        marked = ~plain;

        Pairs rfi = c.internal(c.rf);
        rfe = c.external(c.rf);
        Pairs carryDep = s.data.seq(rfi).star();
        addr = carryDep.seq(s.addr);
        Pairs ctrl = carryDep.seq(s.ctrl);
        Pairs data = carryDep.seq(s.data);

        readsForRmb = s.reads & ~noreturn;
        Pairs acqPo = s.po.from(acquire).to(memory).or(acquireFence());
        Pairs poRel = model.part("po-rel", s.po.from(memory).to(release).or(releaseFence()));
        Pairs rmb = c.around(c.fence(FenceKind.LOAD_LOAD)).from(readsForRmb).to(readsForRmb);
        Pairs wmb = model.part(
                "wmb", c.around(c.fence(FenceKind.STORE_STORE)).from(s.writes).to(s.writes));
        strongFence = model.part("mb", mb(rmwAccesses));
        nonrwFence = strongFence.or(poRel, model.part("acq-po", acqPo));
        fence = nonrwFence.or(wmb, model.part("rmb", rmb));

        Pairs dep = addr.or(data);
        Pairs overwrite = c.co.or(c.fr);
        Pairs toW = dep.or(ctrl)
                .to(s.writes)
                .or(c.internal(overwrite), addr.to(plain).seq(wmb));
        Pairs toR = addr.to(s.reads).or(dep.to(marked).seq(rfi));
        Pairs ppo = model.part("dependencies", toR.or(toW)).or(c.internal(fence));

        Pairs cumulative = strongFence.or(poRel);
        rmwSequence = c.rf.seq(s.rmw).star();
        cumulFence = rfe.to(marked)
                .optional()
                .seq(cumulative)
                .or(wmb)
                .from(marked)
                .to(marked)
                .seq(rmwSequence);
        Pairs prop = c.external(overwrite)
                .optional()
                .from(marked)
                .seq(cumulFence.star().to(marked))
                .seq(rfe.optional().to(marked));
        Pairs identity = prop.minus(prop).optional();
        hb = ppo.or(rfe, c.internal(prop.minus(identity))).from(marked).to(marked);
        pb = prop.seq(strongFence).seq(hb.star()).to(marked);
    }

    /** A fence of C11 or Rust makes an acquire of every marked load before it. */
    private Pairs acquireFence() {
        long fences = c.fence(FenceKind.LOAD_ANY) | c.fence(FenceKind.ACQUIRE_RELEASE);
        return c.around(fences).from(readsForRmb & marked).to(memory);
    }

    /** A fence of C11 or Rust makes a release of every marked store behind it. */
    private Pairs releaseFence() {
        long fences = c.fence(FenceKind.ANY_STORE) | c.fence(FenceKind.ACQUIRE_RELEASE);
        return c.around(fences).from(memory).to(s.writes & marked);
    }

    private Pairs mb(long rmwAccesses) {
        Pairs before = c.around(c.fence(FenceKind.BEFORE_ATOMIC)).to(rmwAccesses);
        Pairs after = c.around(c.fence(FenceKind.AFTER_ATOMIC)).from(rmwAccesses);
        return c.around(c.fence(FenceKind.FULL) | mbAccesses)
                .or(
                        c.around(c.fence(FenceKind.STORE_ANY)).from(s.writes),
                        s.po.to(mbAccesses & s.reads),
                        s.po.from(mbAccesses & s.writes),
                        before.seq(s.po.optional()),
                        s.po.optional().seq(after))
                .from(memory)
                .to(memory);
    }
}
