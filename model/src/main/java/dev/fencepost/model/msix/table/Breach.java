package dev.fencepost.model.msix.table;

import dev.fencepost.model.spec.Clause;

/** What {@link Witness} can find wrong with an action. */
public enum Breach {
    /** Nothing. */
    NONE(null, "nothing"),
    /** After a reset. */
    RESET_LEAVES(Clause.M1, "after a reset every vector is masked, nothing is pending, and MSI-X is off"),
    /** A mask that does not mask. */
    SENT_WHILE_MASKED(Clause.M2, "no message is sent while its vector, its function or a disabled MSI-X masks it"),
    /** An interrupt too few. */
    LOST(Clause.M2, "an event is sent at once if nothing masks it, and is pending if something does"),
    /** An interrupt too many. */
    SENT_WITHOUT_CAUSE(Clause.M3, "each event, or what is pending of any number of them, is sent exactly once"),
    /** An interrupt that waits for nothing. */
    PENDING_UNMASKED(Clause.M3, "what is pending is sent as soon as the mask falls"),
    /** A pending bit that outlives its vector, or one out of nowhere. */
    PENDING_WITHOUT_EVENT(Clause.M4, "a bit is pending only for an event of a vector in use, never by a write"),
    /** A message of another time. */
    WRONG_MESSAGE(Clause.M5, "a message says what software wrote last"),
    /** A refused access that does something. */
    BAD_ACCESS_ACTS(Clause.M6, "an access that is not an aligned double or quad word in range changes nothing"),
    /** A qword that is not its dwords. */
    QWORD_DIFFERS(Clause.M6, "a quad word reads and writes what its two double words would"),
    /** An access without decode. */
    DECODE_IGNORED(Clause.M9, "with memory decode off nothing answers and nothing changes");

    private final Clause clause;
    private final String sentence;

    Breach(Clause clause, String sentence) {
        this.clause = clause;
        this.sentence = sentence;
    }

    /** The rule that it breaks; null for {@link #NONE}. */
    public Clause clause() {
        return clause;
    }

    /** What should have been, in one sentence. */
    public String sentence() {
        return sentence;
    }
}
