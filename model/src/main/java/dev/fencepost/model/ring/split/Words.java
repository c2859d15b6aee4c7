package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingWords;

/** What an action of {@link SplitRingModel} looks like in a counterexample. */
final class Words {
    private Words() {}

    static String of(State before, RingAction action, State after) {
        if (action instanceof Add add) {
            String table = add.ids().size() < add.segments().size() ? " indirect" : "";
            return "add" + table + " " + add.ids() + ": " + RingWords.of(add.segments());
        } else if (action instanceof Publish) {
            return "avail.idx = " + after.shared().availIdx();
        } else if (action instanceof Get) {
            return "get, last used " + after.driver().lastUsed();
        } else if (action instanceof EnableCallbacks enable) {
            return "enable callbacks" + (enable.delayed() ? ", delayed" : "") + ", from "
                    + after.driver().asked();
        } else if (action instanceof Rewrite rewrite) {
            return "rewrite desc[" + rewrite.buffer() + "].len = " + rewrite.length();
        } else if (action instanceof Take) {
            return "take " + before.shared().avail().stream().findFirst().orElse(-1);
        } else if (action instanceof PublishUsed) {
            return "used.idx = " + after.shared().usedIdx();
        } else if (action instanceof EnableKicks) {
            return "enable kicks, from " + after.device().lastAvail();
        }
        return RingWords.of(before, action, after);
    }
}
