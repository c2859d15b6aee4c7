package dev.fencepost.properties.grant.persistent;

import dev.fencepost.model.grant.persistent.Action;
import dev.fencepost.model.grant.persistent.Action.Kind;
import dev.fencepost.model.grant.persistent.PersistentGrantModel;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.grant.persistent.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A history: at each step one of the actions that the model allows, which implementation and model then both do. What
 * can be seen of the two must stay the same, and the implementation must not be caught at a fault. What the model does
 * not allow because it has to wait, the implementation is asked all the same: it must refuse, and change nothing.
 */
final class PersistentGrantHistory {
    /** What happens often, and what seldom. */
    private static final List<Kind> LIKELY =
            List.of(Kind.SUBMIT, Kind.CHECK, Kind.RESOLVE, Kind.RESOLVE, Kind.FINISH, Kind.COMPLETE);

    private static final List<Kind> ALSO = List.of(Kind.TICK, Kind.PICK, Kind.UNMAP, Kind.FORGE, Kind.FORGE_HANDLE);
    private static final List<Kind> SELDOM = List.of(Kind.DISCONNECT);
    private static final List<Kind> DRAINING = List.of(Kind.CONNECT, Kind.CLOSE);

    private final PersistentGrantModel model;
    private final PersistentGrantPeer peer;
    private final Setup setup;
    private final List<Action> done = new ArrayList<>();
    private long[] state;

    PersistentGrantHistory(Setup setup, Function<Setup, PersistentGrantPeer> peers) {
        this.setup = setup;
        model = new PersistentGrantModel(setup);
        peer = peers.apply(setup);
        state = model.first();
    }

    /** The actions so far. */
    List<Action> done() {
        return done;
    }

    PersistentGrantPeer peer() {
        return peer;
    }

    /** Takes steps by chance; what differs then, if anything does. */
    Optional<String> run(long seed, int steps) {
        Random random = new Random(seed);
        for (int i = 0; i < steps; i++) {
            Optional<String> wrong =
                    next(random).flatMap(action -> isPossible(action) ? step(action) : refusal(action));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** Takes these steps, leaving out those that the model does not allow. */
    Optional<String> replay(List<Action> actions) {
        for (Action action : actions) {
            Optional<String> wrong = isPossible(action) ? step(action) : refusal(action);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> refusal(Action action) {
        if (!peer.canRefuse(action)) {
            return Optional.empty();
        }
        Optional<String> wrong =
                peer.refuses(action) ? compare(action) : Optional.of(action + ": the model refuses it");
        wrong.ifPresent(any -> done.add(action)); // otherwise nothing was done
        return wrong;
    }

    private Optional<Action> next(Random random) {
        for (int tries = 0; tries < 40; tries++) {
            int dice = random.nextInt(40);
            List<Kind> kinds = dice == 0 ? SELDOM : dice < 8 ? ALSO : dice < 12 ? DRAINING : LIKELY;
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            int device = random.nextInt(setup.devices());
            Action action = Action.of(kind, argument(kind, random, device), device);
            if (isPossible(action) || peer.canRefuse(action)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private int argument(Kind kind, Random random, int device) {
        return switch (kind) {
            case SUBMIT -> 1 + random.nextInt(setup.segments());
            case CHECK, RESOLVE, FINISH, COMPLETE -> random.nextInt(setup.requests());
            case FORGE, FORGE_HANDLE -> random.nextInt(setup.pages());
            case CONNECT, DISCONNECT, CLOSE -> device;
            default -> 0;
        };
    }

    private boolean isPossible(Action action) {
        return model.apply(state.clone(), action);
    }

    private Optional<String> step(Action action) {
        model.apply(state, action);
        done.add(action);
        if (!peer.apply(action)) {
            return Optional.of(action + ": the implementation waits, the model does not");
        }
        if (!peer.faults.isEmpty()) {
            return Optional.of(action + ": " + peer.faults.get(0));
        }
        return compare(action);
    }

    private Optional<String> compare(Action action) {
        View expected = withoutPurged(model.view(state));
        View actual = peer.view();
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(action + ": the model shows " + expected + ", the implementation " + actual);
    }

    private static View withoutPurged(View view) {
        return new View(
                view.pool(), view.granted(), view.mapped(), view.idle(), List.of(), view.inUse(), view.failed());
    }

    /** The shortest history that still goes wrong, by leaving out steps. */
    static List<Action> shrink(Setup setup, Function<Setup, PersistentGrantPeer> peers, List<Action> actions) {
        List<Action> shortest = new ArrayList<>(actions);
        for (int length = shortest.size() / 2; length > 0; length = length == 1 ? 0 : (length + 1) / 2) {
            for (int from = 0; from + length <= shortest.size(); ) {
                List<Action> shorter = new ArrayList<>(shortest);
                shorter.subList(from, from + length).clear();
                PersistentGrantHistory history = new PersistentGrantHistory(setup, peers);
                if (history.replay(shorter).isPresent()) {
                    shortest = new ArrayList<>(history.done());
                } else {
                    from += length;
                }
            }
        }
        return shortest;
    }
}
