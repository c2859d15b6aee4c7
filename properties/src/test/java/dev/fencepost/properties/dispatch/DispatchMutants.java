package dev.fencepost.properties.dispatch;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.mutants.Mutant;
import java.util.List;

/** Dispatchers with a mechanism less: each breaks a rule, and is found by that rule. */
public final class DispatchMutants {
    private static final List<Mutant> ALL = List.of(
            mutant(
                    "a guard for the first region only",
                    "Dispatcher",
                    "enter(thread, number, guarded);",
                    "enter(thread, number, guarded && regionNumber == 0);",
                    Clause.Q5),
            mutant(
                    "a guard that is not looked at",
                    "Dispatcher",
                    "if (memory.load32(Mode.PLAIN, layout.engaged(number)) != 0) {",
                    "if (false) {",
                    Clause.Q5),
            mutant(
                    "a view that is used anew at once",
                    "FlatViews",
                    "if (epochs.isReusable(replaced)) {",
                    "if (true) {",
                    Clause.Q3),
            mutant(
                    "readers of the epoch before are not waited for",
                    "Epochs",
                    "since != NOT_READING && since < epoch",
                    "since != NOT_READING && since + 1 < epoch",
                    Clause.Q8),
            mutant(
                    "readers of this epoch are waited for",
                    "Epochs",
                    "since != NOT_READING && since < epoch",
                    "since != NOT_READING && since <= epoch",
                    Clause.Q3),
            mutant(
                    "the first reader is not looked at",
                    "Epochs",
                    "for (int thread = 0; thread < layout.threads(); thread++) {",
                    "for (int thread = 1; thread < layout.threads(); thread++) {",
                    Clause.Q3),
            mutant(
                    "an unplugged device is not hidden",
                    "Topology",
                    "memory.store32(Mode.OPAQUE, layout.realized(number), 0);",
                    "",
                    Clause.Q9),
            mutant(
                    "a queue is served when it was handed over meanwhile",
                    "Dispatcher",
                    "if (doorbells.isStarted(number)) {",
                    "if (false) {",
                    Clause.Q8),
            mutant(
                    "who is kicked at the last moment is forgotten",
                    "Topology",
                    "if (doorbells.accept(number)) {",
                    "if (false) {",
                    Clause.Q8),
            mutant(
                    "put-off writes keep their lock",
                    "Dispatcher",
                    "        if (thread.lockedDevice() == NO_DEVICE) {\n            thread.catchUp(this);",
                    "        if (false) {\n            thread.catchUp(this);",
                    Clause.Q6),
            mutant(
                    "what was kept is not passed on first",
                    "Dispatcher",
                    "        if (region.locking() == Locking.GLOBAL) {\n            flushKept(thread);",
                    "        if (false) {\n            flushKept(thread);",
                    Clause.Q7));

    private DispatchMutants() {}

    /** All of them. */
    public static List<Mutant> all() {
        return ALL;
    }

    private static Mutant mutant(String name, String type, String from, String to, Clause clause) {
        return new Mutant(name, "dispatch." + type, from, to, clause, DispatchRules.class);
    }
}
