package dev.fencepost.properties.dispatch;

import static dev.fencepost.model.dispatch.Locking.DEVICE;
import static dev.fencepost.model.dispatch.Locking.GLOBAL;
import static dev.fencepost.model.dispatch.Locking.LOCK_FREE;
import static dev.fencepost.model.dispatch.Precaution.*;
import static dev.fencepost.properties.dispatch.DispatchScenes.*;

import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Precaution;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.spec.Clause;
import java.util.List;

/**
 * A setup without some precaution, and what the explorer finds in it.
 *
 * @param precautions what is left out
 * @param scene the situation
 * @param device how device 0 is protected
 * @param clause what is broken
 * @param length steps of the shortest way there
 * @param rule how the broken rule begins
 */
record DispatchMutant(
        List<Precaution> precautions, DispatchScenes scene, Locking device, Clause clause, int length, String rule) {
    Setup setup() {
        Setup setup = scene.with(device, device == GLOBAL ? DEVICE : GLOBAL);
        for (Precaution precaution : precautions) {
            setup = setup.without(precaution);
        }
        return setup;
    }

    static List<DispatchMutant> all() {
        return List.of(
                of(BIG_LOCK_TAKEN, BOTTOM_HALVES, GLOBAL, Clause.Q2, 11, "an access is refused as"),
                of(BIG_LOCK_TAKEN_ONCE, BOTTOM_HALVES, GLOBAL, Clause.Q6, 15, "no thread waits for ever,"),
                of(BIG_LOCK_RELEASED, TWO_WRITERS, GLOBAL, Clause.Q6, 14, "no thread waits for ever,"),
                of(DEVICE_LOCK_TAKEN, WRITES, DEVICE, Clause.Q2, 16, "an access is refused as"),
                of(GUARD_OFF_WHEN_LOCK_FREE, WRITES, LOCK_FREE, Clause.Q2, 16, "an access is refused as"),
                of(READ_SECTION, WRITES, GLOBAL, Clause.Q3, 9, "a reader's view is not"),
                of(GRACE_PERIOD, WRITES, GLOBAL, Clause.Q3, 10, "a reader's view is not"),
                of(VIEW_COMPLETE_BEFORE_SWAP, WRITES, GLOBAL, Clause.Q3, 7, "a reader finds a complete"),
                of(TOPOLOGY_UNDER_BIG_LOCK, TWO_WRITERS, GLOBAL, Clause.Q4, 19, "a device that is used"),
                of(INCREMENT_UNLESS_ZERO, UNPLUG, DEVICE, Clause.Q3, 17, "a device loses its last"),
                of(FLUSH_WITH_SWAP, TRANSLATIONS, LOCK_FREE, Clause.Q3, 23, "a translation is used with"),
                of(REFERENCE_TAKEN, UNPLUG, DEVICE, Clause.Q4, 19, "a device that is used"),
                of(ALIAS_TAKES_NO_REFERENCE, ALIAS, GLOBAL, Clause.Q6, 13, "no thread waits for ever,"),
                of(FINALIZED_UNDER_BIG_LOCK, UNPLUG, GLOBAL, Clause.Q4, 10, "a device is finalized under"),
                of(BOUNCE_BUFFER_CLAIMED_AT_ONCE, BOUNCE, GLOBAL, Clause.Q4, 4, "the bounce buffer has one"),
                of(Precaution.GUARD, BOTTOM_HALVES, GLOBAL, Clause.Q5, 12, "a guarded device is not"),
                of(GUARD_CLEARED_BY_ITS_SETTER, DMA_TO_ITSELF, GLOBAL, Clause.Q5, 31, "a guarded device is not"),
                of(BOTTOM_HALF_GUARDED, BOTTOM_HALVES, GLOBAL, Clause.Q5, 12, "a guarded device is not"),
                of(GUARD_COPIED, BOTTOM_HALVES, GLOBAL, Clause.Q5, 16, "the guard is not looked"),
                of(NO_DEVICE_LOCK_ACROSS_DMA, DMA, GLOBAL, Clause.Q6, 16, "a lock is taken only"),
                of(NO_DEVICE_LOCK_ACROSS_INTERRUPT, INTERRUPTS, GLOBAL, Clause.Q6, 9, "a lock is taken only"),
                of(NO_AIO_CONTEXT_AROUND_BIG_LOCK, NOTIFIES, GLOBAL, Clause.Q6, 11, "a lock is taken only"),
                of(COALESCED_FLUSHED_FIRST, COALESCED, GLOBAL, Clause.Q7, 13, "a thread's writes reach the"),
                of(COALESCED_IN_ORDER, COALESCED, GLOBAL, Clause.Q7, 11, "a thread's writes reach the"),
                of(DOORBELL_SKIPS_CALLBACK, UNPLUG_STARTED, DEVICE, Clause.Q8, 10, "a kick takes one path"),
                of(STARTED_BEFORE_ATTACHED, HANDOVER, GLOBAL, Clause.Q8, 6, "the I/O thread handles a"),
                of(CALLBACK_PASSES_ON, HANDOVER, DEVICE, Clause.Q8, 18, "a queue is handled by"),
                of(STOPPED_IN_AIO_CONTEXT, HANDOVER, GLOBAL, Clause.Q8, 14, "the I/O thread handles a"),
                of(DOORBELL_DRAINED, HANDOVER, GLOBAL, Clause.Q8, 24, "a request in a queue"),
                of(ACCEPTED_BEFORE_WORK, KICKS, GLOBAL, Clause.Q8, 19, "a request in a queue"),
                of(HIDDEN_FIRST, UNPLUG, DEVICE, Clause.Q9, 10, "no callback begins after the"),
                of(REALIZED_CHECKED, UNPLUG, DEVICE, Clause.Q9, 10, "no callback begins after the"),
                of(DOORBELL_STOPPED, UNPLUG_STARTED, GLOBAL, Clause.Q9, 11, "no callback begins after the"),
                of(REMOVED_FROM_VIEW, UNPLUG, GLOBAL, Clause.Q4, 12, "a device that is used"),
                of(DRAINED_BEFORE_FINALIZED, UNPLUG, DEVICE, Clause.Q4, 18, "a device that is used"),
                of(GUEST_TOLD_LAST, UNPLUG, GLOBAL, Clause.Q9, 7, "the guest is told of"),
                new DispatchMutant(
                        List.of(BIG_LOCK_TAKEN, Precaution.GUARD),
                        WRITES,
                        GLOBAL,
                        Clause.Q1,
                        22,
                        "each access to a register under"),
                new DispatchMutant(
                        List.of(DEVICE_LOCK_TAKEN, Precaution.GUARD),
                        WRITES,
                        DEVICE,
                        Clause.Q2,
                        20,
                        "each access to a register of a"));
    }

    private static DispatchMutant of(
            Precaution precaution, DispatchScenes scene, Locking device, Clause clause, int length, String rule) {
        return new DispatchMutant(List.of(precaution), scene, device, clause, length, rule);
    }
}
