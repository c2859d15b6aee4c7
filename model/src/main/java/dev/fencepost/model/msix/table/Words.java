package dev.fencepost.model.msix.table;

import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Decode;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Use;
import dev.fencepost.model.msix.table.Action.Write;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an action of {@link MsixModel} looks like in a counterexample. */
final class Words {
    private static final String[] FIELDS = {"addr.lo", "addr.hi", "data", "control"};

    private Words() {}

    static String of(Action action, Outcome outcome) {
        String refused = outcome.bad()
                .map(bad -> " (refused: " + bad.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                .orElse("");
        String sent = outcome.messages().stream()
                .map(message -> "; sends message " + message.vector() + " = " + hex(message.data()))
                .collect(Collectors.joining());
        return text(action, outcome) + refused + sent;
    }

    private static String text(Action action, Outcome outcome) {
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

    private static String place(Region region, int offset, int size) {
        if (region == Region.PBA) {
            return "pba+" + offset + (size == 4 ? "" : ":" + size);
        }
        String wide = size == 4 ? "" : ":" + size;
        return offset % 4 == 0
                ? "entry[" + offset / Region.ENTRY + "]." + FIELDS[offset % Region.ENTRY / 4] + wide
                : "table+" + offset + wide;
    }

    private static String hex(long value) {
        return value >= 0 && value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }
}
