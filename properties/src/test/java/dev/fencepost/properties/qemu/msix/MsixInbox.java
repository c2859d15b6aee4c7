package dev.fencepost.properties.qemu.msix;

import java.util.Arrays;

/** Where messages of our side land. */
final class MsixInbox {
    private final byte[] bytes = new byte[MsixSide.INBOX_BYTES];

    MsixInbox() {
        Arrays.fill(bytes, (byte) MsixSide.EMPTY);
    }

    /** A message comes; most addresses are somewhere else. */
    void receive(long address, int data) {
        for (int i = 0; i < Integer.BYTES; i++) {
            long at = address + i - MsixSide.INBOX;
            if (at >= 0 && at < bytes.length) {
                bytes[(int) at] = (byte) (data >>> 8 * i);
            }
        }
    }

    byte[] take() {
        byte[] taken = bytes.clone();
        Arrays.fill(bytes, (byte) MsixSide.EMPTY);
        return taken;
    }
}
