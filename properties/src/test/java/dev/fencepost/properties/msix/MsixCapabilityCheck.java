package dev.fencepost.properties.msix;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.MsixAnnouncement;
import dev.fencepost.impl.msix.MsixCapability;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.BadAccess;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Configuration;
import dev.fencepost.model.msix.table.Message;
import dev.fencepost.model.msix.table.MsixModel;
import dev.fencepost.model.msix.table.Outcome;
import dev.fencepost.model.msix.table.Placement;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.model.msix.table.State;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The capability in configuration space, model beside implementation: what is announced and what is wrong with it
 * (M10), raw accesses of every width at every offset (M11), and what Message Control lets out (M3). Random, from a
 * fixed seed.
 */
public final class MsixCapabilityCheck implements Runnable {
    private static final int PLACEMENTS = 3_000;
    private static final int HISTORIES = 60;
    private static final int LENGTH = 150;
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 0, 3, 8, -1};
    private static final long[] BAR_SIZES = {0, 16, 4096, 1 << 16, 1L << 31, 1L << 32, 1L << 40};

    private final SplittableRandom random = new SplittableRandom(11);

    /** For whoever loads it anew. */
    public MsixCapabilityCheck() {}

    @Override
    public void run() {
        for (int i = 0; i < PLACEMENTS; i++) {
            announce();
        }
        for (int i = 0; i < HISTORIES; i++) {
            new History(random.nextInt(1, 70)).run();
        }
    }

    /** Offsets near where a BAR ends or the other structure does, so that one more byte is one too many. */
    private void announce() {
        int vectors = random.nextBoolean() ? random.nextInt(1, 2049) : random.nextInt(1, 4);
        Long[] bars = new Long[random.nextInt(7)];
        Arrays.setAll(bars, i -> BAR_SIZES[random.nextInt(BAR_SIZES.length)] + 8 * random.nextInt(2));
        int tableBar = random.nextInt(random.nextInt(4) == 0 ? 8 : 2);
        int pbaBar = random.nextBoolean() ? tableBar : random.nextInt(8);
        int tableBytes = 16 * vectors;
        int pbaBytes = 8 * ((vectors + 63) / 64);
        long table = near(tableBar < bars.length ? bars[tableBar] - tableBytes : 0);
        long pba = random.nextBoolean()
                ? near(random.nextBoolean() ? table + tableBytes : table - pbaBytes)
                : near(pbaBar < bars.length ? bars[pbaBar] - pbaBytes : 0);
        Placement right = new Placement(vectors, tableBar, table, pbaBar, pba);
        MsixAnnouncement ours = new MsixAnnouncement(vectors, tableBar, table, pbaBar, pba);
        same(
                Clause.M10,
                right + " in " + Arrays.toString(bars),
                names(right.faults(List.of(bars))),
                names(ours.faults(Arrays.stream(bars).mapToLong(Long::longValue).toArray())));
        Configuration configuration = new Configuration(model(vectors), right, 0);
        List<Integer> bytes = new ArrayList<>();
        int[] dwords = new int[3];
        for (int at = 0; at < Placement.BYTES; at++) {
            int one = (int) configuration.read(model(vectors).initial(), at, 1).value();
            bytes.add(one);
            dwords[at / 4] |= one << 8 * (at % 4);
            same(Clause.M10, "byte " + at + " of " + right, one, ours.dword(at / 4) >>> 8 * (at % 4) & 0xff);
        }
        same(Clause.M10, "what a driver reads", right, Placement.of(bytes));
        // What is written and what follows is nothing that a driver finds table and PBA by.
        MsixAnnouncement read = MsixAnnouncement.of(dwords[0] | random.nextInt() & 0xc000_ff00, dwords[1], dwords[2]);
        same(Clause.M10, "what a driver reads of ours", right, placement(read));
    }

    private long near(long place) {
        long moved = (place & -8) + 8L * random.nextInt(-2, 3);
        return Math.max(0, Math.min(moved, 0xffff_fff8L));
    }

    private static MsixModel model(int vectors) {
        return new MsixModel(new Setup(vectors, BadRead.ALL_ONES));
    }

    private static Placement placement(MsixAnnouncement read) {
        return new Placement(
                read.vectors(),
                read.bar(MsixRegion.TABLE),
                read.offset(MsixRegion.TABLE),
                read.bar(MsixRegion.PBA),
                read.offset(MsixRegion.PBA));
    }

    private static TreeSet<String> names(Iterable<? extends Enum<?>> faults) {
        TreeSet<String> names = new TreeSet<>();
        faults.forEach(fault -> names.add(fault.name()));
        return names;
    }

    private static void same(Clause clause, String what, Object right, Object ours) {
        if (!right.equals(ours)) {
            throw new AssertionError(what + ": " + ours + ", expected " + right + " (" + clause + ")");
        }
    }

    /** Raw accesses among events, masks, uses and resets. */
    private final class History {
        private final int vectors;
        private final MsixModel model;
        private final Configuration configuration;
        private final MsixTable table;
        private final MsixCapability capability;
        private State state;
        private final List<Message> sent = new ArrayList<>();

        History(int vectors) {
            this.vectors = vectors;
            model = model(vectors);
            configuration = new Configuration(model, new Placement(vectors, 4, 0, 4, 0x8000), 0x70);
            MsixLayout layout = new MsixLayout(vectors, 0);
            table = new MsixTable(
                    new ArrayMemory(layout.end()),
                    layout,
                    (vector, address, data) -> sent.add(new Message(vector, address, data)),
                    -1);
            capability = new MsixCapability(table, new MsixAnnouncement(vectors, 4, 0, 4, 0x8000), 0x70, -1);
            state = model.initial();
        }

        void run() {
            for (int i = 0; i < LENGTH; i++) {
                sent.clear();
                step();
            }
        }

        private void step() {
            int offset = random.nextInt(-2, 16);
            int size = SIZES[random.nextInt(SIZES.length)];
            long value = random.nextLong();
            int vector = random.nextInt(vectors);
            switch (random.nextInt(9)) {
                case 0, 1 -> write(offset, size, value);
                case 2 -> write(random.nextInt(4), 1 << random.nextInt(3), value);
                case 3 -> read(offset, size);
                case 4 -> both(new Action.Use(vector), () -> table.use(vector));
                case 5, 6 -> both(new Action.Event(vector), () -> table.event(vector));
                case 7 -> mask(vector, (int) value);
                default -> {
                    if (random.nextInt(20) == 0) {
                        both(new Action.Reset(), table::reset);
                    }
                    both(new Action.Decode(value > 0), () -> table.decode(value > 0));
                }
            }
            whole();
        }

        private void mask(int vector, int value) {
            int at = 16 * vector + 12;
            both(
                    new Action.Write(dev.fencepost.model.msix.table.Region.TABLE, at, 4, value),
                    () -> table.write(MsixRegion.TABLE, at, 4, value));
        }

        private void both(Action action, Runnable ours) {
            Outcome outcome = model.apply(state, action);
            ours.run();
            after(action.toString(), outcome);
        }

        private void after(String what, Outcome outcome) {
            state = outcome.state();
            same(Clause.M3, "messages of " + what, outcome.messages(), sent);
        }

        private void write(int offset, int size, long value) {
            String what = "a write of " + size + " bytes at " + offset + ", 0x" + Long.toHexString(value);
            Outcome outcome = configuration.write(state, offset, size, value);
            String ours = capability.write(offset, size, value).name();
            same(Clause.M11, what, outcome.bad().map(BadAccess::name).orElse("DONE"), ours);
            bits(what, outcome);
            after(what, outcome);
        }

        /** Before its messages: whoever has the wrong bits sends the wrong messages as well. */
        private void bits(String what, Outcome outcome) {
            long expected = configuration.read(outcome.state(), 0, 4).value();
            same(Clause.M11, "capability after " + what, expected, capability.read(0, 4));
        }

        private void read(int offset, int size) {
            Outcome outcome = configuration.read(state, offset, size);
            String what = "a read of " + size + " bytes at " + offset;
            String ours = capability.check(offset, size).name();
            same(Clause.M11, what, outcome.bad().map(BadAccess::name).orElse("DONE"), ours);
            same(Clause.M11, what, outcome.value(), capability.read(offset, size));
        }

        private void whole() {
            for (int at = 0; at < MsixCapability.BYTES; at += 4) {
                read(at, 4);
            }
        }
    }
}
