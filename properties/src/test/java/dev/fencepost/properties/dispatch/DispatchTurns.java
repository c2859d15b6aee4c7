package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.properties.argument.Arguments;
import dev.fencepost.properties.argument.Turn;
import java.util.List;

/** Calls out of turn on dispatchers: for devices that are not plugged or are already, and by others' threads. */
public final class DispatchTurns {
    private static final Class<IllegalArgumentException> WRONG = IllegalArgumentException.class;

    private DispatchTurns() {}

    /** A device that is plugged, one that is unplugged and not yet freed, and a thread of another dispatcher. */
    private static final class Scene extends DispatcherFixture {
        final Probe plugged = new Probe("plugged", Region.of(8, Locking.DEVICE));
        final Probe leaving = new Probe("leaving", Region.of(8, Locking.GLOBAL));
        final int number = topology.plug(thread, plugged, 0x1000);
        final int gone = topology.plug(thread, leaving, 0x2000);
        final DispatchThread strange = new DispatcherFixture() {}.dispatcher.thread(0);

        Scene() {
            topology.unplug(thread, gone);
        }

        String state() {
            return Arguments.dump(memory) + seen;
        }
    }

    /** All of them. */
    public static List<Turn> all() {
        Scene s = new Scene();
        return List.of(
                refused("a device that is plugged", s, () -> s.topology.plug(s.thread, s.plugged, 0x3000)),
                refused("a device that is not yet freed", s, () -> s.topology.plug(s.thread, s.leaving, 0x3000)),
                refused("a device that was unplugged", s, () -> s.topology.unplug(s.thread, s.gone)),
                refused("its queue", s, () -> s.topology.start(s.thread, s.gone)),
                refused("its queue back", s, () -> s.topology.stop(s.thread, s.gone)),
                refused("a read by a strange thread", s, () -> s.dispatcher.read(s.strange, 0x1000, 8)),
                refused("a write", s, () -> s.dispatcher.write(s.strange, 0x1000, 8, 1)),
                refused("a DMA", s, () -> s.dispatcher.post(s.strange, 0x1000, 8, 1)),
                refused("an interrupt", s, () -> s.dispatcher.raise(s.strange, 0, 1)),
                refused("interrupts", s, () -> s.dispatcher.takeInterrupts(s.strange, 0)),
                refused("a flush", s, () -> s.dispatcher.flush(s.strange)),
                refused("a strange thread's unplug", s, () -> s.topology.unplug(s.strange, s.number)),
                refused("its reclaim", s, () -> s.topology.reclaim(s.strange)),
                refused("its data plane", s, () -> new DataPlane(s.dispatcher, s.strange)),
                new Turn(
                        "a write that need not be put off",
                        IllegalStateException.class,
                        () -> s.thread.later(0x1000, 8, 1),
                        s::state),
                new Turn(
                        "a lock that is not held",
                        IllegalStateException.class,
                        () -> new JavaLocks(1, 1).unlock(LockKind.BIG, 0, 0),
                        s::state));
    }

    private static Turn refused(String name, Scene s, Runnable call) {
        return new Turn(name, WRONG, call, s::state);
    }
}
