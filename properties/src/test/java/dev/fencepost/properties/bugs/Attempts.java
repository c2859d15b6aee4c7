package dev.fencepost.properties.bugs;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The attempts at the bugs of every subject: a subject adds one line here. */
final class Attempts {
    private static final Map<String, Supplier<List<Attempt>>> BY_SUBJECT = Map.of(
            "msix", MsixBugs::all,
            "split-ring", SplitRingBugs::all, //
            "packed-ring", PackedRingBugs::all,
            "grant-table", GrantTableBugs::all, //
            "dispatch", DispatchBugs::all, //
            "persistent-grants", PersistentGrantBugs::all //
            );

    private Attempts() {}

    /** The attempts at one subject's; none if it has none yet. */
    static List<Attempt> at(String subject) {
        return BY_SUBJECT.getOrDefault(subject, List::of).get();
    }

    /** The subjects that have some. */
    static List<String> subjects() {
        return List.copyOf(BY_SUBJECT.keySet());
    }
}
