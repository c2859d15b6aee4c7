package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingOutcome.Done;
import dev.fencepost.model.ring.RingOutcome.Refused;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.SplitRingModel;
import dev.fencepost.model.ring.split.SplitRingSetup;
import dev.fencepost.model.ring.split.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The split virtqueue one action at a time, with indices as the standard has them. */
class SplitRingModelStepTest {
    private static final RingSegment READ = new RingSegment(100, false);
    private static final RingSegment WRITE = new RingSegment(1500, true);

    private final SplitRingModel ring =
            new SplitRingModel(new SplitRingSetup(4, SplitRingSetup.MODULUS, true, true, false));
    private State state = ring.initial();

    private Answer does(RingAction action) {
        Done<State> done = (Done<State>) ring.apply(state, action);
        state = done.state();
        return done.answer();
    }

    private String refuses(RingAction action) {
        return ((Refused<State>) ring.apply(state, action)).reason();
    }

    @Test
    void aBufferGoesRound() {
        does(new Add(List.of(2, 0), List.of(READ, WRITE)));
        assertThat(refuses(new Take())).isEqualTo("nothing is available");
        does(new Publish());
        assertThat(does(new DecideKick()).yes()).isTrue();
        assertThat(does(new Take())).isEqualTo(new Answer(true, 2, 1500));
        does(new Use(2, 60, 1));
        does(new PublishUsed());
        assertThat(does(new DecideInterrupt()).yes()).isTrue();
        assertThat(does(new Get())).isEqualTo(new Answer(true, 2, 60));
        assertThat(state.driver().numFree()).isEqualTo(4);
        assertThat(state.shared().usedEvent()).isEqualTo(1);
    }

    @Test
    void indicesWrapAt65536() {
        state = ring.initial(65_535);
        for (int i = 0; i < 3; i++) {
            does(new Add(List.of(i), List.of(WRITE)));
        }
        does(new Publish());
        assertThat(state.shared().availIdx()).isEqualTo(2);
        assertThat(does(new DecideKick()).yes())
                .as("the first buffer is asked for")
                .isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(does(new Take()).buffer()).isEqualTo(i);
            does(new Use(i, 0, 1));
        }
        does(new PublishUsed());
        assertThat(state.shared().usedIdx()).isEqualTo(2);
        assertThat(does(new DecideInterrupt()).yes()).isTrue();
    }

    @Test
    void delayedCallbacksWaitForThreeQuarters() {
        for (int i = 0; i < 4; i++) {
            does(new Add(List.of(i), List.of(READ)));
        }
        does(new Publish());
        does(new EnableCallbacks(true));
        assertThat(state.shared().usedEvent()).isEqualTo(3);
        assertThat(does(new DriverLooksAgain()).yes()).isTrue();
        for (int i = 0; i < 4; i++) {
            does(new Take());
            does(new Use(i, 0, 1));
            does(new PublishUsed());
            assertThat(does(new DecideInterrupt()).yes()).isEqualTo(i == 3);
        }
    }

    @Test
    void everyEventIndexIsPassedAfter65536Buffers() {
        does(new Add(List.of(0), List.of(READ)));
        for (int i = 0; i < 65_536; i++) {
            does(new Publish());
            does(new Take());
            does(new Use(0, 0, 1));
            does(new PublishUsed());
            does(new Get());
            does(new Add(List.of(0), List.of(READ)));
        }
        assertThat(state.shared().availIdx()).isZero();
        assertThat(does(new DecideKick()).yes()).isTrue();
        assertThat(does(new DecideInterrupt()).yes()).isTrue();
    }

    @Test
    void whatARuleForbidsIsRefusedWithTheRule() {
        assertThat(refuses(new Add(List.of(0, 1), List.of(WRITE, READ)))).contains("readable segments come first (S5)");
        assertThat(refuses(new Add(List.of(0, 0), List.of(READ, READ)))).contains("once (S5)");
        assertThat(refuses(new Add(List.of(4), List.of(READ)))).contains("in the table (S5)");
        assertThat(refuses(new Add(List.of(0), List.of(new RingSegment(0, false)))))
                .contains("not empty (S5)");
        assertThat(refuses(new Add(List.of(0, 1), List.of(READ, READ, READ)))).contains("(S5)");
        does(new Add(List.of(0, 1, 2), List.of(READ, READ, READ)));
        assertThat(refuses(new Add(List.of(3, 0), List.of(READ, READ)))).contains("not enough free descriptors (S2)");
        assertThat(refuses(new Add(List.of(2), List.of(READ)))).contains("free (S2)");
        does(new Publish());
        does(new Take());
        assertThat(refuses(new Use(0, 1, 1))).contains("more bytes written than the buffer has room for (S4)");
        assertThat(refuses(new Use(1, 0, 1))).contains("has not taken buffer 1 (S4)");
        assertThat(refuses(new Use(0, 0, 2))).contains("(S9)");
        assertThat(refuses(new Get())).isEqualTo("nothing was used");
    }

    @Test
    void anIndirectBufferTakesOneDescriptor() {
        does(new Add(List.of(3), List.of(READ, READ, WRITE)));
        assertThat(state.driver().numFree()).isEqualTo(3);
        assertThat(state.shared().table().get(3).length()).isEqualTo(3 * 16);
        does(new Publish());
        assertThat(does(new Take())).isEqualTo(new Answer(true, 3, 1500));
    }

    @Test
    void inOrderOneElementClosesABatch() {
        SplitRingModel inOrder = new SplitRingModel(new SplitRingSetup(4, SplitRingSetup.MODULUS, false, false, true));
        state = inOrder.initial();
        List<RingAction> before = List.of(
                new Add(List.of(0), List.of(WRITE)),
                new Add(List.of(1), List.of(WRITE)),
                new Publish(),
                new Take(),
                new Take(),
                new Use(1, 7, 2),
                new PublishUsed());
        for (RingAction action : before) {
            state = ((Done<State>) inOrder.apply(state, action)).state();
        }
        assertThat(inOrder.apply(state, new Add(List.of(3), List.of(READ)))).isInstanceOf(Refused.class);
        Done<State> first = (Done<State>) inOrder.apply(state, new Get());
        assertThat(first.answer()).isEqualTo(new Answer(true, 0, 1500));
        assertThat(((Done<State>) inOrder.apply(first.state(), new Get())).answer())
                .isEqualTo(new Answer(true, 1, 7));
    }
}
