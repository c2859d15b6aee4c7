package dev.fencepost.stress.jpf;

import dev.fencepost.impl.vring.BrokenRingException;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.SplitLayout;

/**
 * The implementation's own split ring: driver and device on a plain array behind store buffers. Wrong are: a broken
 * rule that the implementation notices, a buffer that comes back with the wrong number or without its payload (S3, S4),
 * and a state in which nobody can move before all buffers are back (S6).
 */
public final class SplitRingHarness extends Harness {
    private final DriverProgram driver;

    /** The ring before its first buffer; {@code journal} hears of every access, or is null. */
    public SplitRingHarness(SplitRingSetup setup, Journal journal) {
        SplitLayout layout = SplitLayout.contiguous(setup.size(), 0);
        int payload = layout.end() + 3 & ~3;
        BufferWindow window = new BufferWindow(0, payload, payload + 4 * (setup.size() + 1));
        Words words = new SplitRingWords(layout, payload);
        Steps steps = new Steps(2);
        StoreBufferMemory memory = new StoreBufferMemory(window.to(), setup.order(), steps, journal, words);
        Notifications notifications = new Notifications();
        driver = new DriverProgram(memory, layout, window, notifications, setup);
        actors(steps, memory, journal, words, driver, new DeviceProgram(memory, layout, window, notifications, setup));
    }

    @Override
    String stuck() {
        return driver.isDone() ? null : "driver and device wait for each other: a wakeup is lost (S6)";
    }

    @Override
    boolean isFinding(RuntimeException thrown) {
        return thrown instanceof BrokenRingException;
    }

    /** Runs under Java PathFinder; the words are those of {@link SplitRingSetup#of}. */
    public static void main(String[] words) {
        SplitRingSetup setup = SplitRingSetup.of(words);
        run(journal -> new SplitRingHarness(setup, journal), setup.journal());
    }
}
