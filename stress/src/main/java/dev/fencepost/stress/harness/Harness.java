package dev.fencepost.stress.harness;

import gov.nasa.jpf.vm.Verify;

/**
 * Code of the implementation as a step machine: two to four actors on one thread, and a choice of who moves next. A
 * move is the beginning of an operation, a step of the one that an actor is in the middle of ({@link Steps} says how
 * long a step is), or one store becoming visible. What is wrong is thrown as {@link HarnessViolation}: by an actor, by
 * {@link #check} after any move, or because nobody can move and {@link #stuck} says that somebody should.
 *
 * <p>Java PathFinder makes the choices where {@code main} of a subclass runs in it; an explorer of ours makes the same
 * ones through {@link #choices} and {@link #choose}. Both count the states in which there is something to choose, and
 * the last ones.
 */
public abstract class Harness {
    /** Printed wherever a run reaches its end: without it, nothing was run. */
    public static final String END = "fencepost harness: this is an end";

    /** More moves than there can be without a choice. */
    private static final int ALONE = 10_000;

    private static final int REHEARSALS = 12;

    /** What is explored where Java PathFinder makes the choices; static, so that it is part of its states. */
    private static Harness explored;

    private Steps steps;
    private StoreBufferMemory memory;
    private Program[] actors;
    private Snapshot[] snapshots;
    private Journal journal;
    private Words words;

    /** Makes a harness before its first move. */
    public interface Maker {
        /** {@code journal} hears of every access, or is null. */
        Harness make(Journal journal);
    }

    /** For subclasses, whose constructors end with {@link #actors}. */
    public Harness() {}

    /**
     * What moves.
     *
     * @param newSteps how operations are cut
     * @param newMemory what the actors share, one of the cuts; null where that is no memory
     * @param newJournal hears what happens, or is null
     * @param newWords the names of the actors
     */
    public final void actors(
            Steps newSteps, StoreBufferMemory newMemory, Journal newJournal, Words newWords, Program... programs) {
        steps = newSteps;
        memory = newMemory;
        journal = newJournal;
        words = newWords;
        actors = programs;
        if (programs.length != newSteps.actors()) {
            throw new IllegalArgumentException(programs.length + " programs for " + newSteps.actors() + " actors");
        }
        snapshots = new Snapshot[actors.length];
        for (int i = 0; i < actors.length; i++) {
            snapshots[i] = Snapshot.of(actors[i], leftOut());
        }
    }

    /** What a step that is taken back does not take back. */
    private Object[] leftOut() {
        Object[] cuts = steps.cuts();
        Object[] all = new Object[2 * cuts.length + 1];
        System.arraycopy(cuts, 0, all, 0, cuts.length);
        all[2 * cuts.length] = steps;
        for (int i = 0; i < cuts.length; i++) {
            // What a lock guards is taken back by the lock alone.
            Object guarded = cuts[i] instanceof HarnessLock ? ((HarnessLock) cuts[i]).guarded() : null;
            all[cuts.length + i] = guarded == null ? steps : guarded;
        }
        return all;
    }

    /** Everything that makes up a state. */
    final Object[] parts() {
        return new Object[] {this, actors, steps};
    }

    /** Why a state in which nobody can move is wrong; null where everything is done. */
    public abstract String stuck();

    /**
     * What must be true between any two moves.
     *
     * @throws HarnessViolation if it is not
     */
    public void check() {}

    /** Whether the implementation throws this where a rule is broken; otherwise it is a fault of the harness. */
    public boolean isFinding(RuntimeException thrown) {
        return false;
    }

    /**
     * Goes on for as long as there is only one move.
     *
     * @return how many moves there are then, 2 or more; 0 at the end
     * @throws HarnessViolation if something is wrong
     */
    public final int choices() {
        int moves = moves();
        for (int i = 0; moves == 1; i++) {
            if (i == ALONE) {
                throw new IllegalStateException("an actor goes on for ever without the others");
            }
            choose(0);
            moves = moves();
        }
        String wrong = moves == 0 ? stuck() : null;
        if (wrong != null) {
            throw new HarnessViolation(wrong);
        }
        return moves;
    }

    /**
     * Makes move {@code move} of those that there are, from 0.
     *
     * @throws HarnessViolation if something is wrong
     */
    public final void choose(int move) {
        try {
            make(move);
            check();
        } catch (RuntimeException thrown) {
            if (isFinding(thrown)) {
                throw new HarnessViolation(thrown.getMessage());
            }
            throw thrown;
        }
    }

    private void make(int move) {
        int left = move;
        for (int actor = 0; actor < actors.length; actor++) {
            int ways = ways(actor);
            if (left < ways) {
                step(actor, left);
                return;
            }
            left -= ways;
            int leaving = leaving(actor);
            if (left < leaving) {
                memory.leave(actor, left);
                return;
            }
            left -= leaving;
        }
        throw new IllegalArgumentException("there is no move " + move);
    }

    private int moves() {
        int moves = 0;
        for (int actor = 0; actor < actors.length; actor++) {
            moves += ways(actor) + leaving(actor);
        }
        return moves;
    }

    private int ways(int actor) {
        if (steps.isBetweenOperations(actor)) {
            return actors[actor].ways(memory == null || memory.isDrained(actor));
        }
        return steps.canGoOn(actor) ? 1 : 0;
    }

    private int leaving(int actor) {
        return memory == null ? 0 : memory.leaving(actor);
    }

    private void step(int actor, int chosen) {
        boolean begins = steps.isBetweenOperations(actor);
        int way = begins ? chosen : steps.way(actor);
        Object before = snapshots[actor].save();
        if (journal != null && begins) {
            journal.line(words.says(actor, actors[actor].at()));
        }
        steps.resume(actor, way);
        try {
            actors[actor].run(way);
            steps.finish(actor);
        } catch (Yield notYet) {
            snapshots[actor].restore(before);
            steps.leave(actor);
        }
        steps.pause();
    }

    /** Runs under Java PathFinder; {@code aloud} prints every access, which takes most of its time then. */
    public static void run(Maker maker, boolean aloud) {
        try {
            rehearse(maker);
            explored = maker.make(aloud ? System.out::println : null);
            while (turn()) {}
        } catch (HarnessViolation wrong) {
            // Has the stack trace that Java PathFinder cannot do without.
            throw new AssertionError(wrong.getMessage());
        }
        System.out.println(END);
    }

    /**
     * Some runs of which nothing is asked, so that no class is loaded later: that would be a difference between states.
     * The first and the last way each time, then as numbers fall.
     */
    private static void rehearse(Maker maker) {
        for (int i = 0; i < REHEARSALS; i++) {
            try {
                rehearse(maker.make(null), i);
            } catch (HarnessViolation foundAgainLater) {
                continue;
            }
        }
    }

    private static void rehearse(Harness rehearsal, int kind) {
        int number = kind;
        int choices = rehearsal.choices();
        for (int turns = 0; turns < ALONE && choices != 0; turns++) {
            number = number * 1_103_515_245 + 12_345;
            rehearsal.choose(kind == 0 ? 0 : kind == 1 ? choices - 1 : (number >>> 16) % choices);
            choices = rehearsal.choices();
        }
    }

    private static boolean turn() {
        int choices = explored.choices();
        if (choices != 0) {
            explored.choose(pick(choices));
        }
        return choices != 0;
    }

    /** On its own, so that nothing else is on the stack of a state. */
    private static int pick(int choices) {
        return Verify.getInt(0, choices - 1);
    }
}
