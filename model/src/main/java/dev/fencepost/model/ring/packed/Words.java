package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingWords;

/** What an action of {@link PackedRingModel} looks like in a counterexample. A position is offset and wrap counter. */
final class Words {
    private Words() {}

    static String of(State before, RingAction action, State after) {
        if (action instanceof AddList add) {
            String table = add.indirect() ? " indirect" : "";
            return "add" + table + " id " + add.id() + " at "
                    + of(before.driver().next()) + ": " + RingWords.of(add.segments());
        } else if (action instanceof Publish) {
            return "desc[" + before.published().offset() + "].flags: available";
        } else if (action instanceof Get) {
            return "get, last used " + of(after.driver().lastUsed());
        } else if (action instanceof EnableCallbacks enable) {
            return "enable callbacks" + (enable.delayed() ? ", delayed" : "")
                    + of(after.shared().driverEvent());
        } else if (action instanceof Rewrite rewrite) {
            return "rewrite desc.len of id " + rewrite.buffer() + " = " + rewrite.length();
        } else if (action instanceof Take) {
            return "take at " + of(before.device().nextAvail());
        } else if (action instanceof Use) {
            return RingWords.of(before, action, after) + ", at "
                    + of(before.device().nextUsed());
        } else if (action instanceof PublishUsed) {
            return "desc[" + before.publishedUsed().offset() + "].flags: used";
        } else if (action instanceof EnableKicks) {
            return "enable kicks" + of(after.shared().deviceEvent());
        }
        return RingWords.of(before, action, after);
    }

    private static String of(PackedEvent event) {
        return event.flags() == PackedEvent.Flags.DESC ? ", from " + of(event.position()) : "";
    }

    private static String of(PackedPosition position) {
        return position.offset() + "/" + (position.wrap() ? 1 : 0);
    }
}
