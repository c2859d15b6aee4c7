package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.stress.harness.Harness;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.StoreBufferMemory;

/**
 * The implementation's own MSI-X table: a device that raises events, a guest that masks, flushes, writes another
 * message and unmasks, and a configuration write that closes and opens the function, on a plain array behind store
 * buffers. Wrong are: an event of which no message tells (M2, M3), more messages than events (M3), and a message that
 * says what software wrote once the mask was flushed or the function closed (M2, M7). Where the device stops to use the
 * vector, events may be dropped; wrong is one that is pending then (M4).
 */
public final class MsixHarness extends Harness {
    private static final int USES = 16;
    private static final int PENDING = 2;

    private final SharedMemory memory;
    private final MsixLayout layout;
    private final MsixHarnessSetup setup;
    private final MsixActor[] actors;

    /** The table with one vector in use and open; {@code journal} hears of every access, or is null. */
    public MsixHarness(MsixHarnessSetup setup, Journal journal) {
        this.setup = setup;
        layout = new MsixLayout(1, 0);
        int cause = layout.end() + 3 & ~3;
        MsixHarnessWords words = new MsixHarnessWords(layout, cause);
        Steps steps = new Steps(3);
        StoreBufferMemory shared = new StoreBufferMemory(cause + 4, setup.order(), steps, journal, words);
        memory = shared;
        MsixActor device = new MsixDeviceProgram(shared, layout, cause, setup);
        MsixActor guest = new MsixGuestProgram(shared, layout, cause, setup.guest());
        MsixActor config = new MsixConfigProgram(shared, layout, cause, setup.config());
        actors = new MsixActor[] {device, guest, config};
        MsixTable table = config.table;
        table.decode(true);
        table.use(0);
        table.control(true, false);
        table.write(MsixRegion.TABLE, MsixActor.CONTROL, 4, 0);
        actors(steps, shared, journal, words, device, guest, config);
    }

    @Override
    public String stuck() {
        int seen = 0;
        for (int i = 0; i < actors.length; i++) {
            if (!actors[i].isDone()) {
                return "an actor waits for ever";
            }
            seen = Math.max(seen, actors[i].seen);
        }
        if (seen < setup.events() && !setup.release()) {
            return "no message tells of the last event: an interrupt is lost (M3)";
        }
        return memory.load32(Mode.OPAQUE, layout.orphans()) == 0 ? null : "somebody counts as sending for ever (M7)";
    }

    @Override
    public void check() {
        int state = memory.load32(Mode.OPAQUE, layout.state(0));
        if (state >>> USES == 0 && (state & PENDING) != 0) {
            throw new HarnessViolation("an event is pending of a vector that the device does not use (M4)");
        }
        int sent = 0;
        for (int i = 0; i < actors.length; i++) {
            sent += actors[i].sent;
            if (actors[i].late) {
                throw new HarnessViolation("a message is sent although its vector was masked (M2, M7)");
            }
        }
        if (sent > setup.events()) {
            throw new HarnessViolation("more messages than events (M3)");
        }
    }

    /** Runs under Java PathFinder; the words are those of {@link MsixHarnessSetup#of}. */
    public static void main(String[] words) {
        MsixHarnessSetup setup = MsixHarnessSetup.of(words);
        run(journal -> new MsixHarness(setup, journal), setup.journal());
    }
}
