package dev.fencepost.properties.msix.intercept;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.DeviceModel;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.msix.Opened;
import dev.fencepost.properties.msix.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Several virtual CPUs at one shadowed vector: whenever one waits for the device model, others come and may wait in
 * turn, and any of them may be the first that the device model lets go on. All sequences of a few accesses, not a
 * sample. The guest's mask is what was written to it last (M8); hardware's is that or the host's (M8), and it is opened
 * with the message that the guest wrote before it unmasked (M5). Threads take turns: at any time one runs.
 */
public final class MsixShadowPlays implements Runnable {
    private static final int DATA = 8;
    private static final int CONTROL = 12;
    private static final int LONGEST = 5;

    /** For whoever loads it anew. */
    public MsixShadowPlays() {}

    /**
     * What happens next; two of them let a virtual CPU go on: the one that has waited longest, or for the least time.
     */
    private enum Act {
        MESSAGE,
        MASK,
        UNMASK,
        HOST_MASK,
        HOST_UNMASK,
        UNBIND,
        FIRST_BACK,
        LAST_BACK
    }

    @Override
    public void run() {
        extend(new ArrayList<>());
    }

    private void extend(List<Act> acts) {
        new Play(acts).go();
        if (acts.size() < LONGEST) {
            for (Act act : Act.values()) {
                acts.add(act);
                extend(acts);
                acts.remove(acts.size() - 1);
            }
        }
    }

    private static final class Play implements DeviceModel {
        private final List<Act> acts;
        private final MsixTable table;
        private final MsixShadow shadow;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private Waiting now;
        private int data;
        private int opened;
        private boolean bound = true;
        private boolean guestMasks;
        private boolean hostMasks;
        /** Of the accesses that changed the mask: who makes the last one has the say. */
        private int latest;

        /** What the virtual CPU that runs has to open at least, or nothing. */
        private int atLeast;

        private String wrong;

        Play(List<Act> acts) {
            this.acts = List.copyOf(acts);
            table = new MsixTable(new ArrayMemory(64), new MsixLayout(1, 0), (vector, address, sent) -> {}, 0);
            table.decode(true);
            table.control(true, false);
            shadow = new MsixShadow(new Opened(table, this::opens), this, true);
            shadow.bind(0, 0, 0, false);
        }

        void go() {
            for (Act act : acts) {
                perform(act);
                look();
            }
            while (!waiting.isEmpty()) {
                goOn(waiting.pollFirst());
                look();
            }
        }

        private void perform(Act act) {
            switch (act) {
                case MESSAGE -> {
                    data++;
                    shadow.write(DATA, Integer.BYTES, data);
                }
                case MASK -> mask(true);
                case UNMASK -> mask(false);
                case HOST_MASK, HOST_UNMASK -> {
                    boolean masks = act == Act.HOST_MASK;
                    hostMasks = shadow.hostMask(0, masks) ? masks : hostMasks;
                }
                case UNBIND -> {
                    shadow.unbind(0);
                    bound = false;
                    latest++;
                }
                case FIRST_BACK -> goOn(waiting.pollFirst());
                default -> goOn(waiting.pollLast());
            }
        }

        private void mask(boolean masks) {
            latest++;
            if (bound && !masks && opened != data) {
                Waiting cpu = new Waiting(latest, data, () -> shadow.write(CONTROL, Integer.BYTES, 0));
                waiting.addLast(cpu);
                goOn(cpu);
            } else {
                guestMasks = bound ? masks : guestMasks;
                atLeast = masks ? 0 : opened;
                shadow.write(CONTROL, Integer.BYTES, masks ? 1 : 0);
                atLeast = 0;
            }
        }

        /** Lets a virtual CPU run until it waits for the device model, or is back from there and done. */
        private void goOn(Waiting cpu) {
            if (cpu == null) {
                return;
            }
            now = cpu;
            atLeast = cpu.message;
            cpu.resume();
            atLeast = 0;
            now = null;
            if (cpu.isDone() && cpu.number == latest && bound) {
                guestMasks = false;
            }
        }

        @Override
        public long read(int offset, int size) {
            return 0;
        }

        /** Binds the message that is new when it is opened; before it is back, others come. */
        @Override
        public void write(int offset, int size, long value) {
            if (offset == CONTROL && (value & 1) == 0 && bound && opened != data) {
                shadow.bind(0, 0, data, true);
                opened = data;
            }
            if (now != null && offset == CONTROL) {
                now.pause();
            }
        }

        private void opens() {
            long has = table.read(MsixRegion.TABLE, DATA, Integer.BYTES);
            if (has < atLeast) {
                wrong = "hardware is opened with message " + has + ", after " + atLeast + " (" + Clause.M5 + ")";
            }
        }

        /** What hardware has, and what the guest reads. */
        private void look() {
            boolean open = (table.read(MsixRegion.TABLE, CONTROL, Integer.BYTES) & 1) == 0;
            boolean told = (shadow.read(CONTROL, Integer.BYTES) & 1) != 0;
            if (wrong == null && open != (bound && !guestMasks && !hostMasks)) {
                wrong = (open ? "hardware is open" : "hardware is masked") + " (" + Clause.M8 + ")";
            } else if (wrong == null && bound && told != guestMasks) {
                wrong = "the guest reads its mask as " + told + " (" + Clause.M8 + ")";
            }
            if (wrong != null) {
                waiting.forEach(Waiting::resume);
                throw new AssertionError(wrong + ", " + acts);
            }
        }
    }
}
