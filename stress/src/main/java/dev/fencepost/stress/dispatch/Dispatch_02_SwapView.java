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
 * A reader announces that it reads, then looks which view is current; the topology makes another view current, then
 * looks who reads. Store buffering: QR1 and QT2 must be full fences, or a view is freed under its reader (Q3).
 */
public class Dispatch_02_SwapView {
    private Dispatch_02_SwapView() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The reader has the old view, and that is seen.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The swap comes first; nobody has the old view.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The reader has the new view, and the old one waits in vain.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The reader has the old view, and it is freed.")
    @State
    public static class Fenced {
        private static final Pool<ViewPair> POOL =
                new Pool<>(ViewPair.BYTES, memory -> new ViewPair(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final ViewPair views = POOL.next().reset();

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = views.beginReading();
        }

        /** Who swaps the view. */
        @Actor
        public void topology(II_Result r) {
            r.r2 = views.swap();
        }
    }

    /** The look at the current view may overtake the announcement. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The reader has the old view, and that is seen.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The swap comes first; nobody has the old view.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The reader has the new view, and the old one waits in vain.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "The reader has the old view, and it is freed.")
    @State
    public static class BrokenWithoutQR1 {
        private static final Pool<ViewPair> POOL =
                new Pool<>(ViewPair.BYTES, memory -> new ViewPair(new WithoutFence(memory, DispatchSite.QR1)));

        private final ViewPair views = POOL.next().reset();

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = views.beginReading();
        }

        /** Who swaps the view. */
        @Actor
        public void topology(II_Result r) {
            r.r2 = views.swap();
        }
    }

    /** The look for readers may overtake the swap. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The reader has the old view, and that is seen.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The swap comes first; nobody has the old view.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The reader has the new view, and the old one waits in vain.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "The reader has the old view, and it is freed.")
    @State
    public static class BrokenWithoutQT2 {
        private static final Pool<ViewPair> POOL =
                new Pool<>(ViewPair.BYTES, memory -> new ViewPair(new WithoutFence(memory, DispatchSite.QT2)));

        private final ViewPair views = POOL.next().reset();

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = views.beginReading();
        }

        /** Who swaps the view. */
        @Actor
        public void topology(II_Result r) {
            r.r2 = views.swap();
        }
    }
}
