package dev.fencepost.properties.qemu.msix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.msix.MsixAnnouncement;
import dev.fencepost.impl.msix.MsixCapability;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Configuration;
import dev.fencepost.model.msix.table.Placement;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.WithQemu;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * QEMU as referee of the capability in configuration space: model and implementation announce what its function
 * announces, and raw accesses of every width at every offset do the same to all three.
 */
@WithQemu
class MsixConfigRefereeProperties {
    private static final int HISTORIES = 60;
    private static final int LENGTH = 40;
    private static final int VECTORS = 2;
    private static final long PLACE = MsixSide.INBOX;

    private static final Standby<MsixReferee> REFEREES = new Standby<>(() -> new MsixReferee(QemuProgram.get()));

    @AfterContainer
    static void stop() {
        REFEREES.close();
    }

    /** An access to the capability. */
    private interface Raw {
        long read(int offset, int size);

        void write(int offset, int size, long value);
    }

    /** A side and its capability. */
    private record Party(MsixSide side, Raw raw) {}

    @Claims({Clause.M10, Clause.M11})
    @Example
    void oursDoesWhatQemusDoes() {
        run(raw -> raw);
    }

    /** The mutants, each with a capability that does something else. */
    @Example
    void aMistakeIsNoticed() {
        for (Mistake mistake : Mistake.values()) {
            assertThatThrownBy(() -> run(raw -> mistake.on(raw)))
                    .as(mistake.name())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("QEMU");
        }
    }

    private enum Mistake {
        /** Message Control is taken as a word alone. */
        WORDS_ALONE,
        /** The table's place can be written. */
        TABLE_IS_CONTROL,
        /** A word of the low half reads the high half. */
        READS_HIGH;

        Raw on(Raw right) {
            return new Raw() {
                @Override
                public long read(int offset, int size) {
                    return right.read(Mistake.this == READS_HIGH && size == 2 ? offset | 2 : offset, size);
                }

                @Override
                public void write(int offset, int size, long value) {
                    if (Mistake.this != WORDS_ALONE || size == 2) {
                        right.write(Mistake.this == TABLE_IS_CONTROL ? offset % 4 : offset, size, value);
                    }
                }
            };
        }
    }

    private static void run(UnaryOperator<Raw> change) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < HISTORIES; i++) {
            MsixQemu function = REFEREES.get().function(VECTORS);
            function.reset();
            PciMsix there = function.capability();
            List<Integer> bytes = new ArrayList<>();
            for (int at = 0; at < Placement.BYTES; at++) {
                bytes.add(there.readRaw(at, 1) & 0xff);
            }
            List<Party> parties = List.of(
                    new Party(function, qemu(there)),
                    model(bytes, change),
                    table(there.readRaw(0, 4), there.readRaw(4, 4), there.readRaw(8, 4), change));
            play(random.split(), parties);
        }
    }

    private static Raw qemu(PciMsix msix) {
        return new Raw() {
            @Override
            public long read(int offset, int size) {
                return msix.readRaw(offset, size) & 0xffff_ffffL >>> 32 - 8 * size;
            }

            @Override
            public void write(int offset, int size, long value) {
                msix.writeRaw(offset, size, (int) (value & 0xffff_ffffL >>> 32 - 8 * size));
            }
        };
    }

    private static Party model(List<Integer> bytes, UnaryOperator<Raw> change) {
        MsixOfModel core = new MsixOfModel(VECTORS, BadRead.ALL_ONES);
        Configuration configuration = new Configuration(core.model(), Placement.of(bytes), bytes.get(1));
        core.decode(true);
        return new Party(new MsixAsInQemu(core, VECTORS, VECTORS, Set.of()), change.apply(new Raw() {
            @Override
            public long read(int offset, int size) {
                return configuration.read(core.state(), offset, size).value();
            }

            @Override
            public void write(int offset, int size, long value) {
                core.take(configuration.write(core.state(), offset, size, value));
            }
        }));
    }

    private static Party table(int first, int table, int pba, UnaryOperator<Raw> change) {
        MsixOfTable core = new MsixOfTable(VECTORS, -1);
        MsixCapability capability =
                new MsixCapability(core.table(), MsixAnnouncement.of(first, table, pba), first >>> 8 & 0xff, -1);
        core.decode(true);
        return new Party(new MsixAsInQemu(core, VECTORS, VECTORS, Set.of()), change.apply(new Raw() {
            @Override
            public long read(int offset, int size) {
                return capability.read(offset, size);
            }

            @Override
            public void write(int offset, int size, long value) {
                capability.write(offset, size, value);
            }
        }));
    }

    private static void play(SplittableRandom random, List<Party> parties) {
        List<String> told = new ArrayList<>();
        for (int vector = 0; vector < VECTORS; vector++) {
            for (Party party : parties) {
                int at = Region.ENTRY * vector;
                party.side.write(Region.TABLE, at, 8, PLACE + 4 * vector);
                party.side.write(Region.TABLE, at + 8, 8, 0x11 + vector);
                party.side.use(vector);
            }
        }
        parties.forEach(party -> party.side.takeInbox());
        for (int i = 0; i < LENGTH; i++) {
            int size = 1 << random.nextInt(3);
            // Within a double word; every other one is that of Message Control.
            int offset = 4 * (random.nextBoolean() ? 0 : random.nextInt(3)) + random.nextInt(5 - size);
            long value = random.nextLong();
            int vector = random.nextInt(VECTORS);
            int what = random.nextInt(8);
            told.add(what + " of " + size + " bytes at " + offset + ", 0x" + Long.toHexString(value));
            String right = null;
            for (Party party : parties) {
                String seen = step(party, what, offset, size, value, vector);
                right = right == null ? seen : right;
                assertThat(seen).as("QEMU shows something else after %s", told).isEqualTo(right);
            }
        }
    }

    private static String step(Party party, int what, int offset, int size, long value, int vector) {
        long read = 0;
        if (what < 4) {
            party.raw.write(offset, size, value);
        } else if (what < 6) {
            // While MSI-X is disabled QEMU's function interrupts by INTx: see MsixPolicy.
            if ((party.raw.read(3, 1) & 0x80) != 0) {
                party.side.event(vector);
            }
        } else if (what < 7) {
            party.side.write(Region.TABLE, Region.ENTRY * vector + 12, 4, value & 1);
        } else {
            read = party.raw.read(offset, size);
        }
        StringBuilder seen = new StringBuilder(Long.toHexString(read)).append(" [");
        for (int at = 0; at < Placement.BYTES; at += 4) {
            seen.append(Long.toHexString(party.raw.read(at, 4))).append(' ');
        }
        seen.append("] pending ").append(party.side.read(Region.PBA, 0, 8)).append(" inbox ");
        byte[] inbox = party.side.takeInbox();
        return seen.append(inbox[0]).append(' ').append(inbox[4]).toString();
    }
}
