package dev.fencepost.stress.jpf;

import dev.fencepost.impl.vring.BrokenRingException;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.SplitLayout;
import gov.nasa.jpf.vm.Verify;

/**
 * The implementation's own split ring as a step machine: driver and device on a plain array behind store buffers, one
 * thread, and a choice of who moves next. A move is a step of a side ({@link StoreBufferMemory} says how long it is) or
 * one store becoming visible. Wrong are: a broken rule that the implementation notices, a buffer that comes back with
 * the wrong number or without its payload (S3, S4), and a state in which nobody can move before all buffers are back
 * (S6).
 *
 * <p>Java PathFinder makes the choices where {@link #main} runs in it; an explorer of ours makes the same ones through
 * {@link #choices} and {@link #choose}. Both count the states in which there is something to choose, and the last ones.
 */
public final class SplitRingHarness {
    /** Printed wherever a run reaches its end: without it, nothing was run. */
    public static final String END = "fencepost harness: all buffers are back";

    /**
     * What is explored where Java PathFinder makes the choices; static, so that it is part of its states at the end.
     */
    private static SplitRingHarness explored;

    private final StoreBufferMemory memory;
    private final Notifications notifications = new Notifications();
    private final DriverProgram driver;
    private final Program[] sides;
    private final Snapshot[] snapshots;
    private final Journal journal;
    private final Words words;

    /** The ring before its first buffer; {@code journal} hears of every access, or is null. */
    public SplitRingHarness(SplitRingSetup setup, Journal journal) {
        SplitLayout layout = SplitLayout.contiguous(setup.size(), 0);
        int payload = layout.end() + 3 & ~3;
        BufferWindow window = new BufferWindow(0, payload, payload + 4 * (setup.size() + 1));
        this.journal = journal;
        words = new Words(layout, payload);
        memory = new StoreBufferMemory(window.to(), setup.depth(), setup.partial(), setup.dropped(), journal, words);
        driver = new DriverProgram(memory, layout, window, setup);
        DeviceProgram device = new DeviceProgram(memory, layout, window, setup);
        sides = new Program[] {driver, device};
        snapshots = new Snapshot[] {new Snapshot(driver, memory), new Snapshot(device, memory)};
    }

    /**
     * Goes on for as long as there is only one move.
     *
     * @return how many moves there are then, 2 or more; 0 at the end
     * @throws HarnessViolation if something is wrong
     */
    public int choices() {
        int moves = moves();
        while (moves == 1) {
            choose(0);
            moves = moves();
        }
        if (moves == 0 && !driver.isDone()) {
            throw new HarnessViolation("driver and device wait for each other: a wakeup is lost (S6)");
        }
        return moves;
    }

    /** Makes move {@code move} of those that there are, from 0. */
    public void choose(int move) {
        int left = move;
        for (int side = 0; side < sides.length; side++) {
            if (canStep(side)) {
                if (left == 0) {
                    step(side);
                    return;
                }
                left--;
            }
            int leaving = memory.leaving(side);
            if (left < leaving) {
                memory.leave(side, left);
                return;
            }
            left -= leaving;
        }
        throw new IllegalArgumentException("there is no move " + move);
    }

    private int moves() {
        int moves = 0;
        for (int side = 0; side < sides.length; side++) {
            moves += (canStep(side) ? 1 : 0) + memory.leaving(side);
        }
        return moves;
    }

    private boolean canStep(int side) {
        return sides[side].isAwake(notifications, memory.isDrained(side)) && memory.canMove(side);
    }

    private void step(int side) {
        long[] before = snapshots[side].save();
        if (journal != null && memory.isBetweenOperations(side)) {
            journal.line(words.says(side, sides[side].at()));
        }
        memory.resume(side);
        try {
            sides[side].run(notifications);
            memory.finish(side);
        } catch (Yield notYet) {
            snapshots[side].restore(before);
        }
        memory.pause();
    }

    /** Runs under Java PathFinder; the words are those of {@link SplitRingSetup#of}. */
    public static void main(String[] words) {
        SplitRingSetup setup = SplitRingSetup.of(words);
        try {
            rehearse(setup);
            explored = new SplitRingHarness(setup, setup.journal() ? System.out::println : null);
            while (turn()) {}
        } catch (HarnessViolation | BrokenRingException wrong) {
            // Has the stack trace that Java PathFinder cannot do without.
            throw new AssertionError(wrong.getMessage());
        }
        System.out.println(END);
    }

    /** Once without choices, so that no class is loaded later: that would be a difference between states. */
    private static void rehearse(SplitRingSetup setup) {
        SplitRingHarness rehearsal = new SplitRingHarness(setup, null);
        while (rehearsal.choices() != 0) {
            rehearsal.choose(0);
        }
    }

    private static boolean turn() {
        int choices = explored.choices();
        if (choices != 0) {
            explored.choose(pick(choices));
        }
        return choices != 0;
    }

    /** On its own, so that nothing else is on the stack of a state. */
    private static int pick(int choices) {
        return Verify.getInt(0, choices - 1);
    }
}
