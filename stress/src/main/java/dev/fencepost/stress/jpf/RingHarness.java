package dev.fencepost.stress.jpf;

import dev.fencepost.impl.vring.BrokenRingException;
import dev.fencepost.impl.vring.BufferWindow;

/**
 * The implementation's own ring: driver and device on a plain array behind store buffers. Wrong are: a broken rule that
 * the implementation notices, a buffer that comes back with the wrong number or without its payload (S3, S4), and a
 * state in which nobody can move before all buffers are back (S6).
 */
abstract class RingHarness extends Harness {
    /** The driver as an actor. */
    static final int DRIVER = 0;

    /** What both share. */
    final StoreBufferMemory memory;

    private final DriverProgram driver;

    /** The ring before its first buffer; {@code journal} hears of every access, or is null. */
    RingHarness(RingSetup setup, Journal journal, RingWords words, RingEnds ends) {
        BufferWindow window = new BufferWindow(0, words.payload(), words.payload() + DriverProgram.bytes(setup));
        Steps steps = new Steps(2);
        memory = new StoreBufferMemory(window.to(), setup.order(), steps, journal, words);
        Notifications notifications = new Notifications();
        driver = new DriverProgram(memory, ends.driver(memory, window), window, notifications, setup);
        DeviceProgram device = new DeviceProgram(memory, ends.device(memory, window), notifications, setup);
        actors(steps, memory, journal, words, driver, device);
    }

    @Override
    String stuck() {
        return driver.isDone() ? null : "driver and device wait for each other: a wakeup is lost (S6)";
    }

    @Override
    boolean isFinding(RuntimeException thrown) {
        return thrown instanceof BrokenRingException;
    }
}
