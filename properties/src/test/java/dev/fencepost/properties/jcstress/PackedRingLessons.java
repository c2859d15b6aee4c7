package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.NO_FENCE;
import static dev.fencepost.properties.jcstress.LessonCode.fence;
import static dev.fencepost.properties.jcstress.RingLessons.consume;
import static dev.fencepost.properties.jcstress.RingLessons.nextLap;
import static dev.fencepost.properties.jcstress.RingLessons.publish;
import static dev.fencepost.properties.jcstress.RingLessons.reuse;
import static dev.fencepost.properties.jcstress.RingLessons.suppress;

import dev.fencepost.model.memory.program.FenceKind;
import java.util.List;
import java.util.Set;

/** The lessons of the packed ring. */
final class PackedRingLessons {
    private PackedRingLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "PackedRing", all(), Set.of(), Set.of("PackedRing_03_SuppressNotification.BrokenWithoutPD2"));
    }

    private static List<Lesson> all() {
        return List.of(
                publish("PackedRing_01_PublishFlags.Fenced", fence(FenceKind.STORE_STORE)),
                publish("PackedRing_01_PublishFlags.BrokenWithoutPD1", NO_FENCE),
                consume("PackedRing_02_ConsumeFlags.Fenced", fence(FenceKind.STORE_STORE)),
                consume("PackedRing_02_ConsumeFlags.BrokenWithoutPV2", NO_FENCE),
                suppress("PackedRing_03_SuppressNotification.Fenced", fence(FenceKind.FULL)),
                suppress("PackedRing_03_SuppressNotification.BrokenWithoutPD2", NO_FENCE),
                reuse("PackedRing_04_Reuse.Fenced", fence(FenceKind.LOAD_ANY)),
                reuse("PackedRing_04_Reuse.BrokenWithoutPV6", NO_FENCE),
                nextLap("PackedRing_05_NextLap.Fenced", fence(FenceKind.LOAD_LOAD)),
                nextLap("PackedRing_05_NextLap.BrokenWithoutPV1", NO_FENCE));
    }
}
