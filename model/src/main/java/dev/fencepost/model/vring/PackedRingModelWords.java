package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.AddList;
import dev.fencepost.model.vring.RingModelAction.EnableCallbacks;
import dev.fencepost.model.vring.RingModelAction.EnableKicks;
import dev.fencepost.model.vring.RingModelAction.Get;
import dev.fencepost.model.vring.RingModelAction.Publish;
import dev.fencepost.model.vring.RingModelAction.PublishUsed;
import dev.fencepost.model.vring.RingModelAction.Rewrite;
import dev.fencepost.model.vring.RingModelAction.Take;
import dev.fencepost.model.vring.RingModelAction.Use;

/** What an action of {@link PackedRingModel} looks like in a counterexample. A position is offset and wrap counter. */
final class PackedRingModelWords {
    private PackedRingModelWords() {}

    static String of(PackedRingModelState before, RingModelAction action, PackedRingModelState after) {
        if (action instanceof AddList add) {
            String table = add.indirect() ? " indirect" : "";
            return "add" + table + " id " + add.id() + " at "
                    + of(before.driver().next()) + ": " + RingModelWords.of(add.segments());
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
            return RingModelWords.of(before, action, after) + ", at "
                    + of(before.device().nextUsed());
        } else if (action instanceof PublishUsed) {
            return "desc[" + before.publishedUsed().offset() + "].flags: used";
        } else if (action instanceof EnableKicks) {
            return "enable kicks" + of(after.shared().deviceEvent());
        }
        return RingModelWords.of(before, action, after);
    }

    private static String of(PackedEvent event) {
        return event.flags() == PackedEvent.Flags.DESC ? ", from " + of(event.position()) : "";
    }

    private static String of(PackedPosition position) {
        return position.offset() + "/" + (position.wrap() ? 1 : 0);
    }
}
