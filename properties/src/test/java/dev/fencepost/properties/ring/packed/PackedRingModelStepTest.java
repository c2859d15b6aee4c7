package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DeviceLooksAgain;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingOutcome.Done;
import dev.fencepost.model.ring.RingOutcome.Refused;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.PackedPosition;
import dev.fencepost.model.ring.packed.PackedRingModel;
import dev.fencepost.model.ring.packed.PackedRingSetup;
import dev.fencepost.model.ring.packed.State;
import dev.fencepost.model.ring.packed.State.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packed virtqueue one action at a time, with five slots. */
class PackedRingModelStepTest {
    private static final RingSegment READ = new RingSegment(100, false);
    private static final RingSegment WRITE = new RingSegment(1500, true);

    private PackedRingModel ring = new PackedRingModel(new PackedRingSetup(5, true, true, false));
    private State state = ring.initial();

    private Answer does(RingAction action) {
        Done<State> done = (Done<State>) ring.apply(state, action);
        state = done.state();
        return done.answer();
    }

    private String refuses(RingAction action) {
        return ((Refused<State>) ring.apply(state, action)).reason();
    }

    private Slot slot(int offset) {
        return state.shared().ring().get(offset);
    }

    @Test
    void aBufferGoesRound() {
        does(new AddList(3, false, List.of(READ, WRITE)));
        assertThat(slot(0).isAvailable(true)).isFalse();
        assertThat(slot(1).isAvailable(true)).isTrue();
        assertThat(refuses(new Take())).isEqualTo("nothing is available");
        does(new Publish());
        assertThat(slot(0).isAvailable(true)).isTrue();
        assertThat(does(new DecideKick()).yes()).isTrue();
        assertThat(does(new Take())).isEqualTo(new Answer(true, 3, 1500));
        does(new Use(3, 60, 1));
        assertThat(refuses(new Get())).isEqualTo("nothing was used");
        does(new PublishUsed());
        assertThat(slot(0).isUsed(true)).isTrue();
        assertThat(slot(0).write()).isTrue();
        assertThat(does(new DecideInterrupt()).yes()).isTrue();
        assertThat(does(new Get())).isEqualTo(new Answer(true, 3, 60));
        assertThat(state.driver().lastUsed()).isEqualTo(new PackedPosition(2, true));
        assertThat(state.driver().numFree()).isEqualTo(5);
    }

    /** A list that takes all slots ends where it began, in the next lap. */
    @Test
    void aFullRingTogglesTheWrapCounter() {
        does(new AddList(0, false, List.of(READ, READ, READ, READ, READ)));
        assertThat(state.driver().next()).isEqualTo(new PackedPosition(0, false));
        does(new Publish());
        does(new Take());
        assertThat(state.device().nextAvail()).isEqualTo(new PackedPosition(0, false));
        does(new Use(0, 0, 1));
        does(new PublishUsed());
        does(new Get());
        does(new AddList(0, false, List.of(READ)));
        does(new Publish());
        assertThat(slot(0).isAvailable(false)).isTrue();
        assertThat(slot(0).isAvailable(true)).isFalse();
    }

    /** What the device uses first stands first, wherever its list was. */
    @Test
    void usedDescriptorsStandInTheOrderOfUse() {
        does(new AddList(0, false, List.of(READ, READ)));
        does(new AddList(1, false, List.of(WRITE)));
        does(new Publish());
        does(new Take());
        does(new Take());
        does(new Use(1, 9, 1));
        does(new Use(0, 0, 1));
        does(new PublishUsed());
        assertThat(slot(0).id()).isEqualTo(1);
        assertThat(slot(1).id()).isZero();
        assertThat(does(new Get())).isEqualTo(new Answer(true, 1, 9));
        assertThat(does(new Get())).isEqualTo(new Answer(true, 0, 0));
        assertThat(state.driver().lastUsed()).isEqualTo(new PackedPosition(3, true));
    }

    @Test
    void anIndirectBufferTakesOneSlot() {
        does(new AddList(2, true, List.of(READ, READ, WRITE)));
        assertThat(state.driver().numFree()).isEqualTo(4);
        assertThat(slot(0).length()).isEqualTo(3 * 16);
        does(new Publish());
        assertThat(does(new Take())).isEqualTo(new Answer(true, 2, 1500));
    }

    @Test
    void inOrderOneDescriptorClosesABatch() {
        ring = new PackedRingModel(new PackedRingSetup(5, false, false, true));
        does(new AddList(4, false, List.of(WRITE, WRITE)));
        does(new AddList(1, false, List.of(WRITE)));
        does(new Publish());
        does(new Take());
        does(new Take());
        assertThat(refuses(new Use(1, 7, 1))).contains("(S9)");
        does(new Use(1, 7, 2));
        does(new PublishUsed());
        assertThat(slot(0).id()).isEqualTo(1);
        assertThat(does(new Get())).isEqualTo(new Answer(true, 4, 3000));
        assertThat(does(new Get())).isEqualTo(new Answer(true, 1, 7));
    }

    /** The device asks at slot 4 of this lap; slot 0 of the next is not told of, slot 4 is. */
    @Test
    void anEventPositionIsOfItsLap() {
        does(new AddList(0, false, List.of(READ, READ, READ, READ)));
        does(new Publish());
        does(new Take());
        does(new Use(0, 0, 1));
        does(new PublishUsed());
        does(new Get());
        does(new DecideKick());
        does(new EnableKicks());
        assertThat(state.shared().deviceEvent().position()).isEqualTo(new PackedPosition(4, true));
        assertThat(does(new DeviceLooksAgain()).yes()).isTrue();
        does(new AddList(0, false, List.of(READ, READ)));
        does(new Publish());
        assertThat(state.published()).isEqualTo(new PackedPosition(1, false));
        assertThat(does(new DecideKick()).yes()).isTrue();
        does(new AddList(1, false, List.of(READ)));
        does(new Publish());
        assertThat(does(new DecideKick()).yes()).isFalse();
    }

    @Test
    void delayedCallbacksWaitForThreeQuartersOfTheDescriptors() {
        for (int id = 0; id < 4; id++) {
            does(new AddList(id, false, List.of(READ)));
        }
        does(new Publish());
        does(new EnableCallbacks(true));
        assertThat(state.shared().driverEvent().position()).isEqualTo(new PackedPosition(3, true));
        assertThat(does(new DriverLooksAgain()).yes()).isTrue();
        for (int id = 0; id < 4; id++) {
            does(new Take());
            does(new Use(id, 0, 1));
            does(new PublishUsed());
            assertThat(does(new DecideInterrupt()).yes()).isEqualTo(id == 3);
        }
    }

    @Test
    void whatARuleForbidsIsRefusedWithTheRule() {
        assertThat(refuses(new AddList(0, false, List.of(WRITE, READ)))).contains("readable segments come first (S5)");
        assertThat(refuses(new AddList(5, false, List.of(READ)))).contains("below the queue size");
        does(new AddList(0, false, List.of(READ, READ, READ, READ)));
        assertThat(refuses(new AddList(0, false, List.of(READ)))).contains("not in flight (P4)");
        assertThat(refuses(new AddList(1, false, List.of(READ, READ)))).contains("the whole list must fit");
        does(new Publish());
        does(new Take());
        assertThat(refuses(new Use(0, 1, 1))).contains("more bytes written than the buffer has room for (S4)");
        assertThat(refuses(new Use(1, 0, 1))).contains("has not taken buffer 1 (S4)");
        ring = new PackedRingModel(new PackedRingSetup(5, true, false, false));
        assertThat(refuses(new AddList(1, true, List.of(READ)))).contains("INDIRECT_DESC");
    }

    @Test
    void theSplitRingsAddIsNoActionOfThisRing() {
        assertThatIllegalArgumentException().isThrownBy(() -> ring.apply(state, new Add(List.of(0), List.of(READ))));
    }
}
