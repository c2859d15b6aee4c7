package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One body of code that has sites of a protocol.
 *
 * @param name a word, unique in the table
 * @param title what people call it
 * @param repository where it is from, such as {@code torvalds/linux}
 * @param remark what is to be said of it as a whole; may be empty
 * @param builds at least one
 * @param words its own barriers
 * @param callers functions by which others reach those with a spot: each with the functions that it calls
 * @param absent the sites of the protocol that it has no place for, each with the reason
 * @param spots its places, in the order of the table
 */
public record Implementation(
        String name,
        String title,
        String repository,
        String remark,
        List<Build> builds,
        List<Word> words,
        Map<String, List<String>> callers,
        Map<BarrierSite, String> absent,
        List<Spot> spots) {
    /** Copies the collections. */
    public Implementation {
        builds = List.copyOf(builds);
        words = List.copyOf(words);
        callers = Collections.unmodifiableMap(new LinkedHashMap<>(callers));
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
        spots = List.copyOf(spots);
    }

    /** Its own barrier of that spelling, if it has one. */
    public Optional<Word> word(String spelling) {
        return words.stream().filter(word -> word.spelling().equals(spelling)).findFirst();
    }

    /** What a spot has in a build. */
    public Placement placement(Spot spot, Build build) {
        return word(spot.call())
                .map(word -> word.meanings().get(builds.indexOf(build)))
                .orElseGet(() -> TableNames.placement(spot.call()).orElseThrow());
    }

    /** Its plan in a build: for each of its sites what the first spot of that site has. */
    public Map<BarrierSite, Placement> plan(Build build) {
        Map<BarrierSite, Placement> plan = new LinkedHashMap<>();
        spots.stream()
                .filter(spot -> spot.isIn(build))
                .forEach(spot -> spot.sites().forEach(site -> plan.putIfAbsent(site, placement(spot, build))));
        return plan;
    }

    /** The spots at a site, the one that the plan goes by first. */
    public List<Spot> at(BarrierSite site) {
        return spots.stream().filter(spot -> spot.sites().contains(site)).toList();
    }

    /** The spots in a function, and in those that it calls as far as the table says so. */
    public List<Spot> in(String function) {
        Set<String> reached = reached(function);
        return spots.stream().filter(spot -> reached.contains(spot.function())).toList();
    }

    private Set<String> reached(String function) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> fresh = List.of(function);
        while (!fresh.isEmpty()) {
            reached.addAll(fresh);
            fresh = fresh.stream()
                    .flatMap(each -> callers.getOrDefault(each, List.of()).stream())
                    .filter(each -> !reached.contains(each))
                    .distinct()
                    .toList();
        }
        return reached;
    }

    /** Every function that the table names. */
    public Set<String> functions() {
        Set<String> functions = new LinkedHashSet<>(callers.keySet());
        spots.forEach(spot -> functions.add(spot.function()));
        return functions;
    }
}
