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
 * @param own names of what a lock protects from all who store there: what the only thread of the program that stores
 *     there loads is its own
 * @param spare names that the program loads in any case, and the implementation only after what it has seen
 * @param again names that may be looked at more often than the program does before a read-modify-write of them
 * @param branched names that the program loads before a branch and a store behind it, which wait for the load on any
 *     hardware: Java promises nothing for a branch, so the implementation acquires
 * @param elsewhere sites that an operation passes for the sake of other scenarios only
 * @param loose names of fields that are read or written together, between the same fences: plain accesses to them that
 *     come one after another, all loads or all stores, have no order
 */
public record RecordedRules(
        Set<String> kept,
        Set<String> covering,
        Predicate<String> plain,
        Set<String> reached,
        Set<String> own,
        Set<String> spare,
        Set<String> again,
        Set<String> branched,
        Set<String> elsewhere,
        Predicate<String> loose) {
    /** The first four, as above. */
    public RecordedRules(Set<String> kept, Set<String> covering, Predicate<String> plain, Set<String> reached) {
        this(kept, covering, plain, reached, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), name -> false);
    }

    /** No liberties. {@code plain} as above. */
    public static RecordedRules strict(Predicate<String> plain) {
        return new RecordedRules(Set.of(), Set.of(), plain, Set.of());
    }

    /** The same with those names as its own. */
    public RecordedRules withOwn(String... names) {
        return new RecordedRules(
                kept, covering, plain, reached, Set.of(names), spare, again, branched, elsewhere, loose);
    }

    /** The same with those names spare. */
    public RecordedRules withSpare(String... names) {
        return new RecordedRules(kept, covering, plain, reached, own, Set.of(names), again, branched, elsewhere, loose);
    }

    /** The same with those names that may be looked at again. */
    public RecordedRules withAgain(String... names) {
        return new RecordedRules(kept, covering, plain, reached, own, spare, Set.of(names), branched, elsewhere, loose);
    }

    /** The same with those names before a branch. */
    public RecordedRules withBranched(String... names) {
        return new RecordedRules(kept, covering, plain, reached, own, spare, again, Set.of(names), elsewhere, loose);
    }

    /** The same with sites of other scenarios. */
    public RecordedRules withElsewhere(String... sites) {
        return new RecordedRules(kept, covering, plain, reached, own, spare, again, branched, Set.of(sites), loose);
    }

    /** The same with those names in any order. */
    public RecordedRules withLoose(Predicate<String> names) {
        return new RecordedRules(kept, covering, plain, reached, own, spare, again, branched, elsewhere, names);
    }
}
