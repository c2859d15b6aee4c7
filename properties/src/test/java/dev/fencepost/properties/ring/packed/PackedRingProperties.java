package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.properties.ring.HistoryCheck;
import dev.fencepost.properties.ring.OffByOne;
import dev.fencepost.properties.ring.RingHistories;
import dev.fencepost.properties.ring.RingHistory;
import dev.fencepost.properties.ring.RingOperation;
import dev.fencepost.properties.ring.RingOperation.Kind;
import dev.fencepost.properties.ring.RingReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long histories of driver and device of a packed ring: whatever is called in whatever order, on a ring of whatever
 * size, it is what its callers take it for.
 */
class PackedRingProperties {
    private static final int LENGTH = 300;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void implementationDoesWhatTheModelDoes(
            @ForAll("setups") PackedSetup setup, @ForAll("histories") List<RingOperation> history) {
        new RingReplay(setup, history).run();
    }

    @Provide
    Arbitrary<PackedSetup> setups() {
        return RingHistories.packed();
    }

    @Provide
    Arbitrary<List<RingOperation>> histories() {
        return RingHistories.histories(LENGTH);
    }

    /** Many laps between two decisions: the positions alone would say that nothing happened. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void decisionAfterManyLapsIsToTell(int size) {
        List<RingOperation> history = new ArrayList<>(List.of(op(Kind.ENABLE_KICKS), op(Kind.ENABLE_CALLBACKS)));
        history.addAll(List.of(op(Kind.ADD), op(Kind.KICK), op(Kind.TAKE), op(Kind.USE), op(Kind.INTERRUPT)));
        history.add(op(Kind.GET));
        SharedMemory memory = new ArrayMemory(RingHistory.MEMORY);
        RingHistory ring = new RingHistory(new PackedSetup(size, true, false, false, true), memory, memory);
        ring.run(history);
        List<RingOperation> round = List.of(op(Kind.ADD), op(Kind.TAKE), op(Kind.USE), op(Kind.GET));
        for (int i = 0; i < 1 << 12; i++) {
            ring.run(round);
        }
        ring.run(List.of(op(Kind.KICK), op(Kind.INTERRUPT), op(Kind.KICK), op(Kind.INTERRUPT)));
    }

    /** The mutants: one field of the ring is off by one for whoever reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"id", "len", "flags", "driver off_wrap", "driver flags", "device event"})
    void fieldOffByOneIsNoticed(String field) {
        PackedSetup setup = new PackedSetup(3, true, false, false, true);
        PackedLayout layout = setup.layout();
        int offset = switch (field) {
            case "id" -> layout.descriptor(1) + 12;
            case "len" -> layout.descriptor(1) + 8;
            case "flags" -> layout.descriptor(1) + 14;
            case "driver off_wrap" -> layout.driverEvent();
            case "driver flags" -> layout.driverEvent() + 2;
            default -> layout.deviceEvent();
        };
        int noticed = 0;
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100; i++) {
            SharedMemory memory = new ArrayMemory(RingHistory.MEMORY);
            try {
                new RingHistory(setup, memory, new OffByOne(memory, offset)).run(HistoryCheck.random(random));
            } catch (AssertionError | RuntimeException expected) {
                noticed++;
            }
        }
        assertThat(noticed).isPositive();
    }

    private static RingOperation op(Kind kind) {
        return new RingOperation(kind, 0, 0);
    }
}
