package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.vring.RingModel;
import dev.fencepost.model.vring.RingModelAction;
import dev.fencepost.model.vring.RingModelAction.Add;
import dev.fencepost.model.vring.RingModelAction.AddList;
import dev.fencepost.model.vring.RingModelOutcome;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import dev.fencepost.model.vring.RingModelOutcome.Done;
import dev.fencepost.model.vring.RingModelView;
import dev.fencepost.model.vring.RingSegment;
import java.util.List;

/**
 * The model beside the implementation: goes through the same history, and knows what must stand in shared memory.
 *
 * @param <S> a state of the model
 */
abstract class RingReference<S extends RingModelView> {
    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT = 4;

    final SharedMemory memory;
    private final RingModel<S> model;
    private final S fresh;
    private S state;

    /** A model that starts, and starts anew, as {@code fresh}. */
    RingReference(SharedMemory memory, RingModel<S> model, S fresh) {
        this.memory = memory;
        this.model = model;
        this.fresh = fresh;
        reset();
    }

    /** Starts anew. */
    final void reset() {
        state = fresh;
    }

    final S state() {
        return state;
    }

    /** Free descriptors as the model counts them. */
    abstract int numFree();

    /**
     * What the driver did that has just added a buffer, by what stands in shared memory.
     *
     * @param indirect whether it must have made a table
     */
    abstract RingModelAction added(List<RingSegment> segments, boolean indirect, String where);

    /** What names the buffer of such an action: its head in the split ring, its id in the packed one. */
    static int named(RingModelAction added) {
        return added instanceof Add add ? add.ids().get(0) : ((AddList) added).id();
    }

    /** Everything live in shared memory is what the model has there. */
    abstract void compareMemory(String where);

    /** What the model learns from an action; null where it refuses it. */
    final Answer apply(RingModelAction action) {
        RingModelOutcome<S> outcome = model.apply(state, action);
        if (outcome instanceof Done<S> done) {
            state = done.state();
            return done.answer();
        }
        return null;
    }

    /** As {@link #apply}, for what the implementation has done already. */
    final Answer require(RingModelAction action, String where) {
        RingModelOutcome<S> outcome = model.apply(state, action);
        assertThat(outcome).as("the model, " + where).isInstanceOf(Done.class);
        return apply(action);
    }

    final void assertWord(String what, int offset, int expected, String where) {
        assertThat(memory.load16(Mode.PLAIN, offset)).as(what + ", " + where).isEqualTo(expected);
    }
}
