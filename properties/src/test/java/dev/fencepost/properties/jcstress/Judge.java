package dev.fencepost.properties.jcstress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is wrong with a lesson: it, the engine and the machine must tell one story. */
final class Judge {
    /**
     * What a lesson says about its outcomes.
     *
     * @param accepted those that are fine, the interesting ones included
     * @param interesting those that show the defect
     */
    record Declared(Set<String> accepted, Set<String> interesting) {}

    private Judge() {}

    /** Where the lesson's own words differ from what the engine allows. */
    static List<String> ofWords(Lesson lesson, Declared declared) {
        List<String> complaints = new ArrayList<>();
        if (!declared.accepted().equals(lesson.allowed())) {
            complaints.add(lesson + " accepts " + declared.accepted() + ", the engine allows " + lesson.allowed());
        }
        return complaints;
    }

    /**
     * Where what was seen differs from what may be seen, and whether anything was.
     *
     * @param observed how often each outcome was seen; null where there is no result
     */
    static List<String> ofRun(Lesson lesson, Declared declared, Map<String, Long> observed) {
        if (observed == null || observed.isEmpty()) {
            return List.of(lesson + " has no result");
        }
        List<String> complaints = new ArrayList<>();
        Set<String> seen = observed.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String outcome : seen) {
            if (!declared.accepted().contains(outcome)) {
                complaints.add(lesson + " showed '" + outcome + "', which it forbids, in " + observed);
            }
            if (!lesson.allowed().contains(outcome)) {
                complaints.add(lesson + " showed '" + outcome + "', which the engine does not allow");
            }
        }
        for (String outcome : unseen(lesson, declared, seen)) {
            complaints.add(lesson + " never showed '" + outcome + "', which this machine must show: " + observed);
        }
        return complaints;
    }

    /** The interesting outcomes that must show here and did not: more samples may help. */
    static Set<String> unseen(Lesson lesson, Declared declared, Set<String> seen) {
        Set<String> unseen = new TreeSet<>(declared.interesting());
        unseen.retainAll(lesson.allowedHere());
        unseen.removeAll(seen);
        return unseen;
    }
}
