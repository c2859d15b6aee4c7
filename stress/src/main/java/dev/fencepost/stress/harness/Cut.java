package dev.fencepost.stress.harness;

/** Something that actors share. Each use of it ends a step where another actor could notice: see {@link Steps}. */
interface Cut {
    /** Whether that actor could do now what it stands before; {@code kind} is what the thing gave to {@link Steps}. */
    boolean isPossible(int actor, int kind);

    /** That actor's step ended within its operation, which begins anew: what was done since the last use is undone. */
    void left(int actor);

    /** That actor's operation is over: what was kept for its replay goes. */
    void finished(int actor);
}
