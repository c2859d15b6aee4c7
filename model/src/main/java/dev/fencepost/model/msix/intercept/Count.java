package dev.fencepost.model.msix.intercept;

/**
 * Accesses to the table that reach the device model for each interrupt that finds its handler running.
 *
 * @param reads of them, 0 to 1 in Linux's flow
 * @param writes of them, 0 to 2 in Linux's flow
 */
public record Count(double reads, double writes) {
    private static final int VECTORS = 4;
    private static final int INTERRUPTS = 100;

    /** Where counts come from. */
    public interface Counter {
        /** Accesses that reach the device model in that design. */
        Count count(Design design);
    }

    /** Lets {@link LinuxFlow} handle interrupts of a few vectors that all find their handlers running. */
    public static Count ofLinux(Design design) {
        LinuxFlow flow = new LinuxFlow(design, VECTORS);
        for (int i = 0; i < INTERRUPTS; i++) {
            int vector = i % VECTORS;
            flow.interrupt(vector);
            flow.interrupt(vector);
            flow.handled(vector);
            flow.handled(vector);
        }
        return new Count(flow.readsThatReach() / (double) INTERRUPTS, flow.writesThatReach() / (double) INTERRUPTS);
    }

    /** Reads and writes together. */
    public double all() {
        return reads + writes;
    }
}
