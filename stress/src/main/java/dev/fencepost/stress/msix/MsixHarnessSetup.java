package dev.fencepost.stress.msix;

import dev.fencepost.impl.msix.MsixSite;
import dev.fencepost.stress.harness.HarnessArguments;
import dev.fencepost.stress.harness.Order;

/**
 * What {@link MsixHarness} runs.
 *
 * @param order how stores become visible
 * @param events how many the device raises
 * @param release whether the device stops to use the vector after them
 * @param leaks the mutant of that: what is pending stays so
 * @param guest whether the guest masks and unmasks
 * @param config whether the function is closed and opened
 * @param journal whether {@link MsixHarness#main} prints every access, which takes most of its time then
 */
public record MsixHarnessSetup(
        Order order, int events, boolean release, boolean leaks, boolean guest, boolean config, boolean journal) {
    /**
     * Reads words: {@code sc}, {@code tso} or {@code pso}; {@code release}; {@code leaks}; {@code guest};
     * {@code config}; {@code journal}; {@code drop-}<i>site</i>; {@code events-} and {@code depth-}<i>number</i>.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static MsixHarnessSetup of(String... words) {
        HarnessArguments arguments = new HarnessArguments(words);
        MsixHarnessSetup setup = new MsixHarnessSetup(
                arguments.order(MsixSite.values()),
                arguments.number("events-", 1),
                arguments.has("release"),
                arguments.has("leaks"),
                arguments.has("guest"),
                arguments.has("config"),
                arguments.has("journal"));
        arguments.end();
        return setup;
    }
}
