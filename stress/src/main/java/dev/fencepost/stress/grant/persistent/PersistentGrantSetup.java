package dev.fencepost.stress.grant.persistent;

import dev.fencepost.stress.harness.HarnessArguments;

/**
 * What {@link PersistentGrantHarness} runs.
 *
 * @param table whether grants are found by handles; else in a tree
 * @param requests how many the service thread serves
 * @param limit grants that persist at most
 * @param purges how many there may be
 * @param devices 1, or 2 that share the cache and the grants of their guest, with a service thread each
 * @param mistake {@link #NONE} or what an actor does wrong
 * @param journal whether {@link PersistentGrantHarness#main} prints every use of something shared
 */
public record PersistentGrantSetup(
        boolean table, int requests, int limit, int purges, int devices, int mistake, boolean journal) {
    /** All do what they should. */
    public static final int NONE = -1;
    /** The service thread gives pages back before its I/O is over. */
    public static final int EARLY_FINISH = 0;
    /** The service thread never gives back what its last request used. */
    public static final int LEAK = 1;
    /** The one who disconnects unmaps by itself, without asking the cache. */
    public static final int EAGER_DISCONNECT = 2;
    /** The service thread takes the device's lock before the cache's, the purger after it. */
    public static final int LOCK_REVERSAL = 3;
    /** With the first of two devices that disconnects, everything is unmapped. */
    public static final int FIRST_UNMAPS = 4;

    /**
     * Reads words: {@code tree} or {@code table}; {@code requests-}, {@code limit-} and {@code purges-}<i>number</i>;
     * {@code devices-2}; {@code early-finish}, {@code leak}, {@code eager-disconnect}, {@code lock-reversal} or
     * {@code first-unmaps}; {@code journal}.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static PersistentGrantSetup of(String... words) {
        HarnessArguments arguments = new HarnessArguments(words);
        PersistentGrantSetup setup = new PersistentGrantSetup(
                arguments.oneOf("tree", "table") == 1,
                arguments.number("requests-", 2),
                arguments.number("limit-", 1),
                arguments.number("purges-", 1),
                arguments.number("devices-", 1),
                arguments.oneOf("early-finish", "leak", "eager-disconnect", "lock-reversal", "first-unmaps"),
                arguments.has("journal"));
        arguments.end();
        return setup;
    }
}
