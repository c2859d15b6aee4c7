package dev.fencepost.model.vring;

import dev.fencepost.model.vring.SplitRingModelAction.Add;
import dev.fencepost.model.vring.SplitRingModelAction.DecideInterrupt;
import dev.fencepost.model.vring.SplitRingModelAction.DecideKick;
import dev.fencepost.model.vring.SplitRingModelAction.DeviceLooksAgain;
import dev.fencepost.model.vring.SplitRingModelAction.DisableCallbacks;
import dev.fencepost.model.vring.SplitRingModelAction.DisableKicks;
import dev.fencepost.model.vring.SplitRingModelAction.DriverLooksAgain;
import dev.fencepost.model.vring.SplitRingModelAction.EnableCallbacks;
import dev.fencepost.model.vring.SplitRingModelAction.EnableKicks;
import dev.fencepost.model.vring.SplitRingModelAction.Get;
import dev.fencepost.model.vring.SplitRingModelAction.Publish;
import dev.fencepost.model.vring.SplitRingModelAction.PublishUsed;
import dev.fencepost.model.vring.SplitRingModelAction.Reset;
import dev.fencepost.model.vring.SplitRingModelAction.Rewrite;
import dev.fencepost.model.vring.SplitRingModelAction.Take;
import dev.fencepost.model.vring.SplitRingModelAction.Use;
import dev.fencepost.model.vring.SplitRingModelState.Mode;

/** What an action of {@link SplitRingModel} looks like in a counterexample. */
final class SplitRingModelWords {
    private SplitRingModelWords() {}

    static String of(SplitRingModelState before, SplitRingModelAction action, SplitRingModelState after) {
        if (action instanceof Add add) {
            String table = add.ids().size() < add.segments().size() ? " indirect" : "";
            long writable = add.segments().stream().filter(s -> s.write()).count();
            return "add" + table + " " + add.ids() + ": " + (add.segments().size() - writable) + " to read, " + writable
                    + " to write";
        } else if (action instanceof Publish) {
            return "avail.idx = " + after.shared().availIdx();
        } else if (action instanceof DecideKick) {
            return after.shared().kick() && !before.shared().kick() ? "kick" : "no new kick";
        } else if (action instanceof Get) {
            return "get, last used " + after.driver().lastUsed();
        } else if (action instanceof DisableCallbacks) {
            return "disable callbacks";
        } else if (action instanceof EnableCallbacks enable) {
            return "enable callbacks" + (enable.delayed() ? ", delayed" : "") + ", from "
                    + after.driver().asked();
        } else if (action instanceof DriverLooksAgain) {
            return after.driver().mode() == Mode.ASLEEP ? "look again, sleep" : "look again, go on";
        } else if (action instanceof Rewrite rewrite) {
            return "rewrite desc[" + rewrite.id() + "].len = " + rewrite.length();
        } else if (action instanceof Reset) {
            return "reset";
        }
        return ofDevice(before, action, after);
    }

    private static String ofDevice(SplitRingModelState before, SplitRingModelAction action, SplitRingModelState after) {
        if (action instanceof Take) {
            return "take " + before.shared().avail().stream().findFirst().orElse(-1);
        } else if (action instanceof Use use) {
            return "use " + use.head() + ", length " + use.length()
                    + (use.buffers() > 1 ? ", closes " + use.buffers() : "");
        } else if (action instanceof PublishUsed) {
            return "used.idx = " + after.shared().usedIdx();
        } else if (action instanceof DecideInterrupt) {
            return after.shared().interrupt() && !before.shared().interrupt() ? "interrupt" : "no new interrupt";
        } else if (action instanceof DisableKicks) {
            return "disable kicks";
        } else if (action instanceof EnableKicks) {
            return "enable kicks, from " + after.device().lastAvail();
        } else if (action instanceof DeviceLooksAgain) {
            return after.device().mode() == Mode.ASLEEP ? "look again, sleep" : "look again, go on";
        }
        return "wake up";
    }
}
