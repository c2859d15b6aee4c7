package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.GrantSite;
import dev.fencepost.stress.harness.HarnessArguments;
import dev.fencepost.stress.harness.Order;

/**
 * What {@link GrantTableHarness} runs.
 *
 * @param order how stores become visible
 * @param version of the table at first, 1 or 2
 * @param changes whether a third actor changes it
 * @param rounds how often the frame is mapped
 * @param plainEnd whether the guest ends access by a look and a store: a mutant
 * @param journal whether {@link GrantTableHarness#main} prints every access, which takes most of its time then
 */
public record GrantTableSetup(
        Order order, int version, boolean changes, int rounds, boolean plainEnd, boolean journal) {
    /**
     * Reads words: {@code sc}, {@code tso} or {@code pso}; {@code v2}; {@code version}, for the third actor;
     * {@code plain-end}; {@code journal}; {@code drop-}<i>site</i>; {@code rounds-} and {@code depth-}<i>number</i>.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static GrantTableSetup of(String... words) {
        HarnessArguments arguments = new HarnessArguments(words);
        GrantTableSetup setup = new GrantTableSetup(
                arguments.order(GrantSite.values()),
                arguments.has("v2") ? 2 : 1,
                arguments.has("version"),
                arguments.number("rounds-", 1),
                arguments.has("plain-end"),
                arguments.has("journal"));
        arguments.end();
        return setup;
    }
}
