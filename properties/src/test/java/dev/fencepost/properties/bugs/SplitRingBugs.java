package dev.fencepost.properties.bugs;

import java.util.List;
import java.util.stream.Stream;

/** The bugs of the split ring. */
final class SplitRingBugs {
    private SplitRingBugs() {}

    static List<Attempt> all() {
        return Stream.of(
                        FenceBugs.all(), //
                        AccessBugs.all(),
                        CacheBugs.all(),
                        HistoryBugs.all(),
                        MachineBugs.all(),
                        HostileBugs.all())
                .flatMap(List::stream)
                .toList();
    }
}
