package dev.fencepost.model.spec;

/** A rule that somebody must obey: one of Fencepost's {@link Clause clauses}, or one that a protocol file declares. */
public interface Rule {
    /** Short and unique, for messages and files: letters and digits. */
    String name();

    /** Document and section, as messages cite them. */
    String citation();

    /** The rule in one sentence. */
    String sentence();
}
