package dev.fencepost.model.msix;

import dev.fencepost.model.msix.MsixModelAction.Control;
import dev.fencepost.model.msix.MsixModelAction.Decode;
import dev.fencepost.model.msix.MsixModelAction.Event;
import dev.fencepost.model.msix.MsixModelAction.Read;
import dev.fencepost.model.msix.MsixModelAction.Release;
import dev.fencepost.model.msix.MsixModelAction.Use;
import dev.fencepost.model.msix.MsixModelAction.Write;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an action of {@link MsixModel} looks like in a counterexample. */
final class MsixModelWords {
    private static final String[] FIELDS = {"addr.lo", "addr.hi", "data", "control"};

    private MsixModelWords() {}

    static String of(MsixModelAction action, MsixModelOutcome outcome) {
        String refused = outcome.bad()
                .map(bad -> " (refused: " + bad.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                .orElse("");
        String sent = outcome.messages().stream()
                .map(message -> "; sends message " + message.vector() + " = " + hex(message.data()))
                .collect(Collectors.joining());
        return text(action, outcome) + refused + sent;
    }

    private static String text(MsixModelAction action, MsixModelOutcome outcome) {
        if (action instanceof Read read) {
            return "read " + place(read.region(), read.offset(), read.size()) + " = " + hex(outcome.value());
        } else if (action instanceof Write write) {
            return place(write.region(), write.offset(), write.size()) + " = " + hex(write.value());
        } else if (action instanceof Control control) {
            return "enable = " + bit(control.enable()) + ", function mask = " + bit(control.functionMask());
        } else if (action instanceof Decode decode) {
            return "memory decode = " + bit(decode.on());
        } else if (action instanceof Event event) {
            return "event " + event.vector();
        } else if (action instanceof Use use) {
            return "use vector " + use.vector();
        } else if (action instanceof Release release) {
            return "release vector " + release.vector();
        }
        return "reset";
    }

    private static String place(MsixRegion region, int offset, int size) {
        if (region == MsixRegion.PBA) {
            return "pba+" + offset + (size == 4 ? "" : ":" + size);
        }
        String wide = size == 4 ? "" : ":" + size;
        return offset % 4 == 0
                ? "entry[" + offset / MsixRegion.ENTRY + "]." + FIELDS[offset % MsixRegion.ENTRY / 4] + wide
                : "table+" + offset + wide;
    }

    private static String hex(long value) {
        return value >= 0 && value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }
}
