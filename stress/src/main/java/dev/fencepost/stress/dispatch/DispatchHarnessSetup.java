package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.stress.harness.HarnessArguments;
import dev.fencepost.stress.harness.Order;

/**
 * What {@link DispatchHarness} runs.
 *
 * @param order how stores become visible
 * @param vcpus 1 or 2
 * @param locking how the devices are protected
 * @param vcpuDoes {@link #WRITE}, {@link #KICK} or {@link #MIXED}
 * @param mainDoes {@link #NOTHING}, {@link #UNPLUG}, {@link #REARRANGE} or {@link #START}
 * @param mutant {@link #NO_MUTANT}, or what is done wrong
 * @param journal whether {@link DispatchHarness#main} prints every access, which takes most of its time then
 */
public record DispatchHarnessSetup(
        Order order, int vcpus, Locking locking, int vcpuDoes, int mainDoes, int mutant, boolean journal) {
    /** Each vCPU writes a register of each device. */
    public static final int WRITE = 0;
    /** Each vCPU puts a request into the queue of the device that stays, and kicks it. */
    public static final int KICK = 1;

    /** The first vCPU does so, and the other writes a register of the device that goes. */
    public static final int MIXED = 2;

    /** The topology stays as it is. */
    public static final int NOTHING = 0;
    /** One of the two devices is unplugged and freed. */
    public static final int UNPLUG = 1;
    /** The view is built anew and the old one freed. */
    public static final int REARRANGE = 2;
    /** The queue is handed over to the I/O thread; before, it is handled by whoever kicks. */
    public static final int START = 3;

    /** Everything is right. */
    public static final int NO_MUTANT = 0;
    /** Locks of devices, and the big one for accesses, are not taken. */
    public static final int UNLOCKED = 1;
    /** The device is freed as soon as it is unplugged. */
    public static final int HASTY = 2;
    /** A callback under its device's lock takes the big lock. */
    public static final int REVERSED = 3;
    /** The same, and nobody checks the order: the deadlock itself. */
    public static final int DEADLOCK = 4;
    /** The I/O thread sleeps without looking for a kick once more. */
    public static final int SLEEPY = 5;

    private static final String[] MUTANTS = {"unlocked", "hasty", "reversed", "deadlock", "sleepy"};

    /**
     * Reads words: {@code sc}, {@code tso} or {@code pso}; {@code write}, {@code kick} or {@code mixed};
     * {@code nothing}, {@code unplug}, {@code rearrange} or {@code start}; {@code global}, {@code device} or
     * {@code lock-free}; {@code vcpus-}<i>number</i>; {@code unlocked}, {@code hasty}, {@code reversed},
     * {@code deadlock} or {@code sleepy}; {@code journal}; {@code drop-}<i>site</i>; {@code depth-}<i>number</i>.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static DispatchHarnessSetup of(String... words) {
        HarnessArguments arguments = new HarnessArguments(words);
        DispatchHarnessSetup setup = new DispatchHarnessSetup(
                arguments.order(DispatchSite.values()),
                arguments.number("vcpus-", 2),
                Locking.values()[Math.max(0, arguments.oneOf("global", "device", "lock-free"))],
                Math.max(0, arguments.oneOf("write", "kick", "mixed")),
                Math.max(0, arguments.oneOf("nothing", "unplug", "rearrange", "start")),
                1 + arguments.oneOf(MUTANTS),
                arguments.has("journal"));
        arguments.end();
        if (setup.vcpus < 1 || setup.vcpus > 2) {
            throw new IllegalArgumentException("1 or 2 vCPUs, not " + setup.vcpus);
        }
        return setup;
    }

    /** Whether the queue belongs to the I/O thread at first. */
    boolean isStarted() {
        return vcpuDoes != WRITE && mainDoes != START;
    }
}
