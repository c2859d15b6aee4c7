package dev.fencepost.properties.qemu.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.msix.MsixAccess;
import dev.fencepost.impl.msix.MsixHardware;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixRoute;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.msix.PassthroughModel;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.WithQemu;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * A hypervisor's shadow of the table in front of QEMU's device: a careful guest cannot tell it from the device alone.
 */
@WithQemu
class MsixShadowRefereeProperties {
    private static final int LENGTH = 60;
    private static final int MOST = 2_000;
    private static final String SAMPLE = "2-u0.0.0w0.8.100000008w8.8.12c2.2.0e0.0.0w12.4.1e0.0.0w8.4.33w12.4.0r8.8.0";

    private static final Standby<MsixReferee> REFEREES = new Standby<>(() -> new MsixReferee(QemuProgram.get()));

    @AfterContainer
    static void stop() {
        REFEREES.close();
    }

    /** Runs the sequence that a failure named, or else a sample. */
    @Example
    void replay() {
        compare(MsixSequence.parse(System.getProperty(MsixSequence.PROPERTY, SAMPLE)));
    }

    @Claims({Clause.M3, Clause.M5, Clause.M8})
    @Property(edgeCases = EdgeCasesMode.NONE)
    void nobodyCanTellTheShadow(@ForAll("sequences") MsixSequence sequence) {
        compare(sequence);
    }

    /** What a guest must not do shows whether there is a shadow: each thing comes with a sequence. */
    @Example
    void whatAGuestMustNotDoShows() {
        for (MsixShadowPolicy policy : MsixShadowPolicy.values()) {
            MsixSequence sequence = MsixSequence.parse("2-" + policy.shownBy());
            List<String> bare = sequence.seenOn(REFEREES.get().function(2));
            List<String> behind =
                    sequence.seenOn(new MsixBehindShadow(REFEREES.get().function(2), 2, true));
            assertThat(behind).as(policy.toString()).isNotEqualTo(bare);
        }
    }

    /** That it is the shadow which answers: reads of a masked and flushed vector do not reach the device model. */
    @Example
    void theShadowAnswers() {
        MsixBehindShadow side = new MsixBehindShadow(REFEREES.get().function(2), 2, false);
        MsixSequence.parse(SAMPLE).seenOn(side);
        assertThat(side.shadow().ledger().reads(MsixRoute.SERVED)).isPositive();
        assertThat(side.shadow().ledger().writes(MsixRoute.SERVED)).isPositive();
        assertThat(side.shadow().ledger().writes(MsixRoute.BOTH)).isPositive();
    }

    /** The mutants: each mistake shows, and without one nothing does. */
    @Example
    void eachMistakeIsNoticed() {
        EnumSet<Mistake> noticed = EnumSet.noneOf(Mistake.class);
        Iterator<MsixSequence> sequences = sequences().generator(MOST, false).stream(new Random(3))
                .map(Shrinkable::value)
                .iterator();
        for (int i = 0; i < MOST && noticed.size() < Mistake.values().length; i++) {
            MsixSequence sequence = sequences.next();
            List<String> bare = sequence.seenOn(REFEREES.get().function(sequence.vectors()));
            for (Mistake mistake : EnumSet.complementOf(noticed)) {
                MsixSide side = mistake.on(REFEREES.get().function(sequence.vectors()), sequence.vectors());
                if (sequence.difference("QEMU", bare, mistake.name(), sequence.seenOn(side)) != null) {
                    noticed.add(mistake);
                }
            }
        }
        assertThat(EnumSet.complementOf(noticed)).isEmpty();
    }

    @Provide
    Arbitrary<MsixSequence> sequences() {
        return Arbitraries.of(2, 2, 5, 70)
                .flatMap(vectors -> new MsixSequences(vectors).upTo(LENGTH))
                .map(MsixCarefulGuest::of);
    }

    /** What can go wrong around a shadow. */
    private enum Mistake {
        /** What the guest writes to mask bits reaches no hardware. */
        MASKS_LOST((side, vectors) -> behind(side, new Hardware(side, vectors) {
            @Override
            public MsixAccess write(MsixRegion region, int offset, int size, long value) {
                return offset % 16 == 12 ? MsixAccess.DONE : super.write(region, offset, size, value);
            }
        })),
        /** A bound message loses the high half of its address. */
        ADDRESS_CUT((side, vectors) -> behind(side, new Hardware(side, vectors) {
            @Override
            public MsixAccess write(MsixRegion region, int offset, int size, long value) {
                return super.write(region, offset, size, offset % 16 == 0 ? value & 0xffff_ffffL : value);
            }
        })),
        /** Function mask does not reach hardware. */
        FUNCTION_MASK_LOST((side, vectors) -> behind(side, new Hardware(side, vectors) {
            @Override
            public void control(boolean enable, boolean functionMask) {
                super.control(enable, false);
            }
        })),
        /** The device model does not see the function mask fall, and binds nothing then. */
        FUNCTION_UNMASK_BINDS_NOTHING((side, vectors) -> new MsixBehindShadow(
                side,
                new MsixSideAsHardware(side, vectors),
                new PassthroughModel(vectors) {
                    @Override
                    public void control(boolean enable, boolean maskAll) {
                        super.control(enable, true);
                    }
                },
                true)),
        /** The device model takes no new data. */
        DATA_LOST((side, vectors) -> new MsixBehindShadow(
                side,
                new MsixSideAsHardware(side, vectors),
                new PassthroughModel(vectors) {
                    @Override
                    public void write(int offset, int size, long value) {
                        super.write(offset, size, offset % 16 == 8 ? value & ~0xffL : value);
                    }
                },
                true));

        private final BiFunction<MsixSide, Integer, MsixSide> broken;

        Mistake(BiFunction<MsixSide, Integer, MsixSide> broken) {
            this.broken = broken;
        }

        MsixSide on(MsixSide function, int vectors) {
            return broken.apply(function, vectors);
        }

        private static MsixSide behind(MsixSide function, MsixHardware hardware) {
            return new MsixBehindShadow(function, hardware, new PassthroughModel(hardware.vectors()), true);
        }
    }

    /** So that the mistakes are short. */
    private static class Hardware extends MsixSideAsHardware {
        Hardware(MsixSide side, int vectors) {
            super(side, vectors);
        }
    }

    private static void compare(MsixSequence sequence) {
        int vectors = sequence.vectors();
        MsixSide function = REFEREES.get().function(vectors);
        List<String> bare = sequence.seenOn(function);
        for (boolean forwardsMasks : new boolean[] {true, false}) {
            String name = "MsixShadow, " + (forwardsMasks ? "today's" : "2010's");
            compare(sequence, bare, name + ", on QEMU", new MsixBehindShadow(function, vectors, forwardsMasks));
            MsixSide ours = ours(vectors, new MsixOfTable(vectors, -1));
            compare(sequence, bare, name + ", on MsixTable", new MsixBehindShadow(ours, vectors, forwardsMasks));
        }
        compare(sequence, bare, "MsixModel", ours(vectors, new MsixOfModel(vectors, BadRead.ALL_ONES)));
    }

    private static void compare(MsixSequence sequence, List<String> bare, String name, MsixSide side) {
        String difference = sequence.difference("QEMU alone", bare, name, sequence.seenOn(side));
        if (difference != null) {
            throw new AssertionError(
                    difference.replace("MsixRefereeProperties#replay", "MsixShadowRefereeProperties#replay"));
        }
    }

    private static MsixSide ours(int vectors, MsixCore core) {
        return new MsixAsInQemu(core, vectors, MsixReferee.queues(vectors), EnumSet.allOf(MsixPolicy.class));
    }
}
