package dev.fencepost.model.msix.intercept;

/**
 * How much of a guest's MSI-X table a hypervisor answers itself, and how much reaches the device model, a process of
 * another domain, which costs a world switch each way.
 */
public enum Design {
    /** Nothing: every access reaches the device model. */
    NONE("none", false, false, false),
    /** Writes and reads of vector control: Xen before the patch of 2010. Writes of a mask end in the hypervisor. */
    MASKS("masks", true, false, false),
    /** Also reads of the messages that it saw written, as the patch of 2010 has it. */
    SHADOW_2010("shadow-2010", true, true, false),
    /** Reads as in 2010, but every write also goes on, so that the device model knows the mask: Xen today. */
    SHADOW_TODAY("shadow-today", true, true, true);

    private final String label;
    private final boolean masks;
    private final boolean messages;
    private final boolean forwards;

    Design(String label, boolean masks, boolean messages, boolean forwards) {
        this.label = label;
        this.masks = masks;
        this.messages = messages;
        this.forwards = forwards;
    }

    /** The name on the command line. */
    public String label() {
        return label;
    }

    /** Whether the hypervisor tracks vector control and answers reads of it. */
    public boolean answersMasks() {
        return masks;
    }

    /** Whether it answers reads of address and data. */
    public boolean answersMessages() {
        return messages;
    }

    /** Whether a write that it understood reaches the device model as well. */
    public boolean forwardsMasks() {
        return forwards;
    }
}
