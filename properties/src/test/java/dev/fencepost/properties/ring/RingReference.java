package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingModel;
import dev.fencepost.model.ring.RingOutcome;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingOutcome.Done;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.RingView;
import java.util.List;

/**
 * The model beside the implementation: goes through the same history, and knows what must stand in shared memory.
 *
 * @param <S> a state of the model
 */
public abstract class RingReference<S extends RingView> {
    public static final int NEXT = 1;
    public static final int WRITE = 2;
    public static final int INDIRECT = 4;

    public final SharedMemory memory;
    private final RingModel<S> model;
    private final S fresh;
    private S state;

    /** A model that starts, and starts anew, as {@code fresh}. */
    public RingReference(SharedMemory memory, RingModel<S> model, S fresh) {
        this.memory = memory;
        this.model = model;
        this.fresh = fresh;
        reset();
    }

    /** Starts anew. */
    final void reset() {
        state = fresh;
    }

    public final S state() {
        return state;
    }

    /** Free descriptors as the model counts them. */
    public abstract int numFree();

    /**
     * What the driver did that has just added a buffer, by what stands in shared memory.
     *
     * @param indirect whether it must have made a table
     */
    public abstract RingAction added(List<RingSegment> segments, boolean indirect, String where);

    /** What names the buffer of such an action: its head in the split ring, its id in the packed one. */
    static int named(RingAction added) {
        return added instanceof Add add ? add.ids().get(0) : ((AddList) added).id();
    }

    /** Everything live in shared memory is what the model has there. */
    public abstract void compareMemory(String where);

    /** What the model learns from an action; null where it refuses it. */
    final Answer apply(RingAction action) {
        RingOutcome<S> outcome = model.apply(state, action);
        if (outcome instanceof Done<S> done) {
            state = done.state();
            return done.answer();
        }
        return null;
    }

    /** As {@link #apply}, for what the implementation has done already. */
    final Answer require(RingAction action, String where) {
        RingOutcome<S> outcome = model.apply(state, action);
        assertThat(outcome).as("the model, " + where).isInstanceOf(Done.class);
        return apply(action);
    }

    public final void assertWord(String what, int offset, int expected, String where) {
        assertThat(memory.load16(Mode.PLAIN, offset)).as(what + ", " + where).isEqualTo(expected);
    }
}
