package dev.fencepost.model.ring;

import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DeviceLooksAgain;
import dev.fencepost.model.ring.RingAction.DisableCallbacks;
import dev.fencepost.model.ring.RingAction.DisableKicks;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.Reset;
import dev.fencepost.model.ring.RingAction.Use;
import java.util.List;

/** What an action looks like in a counterexample, where it looks the same for both rings. */
public final class RingWords {
    private RingWords() {}

    public static String of(RingView before, RingAction action, RingView after) {
        if (action instanceof DecideKick) {
            return after.kick() && !before.kick() ? "kick" : "no new kick";
        } else if (action instanceof DisableCallbacks) {
            return "disable callbacks";
        } else if (action instanceof DriverLooksAgain) {
            return again(after.driver().mode());
        } else if (action instanceof Reset) {
            return "reset";
        } else if (action instanceof Use use) {
            return "use " + use.buffer() + ", length " + use.length()
                    + (use.buffers() > 1 ? ", closes " + use.buffers() : "");
        } else if (action instanceof DecideInterrupt) {
            return after.interrupt() && !before.interrupt() ? "interrupt" : "no new interrupt";
        } else if (action instanceof DisableKicks) {
            return "disable kicks";
        } else if (action instanceof DeviceLooksAgain) {
            return again(after.device().mode());
        }
        return "wake up";
    }

    private static String again(RingMode mode) {
        return mode == RingMode.ASLEEP ? "look again, sleep" : "look again, go on";
    }

    /** What a buffer consists of. */
    public static String of(List<RingSegment> segments) {
        long writable = segments.stream().filter(RingSegment::write).count();
        return segments.size() - writable + " to read, " + writable + " to write";
    }
}
