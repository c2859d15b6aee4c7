package dev.fencepost.properties.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which package may use which, below a root package: {@code dev.fencepost}, or the samples that break each rule.
 *
 * <p>Packages of {@code model} are layers: a package may use those of its row and whatever these may use.
 */
final class RoomRules {
    /** The rows of the table, lowest layer first. Subjects stand beside each other and never use one another. */
    private static final Map<String, List<String>> MODEL = new LinkedHashMap<>();

    static {
        List<String> subject = List.of("spec", "verdict", "machine", "memory", "platform", "protocol", "cost");
        MODEL.put("spec", List.of());
        MODEL.put("verdict", List.of("spec"));
        MODEL.put("memory", List.of("spec", "verdict"));
        MODEL.put("machine", List.of("spec", "verdict", "memory"));
        MODEL.put("litmus", List.of("memory", "platform"));
        MODEL.put("platform", List.of("memory"));
        MODEL.put("c", List.of());
        MODEL.put("protocol", List.of("c", "spec", "memory", "platform"));
        MODEL.put("cost", List.of());
        MODEL.put("ring", subject);
        MODEL.put("grant", subject);
        MODEL.put("msix", subject);
        MODEL.put("dispatch", subject);
        MODEL.put("proposal", List.copyOf(MODEL.keySet()));
    }

    private RoomRules() {}

    /** All rules, for the packages below {@code root}. */
    static List<ArchRule> below(String root) {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(onlyJdk(root, "model"));
        rules.add(onlyJdk(root, "impl"));
        rules.add(everyModelPackageHasARow(root));
        MODEL.keySet().forEach(name -> rules.add(row(root, name)));
        return rules;
    }

    /** Code shared between model and implementation would let both be wrong together. */
    static ArchRule onlyJdk(String root, String room) {
        return classes()
                .that(resideInAPackage(root + "." + room + ".."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(root + "." + room + "..", "java..", "jdk.."))
                .allowEmptyShould(true)
                .as(room + " uses the JDK and itself only");
    }

    /** A package that the table does not know has no rule, so it may not exist. */
    static ArchRule everyModelPackageHasARow(String root) {
        String[] known = MODEL.keySet().stream()
                .map(name -> root + ".model." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(root + ".model.*.."))
                .and(DescribedPredicate.not(resideInAnyPackage(known)))
                .should(new Exist())
                .allowEmptyShould(true)
                .as("every package of model has a row in the table");
    }

    /** A package of model uses what its row allows. */
    static ArchRule row(String root, String name) {
        String[] others = MODEL.keySet().stream()
                .filter(other -> !allowed(name).contains(other))
                .map(other -> root + ".model." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(root + ".model." + name + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .allowEmptyShould(true)
                .as("model." + name + " uses only " + allowed(name));
    }

    private static Set<String> allowed(String name) {
        Set<String> allowed = new LinkedHashSet<>(List.of(name));
        MODEL.get(name).forEach(below -> allowed.addAll(allowed(below)));
        return allowed;
    }

    /** Holds for every class: "no class that ... should exist". */
    private static final class Exist extends ArchCondition<JavaClass> {
        Exist() {
            super("exist");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            events.add(SimpleConditionEvent.satisfied(type, type.getName() + " exists"));
        }
    }
}
