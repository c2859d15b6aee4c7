package dev.fencepost.model.msix.table;

import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Write;
import dev.fencepost.model.msix.table.State.Vector;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a capability takes care of. Each is needed: what goes wrong without it, the machine finds. */
public enum Precaution {
    /** An event that comes while the vector is masked becomes pending, and is not lost. */
    PENDING_LATCHED(Clause.M2) {
        @Override
        boolean concerns(State before, Action action) {
            return action instanceof Event event && before.masked(event.vector());
        }

        @Override
        Outcome left(State before, Outcome right) {
            return outcome(before, List.of());
        }
    },
    /** An event of a vector that a mask of the function stops is not sent. */
    FUNCTION_MASK_HEEDED(Clause.M1) {
        @Override
        boolean concerns(State before, Action action) {
            return action instanceof Event event
                    && before.enable()
                    && before.functionMask()
                    && !before.vectors().get(event.vector()).masked()
                    && before.vectors().get(event.vector()).uses() > 0;
        }

        @Override
        Outcome left(State before, Outcome right) {
            for (int vector = 0; vector < before.vectors().size(); vector++) {
                if (!before.vectors().get(vector).masked()
                        && !before.vectors()
                                .get(vector)
                                .equals(right.state().vectors().get(vector))) {
                    return outcome(before, List.of(before.message(vector)));
                }
            }
            return right; // it was pending already
        }
    },
    /** What is pending is sent when its vector's mask falls. */
    UNMASK_SENDS(Clause.M3) {
        @Override
        boolean concerns(State before, Action action) {
            return action instanceof Write;
        }

        @Override
        Outcome left(State before, Outcome right) {
            return right.messages().isEmpty() ? right : outcome(right.state(), List.of());
        }
    },
    /** What is pending is sent when the function's mask falls. */
    FUNCTION_UNMASK_SENDS(Clause.M3) {
        @Override
        boolean concerns(State before, Action action) {
            return action instanceof Control;
        }

        @Override
        Outcome left(State before, Outcome right) {
            return right.messages().isEmpty() ? right : outcome(right.state(), List.of());
        }
    },
    /** What is pending is sent once. */
    SENT_ONCE(Clause.M3) {
        @Override
        boolean concerns(State before, Action action) {
            return action instanceof Write || action instanceof Control;
        }

        @Override
        Outcome left(State before, Outcome right) {
            List<Message> twice = new ArrayList<>(right.messages());
            twice.addAll(right.messages());
            return right.messages().isEmpty() ? right : outcome(right.state(), twice);
        }
    },
    /** Nothing is pending of a vector that nobody uses any more. */
    RELEASE_CLEARS(Clause.M4) {
        @Override
        boolean concerns(State before, Action action) {
            return action instanceof Release;
        }

        @Override
        Outcome left(State before, Outcome right) {
            List<Vector> vectors = new ArrayList<>();
            for (int i = 0; i < before.vectors().size(); i++) {
                Vector now = right.state().vectors().get(i);
                vectors.add(new Vector(
                        now.addressLow(),
                        now.addressHigh(),
                        now.data(),
                        now.control(),
                        before.vectors().get(i).pending(),
                        now.uses()));
            }
            State state = right.state();
            return outcome(new State(vectors, state.enable(), state.functionMask(), state.decode()), right.messages());
        }
    };

    private final Clause clause;

    Precaution(Clause clause) {
        this.clause = clause;
    }

    /** The rule that demands it. What breaks without it may be another one. */
    public Clause clause() {
        return clause;
    }

    /** Whether an action comes out differently without it. */
    abstract boolean concerns(State before, Action action);

    /** What comes of the action without it, given what comes of it with it. */
    abstract Outcome left(State before, Outcome right);

    private static Outcome outcome(State state, List<Message> messages) {
        return new Outcome(state, 0, Optional.empty(), messages);
    }
}
