package dev.fencepost.impl.msix;

/** Where messages go: a bus, an interrupt controller, a page that a test looks at. */
@FunctionalInterface
public interface MessageSink {
    /**
     * Writes {@code data} to {@code address}. Called while the vector is claimed, by whichever thread found that the
     * message is due; must neither throw nor call the table it belongs to.
     */
    void send(int vector, long address, int data);
}
