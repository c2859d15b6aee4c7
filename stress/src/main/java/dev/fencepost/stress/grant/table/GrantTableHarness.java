package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GrantWords;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.stress.harness.Harness;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.StoreBufferMemory;
import dev.fencepost.stress.harness.Words;

/**
 * The implementation's own grant table: a guest lends a frame and ends access to it, another domain maps it, uses it
 * and unmaps it, and a second processor of the guest may change the version of the table meanwhile. Wrong are: a use of
 * the frame after access to it has ended (G2), a frame that was not lent (G4), a pin or use bit that is left (G3, G5),
 * and a state in which they wait for each other (G8).
 */
public final class GrantTableHarness extends Harness {
    /** The entry: the first that does not survive a change of version. */
    static final int REF = GrantLayout.RESERVED;

    /** The frame that is lent. */
    static final int FRAME = 1;

    private static final int ENTRIES = 18;
    private static final int WORD = 4;

    private final GrantTableGuest guest;
    private final GrantTableMapper mapper;
    private final GrantTableVersion changer;
    private final GrantTable table;

    /** Nothing lent yet; {@code journal} hears of every access, or is null. */
    public GrantTableHarness(GrantTableSetup setup, Journal journal) {
        GrantLayout layout = new GrantLayout(0, ENTRIES);
        int own = layout.end() + WORD - 1 & -WORD;
        int page = own + WORD * (1 + ENTRIES);
        Steps steps = new Steps(setup.changes() ? 3 : 2);
        Words words = words(layout, own, page);
        StoreBufferMemory memory = new StoreBufferMemory(page + WORD, setup.order(), steps, journal, words);
        GrantTableLocks locks = new GrantTableLocks(steps, memory, journal);
        Frames frames = new Frames(3);
        frames.assign(0, 0);
        frames.assign(FRAME, 0);
        GrantTable[] tables = {
            new GrantTable(new GrantTableMemory(memory, layout), layout, 0, new SharedWords(memory, own)),
            new GrantTable(new ArrayMemory(layout.end()), layout, 1)
        };
        table = tables[0];
        Translations[] translations = {new Translations(1, 0), new Translations(1, 0)};
        GrantHypervisor hypervisor = new GrantHypervisor(
                tables,
                locks,
                frames,
                translations,
                new ArrayMemory(0),
                new ArrayMemory(2 * GrantHypervisor.maptrackBytes(1, 3)),
                1,
                3,
                new int[] {1, 0});
        if (setup.version() == 2) {
            hypervisor.setVersion(1, 2);
        }
        guest = new GrantTableGuest(memory, layout, setup, page);
        mapper = new GrantTableMapper(memory, hypervisor, translations[1], setup, page);
        changer = setup.changes() ? new GrantTableVersion(hypervisor, 3 - setup.version()) : null;
        if (changer != null) {
            actors(steps, memory, journal, words, guest, mapper, changer);
        } else {
            actors(steps, memory, journal, words, guest, mapper);
        }
    }

    /** Version and pins of the entry, where a step of another actor may come between; nobody has any other. */
    private static final class SharedWords extends GrantWords {
        private final StoreBufferMemory memory;
        private final int start;
        private final int[] others = new int[1 + ENTRIES];

        SharedWords(StoreBufferMemory memory, int start) {
            this.memory = memory;
            this.start = start;
        }

        @Override
        public int get(int index) {
            boolean shared = index == 0 || index == 1 + REF;
            return shared ? memory.load32(Mode.OPAQUE, start + WORD * index) : others[index];
        }

        @Override
        public void set(int index, int value) {
            if (index == 0 || index == 1 + REF) {
                memory.store32(Mode.OPAQUE, start + WORD * index, value);
            } else {
                others[index] = value;
            }
        }
    }

    @Override
    public void check() {
        guest.check();
        mapper.check(guest);
    }

    @Override
    public String stuck() {
        boolean done = guest.isDone() && mapper.isDone() && (changer == null || changer.isDone());
        if (!done) {
            return "guest and hypercalls wait for each other (G8)";
        }
        return table.pins(REF) == 0 ? null : "a pin is left (G3)";
    }

    private static Words words(GrantLayout layout, int own, int page) {
        return new Words("guest", "mapper", "version change") {
            @Override
            public String name(int offset) {
                if (offset == page) {
                    return "frame";
                } else if (offset == own) {
                    return "version";
                } else if (offset == own + WORD * (1 + REF)) {
                    return "pins";
                }
                for (int version = 1; version <= 2; version++) {
                    if (offset == layout.header(version, REF)) {
                        return "entry.flags";
                    } else if (offset == layout.header(version, REF) + 2) {
                        return "entry.domid";
                    } else if (offset == layout.frame(version, REF)) {
                        return "entry.frame";
                    }
                }
                return offset == layout.status(REF) ? "status" : "offset " + offset;
            }
        };
    }

    /** Runs under Java PathFinder; the words are those of {@link GrantTableSetup#of}. */
    public static void main(String[] words) {
        GrantTableSetup setup = GrantTableSetup.of(words);
        run(journal -> new GrantTableHarness(setup, journal), setup.journal());
    }
}
