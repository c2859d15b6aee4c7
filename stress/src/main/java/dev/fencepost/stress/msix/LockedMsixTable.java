package dev.fencepost.stress.msix;

import dev.fencepost.impl.msix.MessageSink;

/**
 * The yardstick of {@link MsixBenchmark}: an MSI-X table in plain fields, all of whose operations take one lock, as a
 * device model under a big lock has it. What {@link dev.fencepost.impl.msix.MsixTable} does, for sound accesses.
 */
final class LockedMsixTable {
    private static final int DWORDS = 4;
    private static final int CONTROL = 3;

    private final MessageSink sink;
    private final int[] table;
    private final boolean[] pending;
    private boolean open;

    /** A table of that many vectors, all masked, the function closed. */
    LockedMsixTable(int vectors, MessageSink sink) {
        this.sink = sink;
        table = new int[DWORDS * vectors];
        pending = new boolean[vectors];
        for (int vector = 0; vector < vectors; vector++) {
            table[DWORDS * vector + CONTROL] = 1;
        }
    }

    /** The device has something to tell. */
    synchronized void event(int vector) {
        if (open && !masked(vector)) {
            send(vector);
        } else {
            pending[vector] = true;
        }
    }

    /** Software writes a double word, at {@code offset} in bytes. */
    synchronized void write(int offset, int value) {
        int vector = offset / Integer.BYTES / DWORDS;
        table[offset / Integer.BYTES] = value;
        sendPending(vector);
    }

    /** Software opens or closes the function. */
    synchronized void control(boolean opened) {
        open = opened;
        for (int vector = 0; vector < pending.length; vector++) {
            sendPending(vector);
        }
    }

    private boolean masked(int vector) {
        return (table[DWORDS * vector + CONTROL] & 1) != 0;
    }

    private void sendPending(int vector) {
        if (pending[vector] && open && !masked(vector)) {
            pending[vector] = false;
            send(vector);
        }
    }

    private void send(int vector) {
        int at = DWORDS * vector;
        long address = (long) table[at + 1] << Integer.SIZE | table[at] & 0xffff_ffffL;
        sink.send(vector, address, table[at + 2]);
    }
}
