package dev.fencepost.stress.ring.packed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import dev.fencepost.stress.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The driver makes a descriptor available, then looks at the device's event structure; the device says there that it
 * wants a kick, then looks at the next descriptor. Each stores and then loads what the other stores: store buffering,
 * the one shape that x86 shows. PD2 and PV4 must be full fences; nothing smaller helps (S6).
 */
public class PackedRing_03_SuppressNotification {
    private PackedRing_03_SuppressNotification() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No kick, and none needed: the device finds the buffer itself.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "A kick for a device that is awake: harmless.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "A kick for a device that goes to sleep: it wakes up.")
    @Outcome(
            id = "0, 1",
            expect = FORBIDDEN,
            desc = "No kick, and the device goes to sleep: the buffer waits for ever.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(MappedMemory.of(memory, BarrierPolicy.WEAK), false));

        private final Ring ring = RINGS.next().withDeviceAwake();

        /** The driver. */
        @Actor
        public void driver(II_Result r) {
            r.r1 = ring.addAndDecide();
        }

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r2 = ring.enableKicks();
        }
    }

    /** The driver's load may overtake its store. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No kick, and none needed: the device finds the buffer itself.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "A kick for a device that is awake: harmless.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "A kick for a device that goes to sleep: it wakes up.")
    @Outcome(
            id = "0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "No kick, and the device goes to sleep: the buffer waits for ever.")
    @State
    public static class BrokenWithoutPD2 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(new WithoutFence(memory, PackedSite.PD2), false));

        private final Ring ring = RINGS.next().withDeviceAwake();

        /** The driver. */
        @Actor
        public void driver(II_Result r) {
            r.r1 = ring.addAndDecide();
        }

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r2 = ring.enableKicks();
        }
    }
}
