package dev.fencepost.model.spec;

import java.util.List;
import java.util.Objects;

/**
 * A defect that shipped: in a driver, a device or a hypervisor.
 *
 * @param number stable, with gaps
 * @param source project and commit, or where else it is told
 * @param subject what it is a defect of: {@code split} for the split virtqueue
 * @param clauses the rules it breaks; none where it breaks no rule of a standard
 * @param summary what went wrong
 * @param mutation the one edit that brings it back
 * @param room the room whose code or program carries the edit when it is tried
 */
public record KnownBug(
        int number, String source, String subject, List<Clause> clauses, String summary, String mutation, String room) {
    /** Copies the list. */
    public KnownBug {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(subject, "subject");
        clauses = List.copyOf(clauses);
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(mutation, "mutation");
        Objects.requireNonNull(room, "room");
    }

    /** The clauses in one word: {@code S3,S6}, or {@code -} for none. */
    public String clauseNames() {
        return clauses.isEmpty()
                ? "-"
                : String.join(",", clauses.stream().map(Clause::name).toList());
    }
}
