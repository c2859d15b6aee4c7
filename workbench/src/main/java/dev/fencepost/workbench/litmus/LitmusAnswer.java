package dev.fencepost.workbench.litmus;

import dev.fencepost.model.litmus.LitmusSummary;

/** What became of one file. */
sealed interface LitmusAnswer {
    /** The file as it was named. */
    String file();

    /** Every execution was visited, up to the bounds of loops. */
    record Judged(String file, LitmusSummary summary, double seconds) implements LitmusAnswer {}

    /** The time limit was hit. What was found so far is a part of the truth only. */
    record TimedOut(String file, LitmusSummary summary, double seconds) implements LitmusAnswer {}

    /** The file cannot be read, or means nothing; {@code line} and {@code column} are 0 where it has no such place. */
    record Refused(String file, int line, int column, String message) implements LitmusAnswer {}

    /** The tool itself failed on this file. */
    record Failed(String file, Throwable fault) implements LitmusAnswer {}
}
