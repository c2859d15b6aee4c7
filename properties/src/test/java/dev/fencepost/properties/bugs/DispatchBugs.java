package dev.fencepost.properties.bugs;

import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.DispatchSetup;
import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Precaution;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.dispatch.DispatchScenes;
import java.util.List;
import java.util.OptionalInt;

/** The bugs of dispatch: the machine without the precaution that was forgotten. */
final class DispatchBugs {
    private DispatchBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(106, Precaution.GUARD, DispatchScenes.DMA_TO_ITSELF, Locking.GLOBAL),
                attempt(108, Precaution.GUARD_COPIED, DispatchScenes.BOTTOM_HALVES, Locking.GLOBAL),
                attempt(109, Precaution.GUARD, DispatchScenes.BOTTOM_HALVES, Locking.GLOBAL),
                attempt(111, Precaution.READ_SECTION, DispatchScenes.WRITES, Locking.GLOBAL),
                attempt(112, Precaution.ALIAS_TAKES_NO_REFERENCE, DispatchScenes.ALIAS, Locking.GLOBAL),
                attempt(113, Precaution.FINALIZED_UNDER_BIG_LOCK, DispatchScenes.UNPLUG, Locking.GLOBAL),
                attempt(114, Precaution.NO_AIO_CONTEXT_AROUND_BIG_LOCK, DispatchScenes.NOTIFIES, Locking.GLOBAL),
                attempt(117, Precaution.STARTED_BEFORE_ATTACHED, DispatchScenes.HANDOVER, Locking.GLOBAL),
                attempt(119, Precaution.BOUNCE_BUFFER_CLAIMED_AT_ONCE, DispatchScenes.BOUNCE, Locking.GLOBAL),
                attempt(120, Precaution.FLUSH_WITH_SWAP, DispatchScenes.TRANSLATIONS, Locking.LOCK_FREE));
    }

    private static Attempt attempt(int number, Precaution forgotten, DispatchScenes scene, Locking device) {
        DispatchSetup right = scene.with(device, device == Locking.GLOBAL ? Locking.DEVICE : Locking.GLOBAL);
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, right.without(forgotten)),
                () -> explore(number, right));
    }

    private static OptionalInt explore(int number, DispatchSetup setup) {
        return MachineTrial.explore(number, new DispatchModel(setup));
    }
}
