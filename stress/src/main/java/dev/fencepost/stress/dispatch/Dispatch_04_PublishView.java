package dev.fencepost.stress.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The topology builds a view and makes it the current one; a reader finds it and reads what it holds. Message passing
 * (QT1, QR2), which x86 keeps by itself (Q3).
 */
public class Dispatch_04_PublishView {
    private Dispatch_04_PublishView() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The old view.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The new view, complete.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The new view before it is built.")
    @State
    public static class Fenced {
        private static final Pool<ViewPair> POOL =
                new Pool<>(ViewPair.BYTES, memory -> new ViewPair(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final ViewPair views = POOL.next().reset();

        /** Who builds and swaps the view. */
        @Actor
        public void topology() {
            views.publish();
        }

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = views.current();
            r.r2 = r.r1 == 1 ? views.find() : 0;
        }
    }

    /** The view may become current before it is built. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The old view.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The new view, complete.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The new view before it is built.")
    @State
    public static class BrokenWithoutQT1 {
        private static final Pool<ViewPair> POOL =
                new Pool<>(ViewPair.BYTES, memory -> new ViewPair(new WithoutFence(memory, DispatchSite.QT1)));

        private final ViewPair views = POOL.next().reset();

        /** Who builds and swaps the view. */
        @Actor
        public void topology() {
            views.publish();
        }

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = views.current();
            r.r2 = r.r1 == 1 ? views.find() : 0;
        }
    }
}
