package dev.fencepost.properties.recorded;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a subject's implementation may do otherwise than its program, without a verdict about the program being any less
 * about the implementation.
 *
 * @param kept names of indices that the implementation may keep: where the program loads one again although the value
 *     it had before still covers work, the implementation may go by that value
 * @param covering the read barriers behind such a load, of which it then needs no second one: the first stands between
 *     the load and everything the index covers
 * @param plain names that may be accessed plainly: neither polled nor raced for
 * @param reached stems of names that a thread reaches by pointers only, so that its program does not show them
 */
public record RecordedRules(Set<String> kept, Set<String> covering, Predicate<String> plain, Set<String> reached) {
    /** No liberties. {@code plain} as above. */
    public static RecordedRules strict(Predicate<String> plain) {
        return new RecordedRules(Set.of(), Set.of(), plain, Set.of());
    }
}
