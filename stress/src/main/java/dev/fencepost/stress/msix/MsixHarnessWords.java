package dev.fencepost.stress.msix;

import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.stress.harness.Words;

/** Places of an MSI-X table of one vector. */
final class MsixHarnessWords extends Words {
    private static final String[] FIELDS = {"address low", "address high", "data", "control as written"};

    private final MsixLayout layout;
    private final int cause;

    /** Names for a table, with the device's own memory at {@code cause}. */
    MsixHarnessWords(MsixLayout layout, int cause) {
        super("device", "guest", "configuration");
        this.layout = layout;
        this.cause = cause;
    }

    @Override
    public String name(int offset) {
        if (offset == layout.state(0)) {
            return "state";
        } else if (offset == layout.function()) {
            return "function";
        } else if (offset == layout.decode()) {
            return "decode";
        } else if (offset == layout.orphans()) {
            return "orphans";
        }
        return offset == cause ? "cause" : FIELDS[offset / 4];
    }
}
