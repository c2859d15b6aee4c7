package dev.fencepost.stress.ring;

import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.stress.harness.Harness;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.StoreBufferMemory;

/**
 * The implementation's own ring: driver and device on a plain array behind store buffers. Wrong are: a broken rule that
 * the implementation notices, a buffer that comes back with the wrong number or without its payload (S3, S4), and a
 * state in which nobody can move before all buffers are back (S6).
 */
public abstract class RingHarness extends Harness {
    /** The driver as an actor. */
    public static final int DRIVER = 0;

    /** What both share. */
    public final StoreBufferMemory memory;

    private final DriverProgram driver;

    /** The ring before its first buffer; {@code journal} hears of every access, or is null. */
    public RingHarness(RingSetup setup, Journal journal, RingWords words, RingEnds ends) {
        BufferWindow window = new BufferWindow(0, words.payload(), words.payload() + DriverProgram.bytes(setup));
        Steps steps = new Steps(2);
        memory = new StoreBufferMemory(window.to(), setup.order(), steps, journal, words);
        Notifications notifications = new Notifications();
        driver = new DriverProgram(memory, ends.driver(memory, window), window, notifications, setup);
        DeviceProgram device = new DeviceProgram(memory, ends.device(memory, window), notifications, setup);
        actors(steps, memory, journal, words, driver, device);
    }

    @Override
    public String stuck() {
        return driver.isDone() ? null : "driver and device wait for each other: a wakeup is lost (S6)";
    }

    @Override
    public boolean isFinding(RuntimeException thrown) {
        return thrown instanceof BrokenRingException;
    }
}
