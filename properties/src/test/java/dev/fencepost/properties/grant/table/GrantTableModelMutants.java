package dev.fencepost.properties.grant.table;

import dev.fencepost.model.grant.table.Action;
import dev.fencepost.model.grant.table.Action.End;
import dev.fencepost.model.grant.table.Action.EndAccept;
import dev.fencepost.model.grant.table.Action.EndClear;
import dev.fencepost.model.grant.table.Action.Restrict;
import dev.fencepost.model.grant.table.Action.SetVersion;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.GrantTableMachine;
import dev.fencepost.model.grant.table.Scene;
import dev.fencepost.model.grant.table.State;
import dev.fencepost.model.spec.Clause;

/** Mistakes for {@link GrantTableModelMutant}: one at least for each of the model's invariants. */
enum GrantTableModelMutants {
    UNUSED_ENTRY_STAYS_MARKED(
            Scene.MAP, 1, Clause.G1, "an entry that no hypercall holds", (m, before, action, next) -> {
                if (isStep(m, before, action, "CLEAR")) {
                    m.fields().flags.set(next, 0, m.fields().flags.get(before, 0));
                }
            }),
    READONLY_UNDER_A_WRITER(Scene.BATCH, 1, Clause.G1, "a grant is not read-only", (m, before, action, next) -> {
        if (action instanceof Restrict) {
            m.fields().flags.set(next, 0, m.fields().flags.get(before, 0) | 4);
        }
    }),
    NO_FLUSH(Scene.MAP, 1, Clause.G2, "what page tables, TLBs", (m, before, action, next) -> {
        if (isStep(m, before, action, "UNMAP_FLUSH")) {
            for (int frame = 0; frame < 2; frame++) {
                int view = m.fields().view(1, frame);
                m.fields().tlb.set(next, view, m.fields().tlb.get(before, view));
            }
        }
    }),
    END_WITHOUT_LOOKING(Scene.MAP, 1, Clause.G2, "an entry whose access its guest has ended", (m, b, action, next) -> {
        if (action instanceof End) {
            m.fields().flags.set(next, 0, 0);
            m.fields().lent.set(next, 0, 0);
        }
    }),
    REUSE_BEFORE_THE_END(Scene.MAP, 2, Clause.G2, "a frame that its guest uses again", (m, before, action, next) -> {
        if (action instanceof EndClear) {
            m.fields().reused.set(next, 0, 1);
        }
    }),
    FAILED_MAP_KEEPS_ITS_HANDLE(
            Scene.HOSTILE, 1, Clause.G5, "with no hypercall under way", (m, before, action, next) -> {
                if (isStep(m, before, action, "PIN_READ") && m.model().isIdle(next, ((Step) action).vcpu())) {
                    copy(m, before, next);
                }
            }),
    ONE_PIN_TOO_MANY(Scene.BATCH, 1, Clause.G3, "pins are the live mappings", (m, b, action, next) -> {
        if (isStep(m, b, action, "PIN_FRAME") && m.fields().pins.get(next, 0) == 1) {
            m.fields().pins.set(next, 0, 2);
        }
    }),
    NO_TYPE_REFERENCE(Scene.MAP, 1, Clause.G3, "references to a frame", (m, before, action, next) -> {
        if (isStep(m, before, action, "MAP_REFS")) {
            m.fields().types.set(next, 0, 0);
        }
    }),
    HANDLE_NEVER_GIVEN_BACK(Scene.MAP, 1, Clause.G3, "a handle is free, live or in", (m, before, action, next) -> {
        if (isStep(m, before, action, "UNMAP_HANDLE")) {
            copy(m, before, next);
        }
    }),
    LATCHED_AGAIN(Scene.HOSTILE, 1, Clause.G4, "while an entry is pinned", (m, b, action, next) -> {
        boolean pinned = m.fields().pinned(b, 0) > 0 && m.fields().pinned(next, 0) > 0;
        if (action instanceof Step && pinned && m.fields().frame.get(next, 0) < 2) {
            m.fields().actFrame.set(next, 0, m.fields().frame.get(next, 0));
        }
    }),
    MAPS_WHAT_THE_GUEST_SAYS_NOW(
            Scene.HOSTILE, 1, Clause.G4, "a live host mapping leads", (m, before, action, next) -> {
                State f = m.fields();
                if (isStep(m, before, action, "MAP_FILL") && f.frame.get(before, 0) < 2) {
                    f.pte.set(next, f.address(1, 0), 1 + 2 * f.frame.get(before, 0));
                    f.tlb.set(next, f.view(1, 0), 0);
                }
            }),
    COMMITTED_ENTRY_TAKEN_BACK(
            Scene.TRANSFER, 1, Clause.G4, "an entry that a transfer is", (m, before, action, next) -> {
                if (action instanceof EndAccept) {
                    m.fields().flags.set(next, 0, 0);
                    m.fields().lent.set(next, 0, 0);
                }
            }),
    COMPLETED_WITHOUT_FRAME(Scene.TRANSFER, 1, Clause.G4, "a completed transfer names", (m, before, action, next) -> {
        if (isStep(m, before, action, "MOVE_FRAME")) {
            m.fields().frame.set(next, 0, m.fields().frame.get(before, 0));
        }
    }),
    OLD_TAIL_NOT_LINKED(Scene.MAP, 1, Clause.G6, "each free list ends", (m, before, action, next) -> {
        if (isStep(m, before, action, "UNMAP_HANDLE")) {
            m.fields().last.set(next, 0, m.fields().last.get(before, 0));
            m.fields().last.set(next, 1, m.fields().last.get(before, 1));
        }
    }),
    SECOND_MAPPER_SKIPS_THE_IOMMU(Scene.BATCH, 1, Clause.G7, "an IOMMU allows what", (m, before, action, next) -> {
        State f = m.fields();
        int view = f.view(1, 0);
        boolean second = f.iommuReaders.get(before, view) + f.iommuWriters.get(before, view) > 0;
        if (isStep(m, before, action, "MAP_IOMMU") && second) {
            f.iommu.set(next, view, f.iommu.get(before, view));
        }
    }),
    ENTRY_WITHOUT_TABLE(Scene.MAP, 1, Clause.G8, "who holds an entry holds", (m, b, action, next) -> {
        if (isStep(m, b, action, "PIN_CHECK") && m.fields().lock.get(next, 0) != 0) {
            m.fields().readers.set(next, 0, 0);
        }
    }),
    LOCK_IS_KEPT(Scene.MAP, 1, Clause.G8, "no hypercall waits for ever", (m, before, action, next) -> {
        if (isStep(m, before, action, "UNMAP_ONE")) {
            m.fields().lock.set(next, 0, ((Step) action).vcpu() + 1);
            m.fields().readers.set(next, 0, m.fields().readers.get(before, 0) + 1);
        }
    }),
    VERSION_UNDER_A_MAPPING(Scene.VERSION, 1, Clause.G9, "a table changes its version", (m, before, action, next) -> {
        if (action instanceof SetVersion to && m.fields().statusRefs.get(before, 0) == 0) {
            m.fields().version.set(next, 0, to.version());
        }
    }),
    STATUS_FRAMES_FREED_WHILE_MAPPED(
            Scene.VERSION, 2, Clause.G9, "what only version 2 has", (m, before, action, next) -> {
                if (action instanceof SetVersion
                        && m.fields().pinned(before, 0) + m.fields().pinned(before, 1) == 0) {
                    m.fields().version.set(next, 0, 1);
                }
            });

    private final Scene scene;
    private final int version;
    private final Clause clause;
    private final String broken;
    private final GrantTableModelMutant.Mistake mistake;

    GrantTableModelMutants(
            Scene scene, int version, Clause clause, String broken, GrantTableModelMutant.Mistake mistake) {
        this.scene = scene;
        this.version = version;
        this.clause = clause;
        this.broken = broken;
        this.mistake = mistake;
    }

    Clause clause() {
        return clause;
    }

    /** How the name of the invariant begins that notices it. */
    String broken() {
        return broken;
    }

    GrantTableModelMutant mutant() {
        return new GrantTableModelMutant(new GrantTableMachine(scene.setup(version), scene.bounds()), mistake);
    }

    private static boolean isStep(GrantTableMachine machine, long[] before, Action action, String phase) {
        return action instanceof Step step
                && machine.model().at(before, step.vcpu()).equals(phase);
    }

    /** Whatever the hypercall did to free lists did not happen. */
    private static void copy(GrantTableMachine m, long[] before, long[] next) {
        State f = m.fields();
        for (int i = 0; i < f.setup.handles(); i++) {
            f.next.set(next, f.handle(1, i), f.next.get(before, f.handle(1, i)));
        }
        for (int vcpu = 0; vcpu < f.setup.vcpus().size(); vcpu++) {
            f.last.set(next, vcpu, f.last.get(before, vcpu));
        }
    }
}
