package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.Add;
import dev.fencepost.model.vring.RingModelAction.EnableCallbacks;
import dev.fencepost.model.vring.RingModelAction.EnableKicks;
import dev.fencepost.model.vring.RingModelAction.Get;
import dev.fencepost.model.vring.RingModelAction.Publish;
import dev.fencepost.model.vring.RingModelAction.PublishUsed;
import dev.fencepost.model.vring.RingModelAction.Rewrite;
import dev.fencepost.model.vring.RingModelAction.Take;

/** What an action of {@link SplitRingModel} looks like in a counterexample. */
final class SplitRingModelWords {
    private SplitRingModelWords() {}

    static String of(SplitRingModelState before, RingModelAction action, SplitRingModelState after) {
        if (action instanceof Add add) {
            String table = add.ids().size() < add.segments().size() ? " indirect" : "";
            return "add" + table + " " + add.ids() + ": " + RingModelWords.of(add.segments());
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
        return RingModelWords.of(before, action, after);
    }
}
