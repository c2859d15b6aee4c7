package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.NO_FENCE;
import static dev.fencepost.properties.jcstress.LessonCode.fence;
import static dev.fencepost.properties.jcstress.RingLessons.consume;
import static dev.fencepost.properties.jcstress.RingLessons.publish;
import static dev.fencepost.properties.jcstress.RingLessons.reuse;
import static dev.fencepost.properties.jcstress.RingLessons.suppress;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import java.util.List;
import java.util.Set;

/** The lessons of the split ring. */
final class SplitRingLessons {
    private static final MemoryModel REMOTE =
            new ReachModel(new Armv8(), new Topology(List.of(Place.CPU, Place.REMOTE), Set.of(Reach.SYSTEM)));

    private SplitRingLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "SplitRing",
                all(),
                Set.of("SplitRing_05_RemoteProcessor.BrokenWithSmpFences"),
                Set.of("SplitRing_03_SuppressNotification.BrokenWithoutD2"));
    }

    private static List<Lesson> all() {
        return List.of(
                publish("SplitRing_01_PublishIndex.Fenced", fence(FenceKind.STORE_STORE)),
                publish("SplitRing_01_PublishIndex.BrokenWithoutD1", NO_FENCE),
                consume("SplitRing_02_ConsumeIndex.Fenced", fence(FenceKind.STORE_STORE)),
                consume("SplitRing_02_ConsumeIndex.BrokenWithoutV2", NO_FENCE),
                suppress("SplitRing_03_SuppressNotification.Fenced", fence(FenceKind.FULL)),
                suppress("SplitRing_03_SuppressNotification.BrokenWithoutD2", NO_FENCE),
                reuse("SplitRing_04_Reuse.Fenced", fence(FenceKind.LOAD_ANY)),
                reuse("SplitRing_04_Reuse.BrokenWithoutV6", NO_FENCE),
                remote("SplitRing_05_RemoteProcessor.Mandatory", Reach.SYSTEM),
                remote("SplitRing_05_RemoteProcessor.BrokenWithSmpFences", Reach.INNER));
    }

    /** The first lesson across an interconnect, with fences that reach so far. */
    private static Lesson remote(String name, Reach reach) {
        return publish(name, fence(FenceKind.STORE_STORE, reach), fence(FenceKind.LOAD_LOAD, reach), REMOTE, true);
    }
}
