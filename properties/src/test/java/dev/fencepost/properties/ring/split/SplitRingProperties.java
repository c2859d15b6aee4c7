package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.HistoryCheck;
import dev.fencepost.properties.ring.OffByOne;
import dev.fencepost.properties.ring.RingHistories;
import dev.fencepost.properties.ring.RingHistory;
import dev.fencepost.properties.ring.RingOperation;
import dev.fencepost.properties.ring.RingOperation.Kind;
import dev.fencepost.properties.ring.RingReplay;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long histories of driver and device: whatever is called in whatever order, the ring is what its callers take it for.
 */
class SplitRingProperties {
    private static final int LENGTH = 300;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void implementationDoesWhatTheModelDoes(
            @ForAll("setups") SplitSetup setup, @ForAll("histories") List<RingOperation> history) {
        new RingReplay(setup, history).run();
    }

    @Provide
    Arbitrary<SplitSetup> setups() {
        return RingHistories.split();
    }

    @Provide
    Arbitrary<List<RingOperation>> histories() {
        return RingHistories.histories(LENGTH);
    }

    /** More than 2^16 additions between two decisions: the indices alone would say that nothing happened. */
    @Test
    void decisionAfterWholeRoundOfTheIndexIsToTell() {
        SplitSetup setup = new SplitSetup(0, true, false, false, true, 5);
        List<RingOperation> round = List.of(op(Kind.ADD), op(Kind.TAKE), op(Kind.USE), op(Kind.GET));
        SharedMemory memory = new ArrayMemory(RingHistory.MEMORY);
        RingHistory history = new RingHistory(setup, memory, memory);
        for (int i = 0; i < 1 << 16; i++) {
            history.run(round);
        }
        history.run(List.of(op(Kind.KICK), op(Kind.INTERRUPT), op(Kind.KICK), op(Kind.INTERRUPT)));
    }

    /** The mutants: one field of the ring is off by one for whoever reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"avail.idx", "avail.ring", "used_event", "used.idx", "used.id", "used.len", "avail_event"})
    void fieldOffByOneIsNoticed(String field) {
        SplitSetup setup = new SplitSetup(2, true, false, false, true, 65530);
        SplitLayout layout = SplitLayout.contiguous(setup.size(), 0);
        int offset = switch (field) {
            case "avail.idx" -> layout.availIdx();
            case "avail.ring" -> layout.availRing(1);
            case "used_event" -> layout.usedEvent();
            case "used.idx" -> layout.usedIdx();
            case "used.id" -> layout.usedRing(1);
            case "used.len" -> layout.usedRing(1) + 4;
            default -> layout.availEvent();
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
