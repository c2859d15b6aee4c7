package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Reach;
import java.util.List;
import java.util.Set;

/**
 * The extension of a model by where accesses can be seen from, written down as rules that are applied until nothing
 * changes: {@code before[a][i][b][j]} says that access a, as seen at level i, comes before access b as seen at level j.
 * Memory only.
 */
public final class NaiveReach extends NaiveModel {
    private final OneOrder base;
    private final List<Place> places;
    private final List<Reach> boundaries;

    /** {@code omitted} is empty, or a rule that a mutant has not: cumulative, travel, local, reach. */
    public NaiveReach(OneOrder base, List<Place> places, Set<Reach> weak, String omitted) {
        super(omitted);
        this.base = base;
        this.places = places;
        this.boundaries = weak.stream().sorted().toList();
    }

    @Override
    public boolean allows(Candidate c) {
        return coherent(c) && atomic(c) && !new Judgement(c).circular();
    }

    private int level(Reach reach) {
        return (int) boundaries.stream()
                .filter(boundary -> boundary.compareTo(reach) <= 0)
                .count();
    }

    /** The rules applied to one candidate. */
    private final class Judgement {
        private final Candidate c;
        private final int accesses;
        private final int levels = boundaries.size() + 1;
        private final boolean[][] before;
        private boolean changed = true;

        Judgement(Candidate candidate) {
            c = candidate;
            accesses = c.size();
            before = new boolean[accesses * levels][accesses * levels];
        }

        boolean circular() {
            start();
            while (changed) {
                changed = false;
                close();
                for (int fence = 0; fence < accesses; fence++) {
                    if (c.skeleton.step(fence).kind() == Step.Kind.FENCE && !omits("cumulative")) {
                        cumulate(fence);
                    }
                }
            }
            for (int at = 0; at < before.length; at++) {
                if (before[at][at]) {
                    return true;
                }
            }
            return false;
        }

        private void start() {
            Pairs local = base.local(c);
            for (int a = 0; a < accesses; a++) {
                for (int level = 1; level < levels && !omits("travel"); level++) {
                    if (writes(a)) {
                        say(a, level - 1, a, level);
                    } else {
                        say(a, level, a, level - 1);
                    }
                }
                for (int b = 0; b < accesses; b++) {
                    observed(a, b);
                    if (local.contains(a, b) && !omits("local")) {
                        say(a, 0, b, 0);
                    }
                    for (int fence = 0; fence < accesses; fence++) {
                        if (orders(a, fence, b)) {
                            int reach = reach(fence);
                            say(a, writes(a) ? reach : 0, b, writes(b) ? 0 : reach);
                        }
                    }
                }
            }
        }

        private void observed(int a, int b) {
            int met = c.skeleton.ext.contains(a, b) ? meeting(a, b) : 0;
            if (c.skeleton.ext.contains(a, b) && (c.rf.contains(a, b) || c.fr.contains(a, b))) {
                say(a, met, b, met);
            }
            for (int level = met; level < levels && c.co.contains(a, b); level++) {
                say(a, level, b, level);
            }
        }

        private int meeting(int a, int b) {
            int left = c.skeleton.step(a).thread();
            int right = c.skeleton.step(b).thread();
            return left < 0 || right < 0 ? 0 : level(places.get(left).distance(places.get(right)));
        }

        private int reach(int fence) {
            return omits("reach") ? 0 : level(c.skeleton.step(fence).barrier().reach());
        }

        private boolean orders(int a, int fence, int b) {
            boolean between = c.skeleton.po.contains(a, fence) && c.skeleton.po.contains(fence, b);
            if (!between
                    || !isAccess(a)
                    || !isAccess(b)
                    || c.skeleton.step(fence).kind() != Step.Kind.FENCE) {
                return false;
            }
            FenceKind kind = c.skeleton.step(fence).fence();
            boolean unseen = kind != FenceKind.FULL
                    && !writes(a)
                    && base instanceof NaiveArmv8
                    && c.skeleton.step(a).mode() == Mode.NORETURN;
            return kind.orders(writes(a), writes(b)) && !unseen;
        }

        /** A write that has come as far as the barrier's own thread is out, at its reach, before what follows. */
        private void cumulate(int fence) {
            boolean cumulative = c.skeleton.step(fence).fence() == FenceKind.FULL
                    || c.skeleton.step(fence).barrier().reach().compareTo(Reach.SYSTEM) >= 0;
            int reach = reach(fence);
            for (int w = 0; w < accesses && cumulative; w++) {
                int thread = c.skeleton.step(w).thread();
                boolean foreign = writes(w)
                        && thread >= 0
                        && thread != c.skeleton.step(fence).thread();
                for (int a = 0; a < accesses && foreign; a++) {
                    for (int b = 0; b < accesses; b++) {
                        if (isAccess(a) && before[meeting(w, a) * accesses + w][a] && orders(a, fence, b)) {
                            say(w, reach, b, writes(b) ? 0 : reach);
                        }
                    }
                }
            }
        }

        private void close() {
            for (int middle = 0; middle < before.length; middle++) {
                for (int from = 0; from < before.length; from++) {
                    for (int to = 0; to < before.length && before[from][middle]; to++) {
                        before[from][to] |= before[middle][to];
                    }
                }
            }
        }

        private void say(int a, int level, int b, int other) {
            int from = level * accesses + a;
            int to = other * accesses + b;
            changed |= !before[from][to];
            before[from][to] = true;
        }

        private boolean isAccess(int at) {
            return writes(at) || c.skeleton.step(at).reads();
        }

        private boolean writes(int at) {
            return c.skeleton.step(at).writes();
        }
    }
}
