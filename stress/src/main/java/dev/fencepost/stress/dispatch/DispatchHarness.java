package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.LockOrderException;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.stress.harness.Harness;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Owners;
import dev.fencepost.stress.harness.Program;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.StoreBufferMemory;
import dev.fencepost.stress.harness.Words;

/**
 * The implementation's own dispatcher: one or two vCPUs, an I/O thread and a main loop that changes the topology, with
 * two devices of which one may go. Wrong are: a lock taken out of order or waited for for ever (Q6), an answer that no
 * bus gives (Q3), a callback of a freed device (Q4), a write that is not counted (Q1, Q2), a request that is never
 * handled (Q8), a device that is never freed (Q9).
 */
public final class DispatchHarness extends Harness {
    /** Address of the device that may be unplugged. */
    static final long GOING = 0x100;
    /** Address of the other. */
    static final long STAYING = 0x200;

    static final int GOING_NUMBER = 0;
    static final int STAYING_NUMBER = 1;

    private final DispatchVcpuProgram[] vcpus;
    private final DispatchIoProgram io;
    private final DispatchMainProgram main;
    private final DispatchHarnessDevice staying;

    /** Before the first move; {@code journal} hears of every access, or is null. */
    public DispatchHarness(DispatchHarnessSetup setup, Journal journal) {
        int ioThread = setup.vcpus();
        int mainLoop = ioThread + 1;
        int actors = mainLoop + 1;
        DispatchLayout layout = DispatchLayout.dense(actors, 2, 2, 1, 1);
        int devices = layout.size();
        int wakes = devices + 2 * DispatchHarnessDevice.BYTES;
        Words words = new DispatchHarnessWords(setup.vcpus(), devices, wakes);
        Steps steps = new Steps(actors);
        boolean handsOver = setup.mainDoes() == DispatchHarnessSetup.START;
        Owners owners = new DispatchHarnessOwners(layout, mainLoop, handsOver);
        StoreBufferMemory memory = new StoreBufferMemory(wakes + 8, setup.order(), steps, journal, words, owners);
        boolean locked = setup.mutant() != DispatchHarnessSetup.UNLOCKED;
        boolean checked = locked && setup.mutant() != DispatchHarnessSetup.DEADLOCK;
        Locks locks = new DispatchHarnessLocks(steps, memory, journal, locked, mainLoop);
        locks = checked ? new CheckedLocks(locks, LockOrder.STANDARD, actors) : locks;
        Dispatcher dispatcher = new Dispatcher(memory, layout, locks, new Wake(memory, wakes));
        Topology topology = new Topology(dispatcher);
        boolean reversed =
                setup.mutant() == DispatchHarnessSetup.REVERSED || setup.mutant() == DispatchHarnessSetup.DEADLOCK;
        DispatchHarnessDevice going = new DispatchHarnessDevice(memory, devices, setup.locking(), null);
        staying = new DispatchHarnessDevice(
                memory, devices + DispatchHarnessDevice.BYTES, setup.locking(), reversed ? topology : null);
        topology.plug(dispatcher.thread(mainLoop), going, GOING);
        topology.plug(dispatcher.thread(mainLoop), staying, STAYING);
        if (setup.isStarted()) {
            topology.start(dispatcher.thread(mainLoop), STAYING_NUMBER);
        }
        topology.reclaim(dispatcher.thread(mainLoop));

        Program[] programs = new Program[actors];
        vcpus = new DispatchVcpuProgram[setup.vcpus()];
        for (int i = 0; i < vcpus.length; i++) {
            vcpus[i] = new DispatchVcpuProgram(i, dispatcher, staying, setup);
            programs[i] = vcpus[i];
        }
        io = new DispatchIoProgram(new DataPlane(dispatcher, dispatcher.thread(ioThread)), memory, wakes, setup);
        main = new DispatchMainProgram(topology, dispatcher.thread(mainLoop), going, setup);
        programs[ioThread] = io;
        programs[mainLoop] = main;
        actors(steps, memory, journal, words, programs);
    }

    /** Wakes the I/O thread. (No lambda: in Java PathFinder's the references it holds are not final.) */
    private static final class Wake implements Runnable {
        private final StoreBufferMemory memory;
        private final int at;

        Wake(StoreBufferMemory memory, int at) {
            this.memory = memory;
            this.at = at;
        }

        @Override
        public void run() {
            memory.getAndUpdate32(Mode.RELEASE, Update.OR, at, 1);
        }
    }

    @Override
    public String stuck() {
        int written = 0;
        boolean done = main.isDone() && io.isAsleep();
        for (int i = 0; i < vcpus.length; i++) {
            done &= vcpus[i].isDone();
            written += vcpus[i].written();
        }
        if (!done) {
            return "somebody waits for ever (Q6)";
        }
        if (staying.count() != written) {
            return staying.count() + " of " + written + " writes were counted (Q1, Q2)";
        }
        return staying.hasWork() ? "a request is never handled: a kick is lost (Q8)" : null;
    }

    @Override
    public boolean isFinding(RuntimeException thrown) {
        return thrown instanceof LockOrderException;
    }

    /** Runs under Java PathFinder; the words are those of {@link DispatchHarnessSetup#of}. */
    public static void main(String[] words) {
        DispatchHarnessSetup setup = DispatchHarnessSetup.of(words);
        run(journal -> new DispatchHarness(setup, journal), setup.journal());
    }
}
