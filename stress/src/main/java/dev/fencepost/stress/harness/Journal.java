package dev.fencepost.stress.harness;

/** Hears what happens, one line an access: for counterexamples. */
public interface Journal {
    /** Takes a line without its end. */
    void line(String text);
}
