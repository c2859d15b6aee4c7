package dev.fencepost.properties.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Things that use each other, directly or over others: such a circle can only be understood as a whole. The things are
 * packages, or classes with all that is nested in them.
 */
final class Circles {
    private final Map<String, Set<String>> uses = new TreeMap<>();

    private Circles(Iterable<JavaClass> classes, Function<JavaClass, String> thing) {
        for (JavaClass type : classes) {
            uses.computeIfAbsent(thing.apply(type), name -> new TreeSet<>());
        }
        for (JavaClass type : classes) {
            String user = thing.apply(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String used = thing.apply(dependency.getTargetClass().getBaseComponentType());
                if (uses.containsKey(used) && !used.equals(user)) {
                    uses.get(user).add(used);
                }
            }
        }
    }

    /** Circles of packages, each as its packages in the order of the alphabet. */
    static List<Set<String>> ofPackages(Iterable<JavaClass> classes) {
        return new Circles(classes, JavaClass::getPackageName).all();
    }

    /** Circles of classes, each as their names in the order of the alphabet. */
    static List<Set<String>> ofClasses(Iterable<JavaClass> classes) {
        return new Circles(classes, Circles::outermost).all();
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(Circles::outermost).orElse(type.getName());
    }

    private List<Set<String>> all() {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(name -> reached.put(name, reachedFrom(name)));
        List<Set<String>> circles = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (String name : uses.keySet()) {
            Set<String> circle = new TreeSet<>();
            for (String other : reached.get(name)) {
                if (reached.get(other).contains(name)) {
                    circle.add(other);
                }
            }
            if (circle.size() > 1 && told.addAll(circle)) {
                circles.add(circle);
            }
        }
        return circles;
    }

    private Set<String> reachedFrom(String start) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(uses.get(start));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(uses.get(name));
            }
        }
        return reached;
    }
}
