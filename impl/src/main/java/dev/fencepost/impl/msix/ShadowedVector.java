package dev.fencepost.impl.msix;

/** What a hypervisor keeps of one vector of a guest. Its monitor is the lock of the interrupt. */
final class ShadowedVector {
    private final int[] message = new int[3];
    private int valid;
    private boolean known;
    private boolean dirty;
    private boolean guestMasked = true;
    private boolean hostMasked;
    private int replays;
    private boolean replaying;

    /** Whether the device model has bound it, from when on its accesses are intercepted. */
    boolean isKnown() {
        return known;
    }

    void bound() {
        known = true;
    }

    /** Everything is as at first. */
    void unbound() {
        known = false;
        valid = 0;
        dirty = false;
        guestMasked = true;
        hostMasked = false;
        replaying = false;
    }

    /** An unmask waits for the device model; returns its number. */
    int startReplay() {
        dirty = false;
        replaying = true;
        return ++replays;
    }

    /** Whether that unmask is still what the guest wants: no other write to the mask bit came meanwhile. */
    boolean endReplay(int number) {
        boolean wanted = replaying && replays == number;
        replaying &= !wanted;
        return wanted;
    }

    void latch(int index, int value) {
        message[index] = value;
        valid |= 1 << index;
        dirty = true;
    }

    void touch() {
        dirty = true;
    }

    boolean isValid(int index) {
        return (valid & 1 << index) != 0;
    }

    int message(int index) {
        return message[index];
    }

    boolean isDirty() {
        return dirty;
    }

    void guestMasks(boolean masked) {
        guestMasked = masked;
        replaying = false;
    }

    void hostMasks(boolean masked) {
        hostMasked = masked;
    }

    /** What the guest reads of vector control: its own mask, never the host's (M8). */
    int control() {
        return guestMasked ? 1 : 0;
    }

    /** What hardware must have (M8). */
    int physicalControl() {
        return guestMasked || hostMasked ? 1 : 0;
    }
}
