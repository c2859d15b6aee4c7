package dev.fencepost.model.msix;

import dev.fencepost.model.msix.MsixModelAction.Control;
import dev.fencepost.model.msix.MsixModelAction.Event;
import dev.fencepost.model.msix.MsixModelAction.Release;
import dev.fencepost.model.msix.MsixModelAction.Write;
import dev.fencepost.model.msix.MsixModelState.Vector;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a capability takes care of. Each is needed: what goes wrong without it, the machine finds. */
public enum MsixPrecaution {
    /** An event that comes while the vector is masked becomes pending, and is not lost. */
    PENDING_LATCHED(Clause.M2) {
        @Override
        boolean concerns(MsixModelState before, MsixModelAction action) {
            return action instanceof Event event && before.masked(event.vector());
        }

        @Override
        MsixModelOutcome left(MsixModelState before, MsixModelOutcome right) {
            return outcome(before, List.of());
        }
    },
    /** An event of a vector that a mask of the function stops is not sent. */
    FUNCTION_MASK_HEEDED(Clause.M1) {
        @Override
        boolean concerns(MsixModelState before, MsixModelAction action) {
            return action instanceof Event event
                    && before.enable()
                    && before.functionMask()
                    && !before.vectors().get(event.vector()).masked()
                    && before.vectors().get(event.vector()).uses() > 0;
        }

        @Override
        MsixModelOutcome left(MsixModelState before, MsixModelOutcome right) {
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
        boolean concerns(MsixModelState before, MsixModelAction action) {
            return action instanceof Write;
        }

        @Override
        MsixModelOutcome left(MsixModelState before, MsixModelOutcome right) {
            return right.messages().isEmpty() ? right : outcome(right.state(), List.of());
        }
    },
    /** What is pending is sent when the function's mask falls. */
    FUNCTION_UNMASK_SENDS(Clause.M3) {
        @Override
        boolean concerns(MsixModelState before, MsixModelAction action) {
            return action instanceof Control;
        }

        @Override
        MsixModelOutcome left(MsixModelState before, MsixModelOutcome right) {
            return right.messages().isEmpty() ? right : outcome(right.state(), List.of());
        }
    },
    /** What is pending is sent once. */
    SENT_ONCE(Clause.M3) {
        @Override
        boolean concerns(MsixModelState before, MsixModelAction action) {
            return action instanceof Write || action instanceof Control;
        }

        @Override
        MsixModelOutcome left(MsixModelState before, MsixModelOutcome right) {
            List<MsixMessage> twice = new ArrayList<>(right.messages());
            twice.addAll(right.messages());
            return right.messages().isEmpty() ? right : outcome(right.state(), twice);
        }
    },
    /** Nothing is pending of a vector that nobody uses any more. */
    RELEASE_CLEARS(Clause.M4) {
        @Override
        boolean concerns(MsixModelState before, MsixModelAction action) {
            return action instanceof Release;
        }

        @Override
        MsixModelOutcome left(MsixModelState before, MsixModelOutcome right) {
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
            MsixModelState state = right.state();
            return outcome(
                    new MsixModelState(vectors, state.enable(), state.functionMask(), state.decode()),
                    right.messages());
        }
    };

    private final Clause clause;

    MsixPrecaution(Clause clause) {
        this.clause = clause;
    }

    /** The rule that demands it. What breaks without it may be another one. */
    public Clause clause() {
        return clause;
    }

    /** Whether an action comes out differently without it. */
    abstract boolean concerns(MsixModelState before, MsixModelAction action);

    /** What comes of the action without it, given what comes of it with it. */
    abstract MsixModelOutcome left(MsixModelState before, MsixModelOutcome right);

    private static MsixModelOutcome outcome(MsixModelState state, List<MsixMessage> messages) {
        return new MsixModelOutcome(state, 0, Optional.empty(), messages);
    }
}
