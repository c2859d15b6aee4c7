package dev.fencepost.stress.jpf;

import java.util.List;
import java.util.stream.Stream;

/** The harnesses that there are. */
final class HarnessSubjects {
    static final HarnessSubject SPLIT_RING = new HarnessSubject(
            "split-ring",
            words -> {
                SplitRingSetup setup = SplitRingSetup.of(words);
                return journal -> new SplitRingHarness(setup, journal);
            },
            "SplitRing_tso.jpf",
            List.of("tso,late,buffers-1"),
            Stream.of("sc", "tso", "pso")
                    .flatMap(order -> Stream.of(
                                    "late", "late,event-idx", "delayed", "delayed,event-idx", "always-on,event-idx")
                            .map(callbacks -> order + "," + callbacks + ",buffers-2"))
                    .toList(),
            "SplitRing_pso_without_D1.jpf",
            List.of("pso,late,buffers-1,drop-D1,journal"),
            List.of(
                    "pso,late,buffers-2,drop-D1",
                    "pso,late,buffers-2,drop-D2",
                    "pso,late,buffers-2,drop-D5",
                    "pso,late,buffers-2,drop-V2",
                    "pso,late,buffers-2,drop-V3",
                    "pso,late,buffers-2,drop-V4",
                    "pso,delayed,buffers-2,drop-D6",
                    "pso,always-on,event-idx,buffers-2,drop-D4"));

    static final HarnessSubject PERSISTENT_GRANTS = new HarnessSubject(
            "persistent-grants",
            words -> {
                PersistentGrantSetup setup = PersistentGrantSetup.of(words);
                return journal -> new PersistentGrantHarness(setup, journal);
            },
            "PersistentGrant_table.jpf",
            List.of("table,requests-2,limit-1"),
            List.of("tree,requests-2,limit-1", "tree,requests-3,limit-1,purges-2", "table,requests-3,limit-1,purges-2"),
            "PersistentGrant_early_finish.jpf",
            List.of("tree,requests-2,limit-1,early-finish,journal"),
            List.of("tree,leak", "table,eager-disconnect", "tree,lock-reversal"));

    /** One line a subject. */
    static final List<HarnessSubject> ALL = List.of(SPLIT_RING, PERSISTENT_GRANTS);

    private HarnessSubjects() {}
}
