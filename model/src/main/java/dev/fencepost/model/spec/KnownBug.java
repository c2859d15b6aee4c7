package dev.fencepost.model.spec;

import java.util.List;
import java.util.Objects;

/**
 * A defect that shipped: in a driver, a device or a hypervisor.
 *
 * @param number stable, with gaps
 * @param source project and commit, or where else it is told
 * @param subject what it is a defect of, as {@link KnownBugs#subjects} names it
 * @param clauses the rules it breaks; none where it breaks no rule of a standard
 * @param summary what went wrong
 * @param mutation the one edit that brings it back
 * @param room the room that carries the edit when it is tried: {@code model}, {@code impl}, {@code properties} or
 *     {@code stress}
 */
public record KnownBug(
        int number, String source, String subject, List<Clause> clauses, String summary, String mutation, String room) {
    private static final List<String> ROOMS = List.of("model", "impl", "properties", "stress");

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no such room
     */
    public KnownBug {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(subject, "subject");
        clauses = List.copyOf(clauses);
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(mutation, "mutation");
        if (!ROOMS.contains(room)) {
            throw new IllegalArgumentException("bug " + number + " is tried in one of " + ROOMS + ", not in " + room);
        }
    }

    /** The clauses in one word: {@code S3,S6}, or {@code -} for none. */
    public String clauseNames() {
        return clauses.isEmpty()
                ? "-"
                : String.join(",", clauses.stream().map(Clause::name).toList());
    }
}
