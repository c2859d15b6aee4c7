package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.stress.harness.Owners;

/** The topology belongs to the main loop: what others may read there, and what nobody else looks at. */
final class DispatchHarnessOwners extends Owners {
    private final DispatchLayout layout;
    private final int main;
    private final boolean handsOver;

    /** For a dispatcher whose topology only that actor changes; whether it hands queues over meanwhile. */
    DispatchHarnessOwners(DispatchLayout layout, int main, boolean handsOver) {
        this.layout = layout;
        this.main = main;
        this.handsOver = handsOver;
    }

    @Override
    public int writer(int offset) {
        if (offset == layout.current() || offset == layout.epoch() || isInAView(offset)) {
            return main;
        }
        for (int device = 0; device < layout.devices(); device++) {
            if (offset == layout.realized(device) || offset == layout.state(device)) {
                return main;
            }
            if (offset == layout.started(device) || offset == layout.attached(device)) {
                return handsOver ? main : NOBODY;
            }
        }
        return offset == layout.kicked(DispatchHarness.GOING_NUMBER) ? NOBODY : user(offset);
    }

    private boolean isInAView(int offset) {
        int first = layout.viewCount(0);
        return offset >= first && offset < first + DispatchLayout.VIEWS * layout.viewSize();
    }

    @Override
    public int user(int offset) {
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            if (offset == layout.viewReplaced(view)) {
                return main;
            }
        }
        for (int device = 0; device < layout.devices(); device++) {
            if (offset == layout.unpluggedIn(device)) {
                return main;
            }
        }
        return ANYBODY;
    }
}
