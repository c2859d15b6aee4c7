package dev.fencepost.model.ring;

import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DeviceLooksAgain;
import dev.fencepost.model.ring.RingAction.DeviceWakes;
import dev.fencepost.model.ring.RingAction.DisableCallbacks;
import dev.fencepost.model.ring.RingAction.DisableKicks;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.DriverWakes;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Reset;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingView.Held;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions that an exploration tries in a state; those that are not possible there are refused. Buffers have a
 * readable segment, a writable one, or both, of one byte each; the device writes all or nothing. How a buffer is added
 * is each ring's own.
 *
 * @param <S> a state of that ring
 */
public abstract class RingChoices<S extends RingView> {
    public static final RingSegment READ = new RingSegment(1, false);
    static final RingSegment WRITE = new RingSegment(1, true);
    public static final List<List<RingSegment>> SHAPES = List.of(List.of(READ), List.of(WRITE), List.of(READ, WRITE));
    private static final int REWRITTEN = 2;

    private final RingBounds bounds;
    private final boolean inOrder;

    public RingChoices(RingBounds bounds, boolean inOrder) {
        this.bounds = bounds;
        this.inOrder = inOrder;
    }

    /** How a buffer can be added, as far as there is room. */
    public abstract void adds(S state, List<RingAction> choices);

    /** Whether the device can ask for no kicks, and has not. */
    public abstract boolean canDisableKicks(S state);

    final List<RingAction> in(S state) {
        List<RingAction> choices = new ArrayList<>();
        if (bounds.buffers() == 0 || state.history().added() < bounds.buffers()) {
            adds(state, choices);
        }
        driver(state, choices);
        device(state, choices);
        return choices;
    }

    private void driver(S s, List<RingAction> choices) {
        if (s.toPublish()) {
            choices.add(new Publish());
        }
        if (s.toDecideKick()) {
            choices.add(new DecideKick());
        }
        switch (s.driver().mode()) {
            case ASKED -> choices.add(new DriverLooksAgain());
            case ASLEEP -> choices.add(new DriverWakes());
            case AWAKE -> {
                choices.add(new Get());
                choices.add(new EnableCallbacks(false));
                choices.add(new EnableCallbacks(true));
                if (s.driver().callbacks()) {
                    choices.add(new DisableCallbacks());
                }
            }
        }
        if (s.history().rewrites() < bounds.rewrites()) {
            s.device().taken().forEach(held -> choices.add(new Rewrite(held.buffer(), REWRITTEN)));
        }
        if (s.history().resets() < bounds.resets()) {
            choices.add(new Reset());
        }
    }

    private void device(S s, List<RingAction> choices) {
        List<? extends Held> held = s.device().taken();
        for (int i = 0; i < held.size(); i++) {
            int buffers = inOrder ? i + 1 : 1;
            choices.add(new Use(held.get(i).buffer(), 0, buffers));
            if (held.get(i).writable() > 0) {
                choices.add(new Use(held.get(i).buffer(), held.get(i).writable(), buffers));
            }
        }
        if (s.toPublishUsed()) {
            choices.add(new PublishUsed());
        }
        if (s.toDecideInterrupt()) {
            choices.add(new DecideInterrupt());
        }
        switch (s.device().mode()) {
            case ASKED -> choices.add(new DeviceLooksAgain());
            case ASLEEP -> choices.add(new DeviceWakes());
            case AWAKE -> {
                choices.add(new Take());
                choices.add(new EnableKicks());
                if (canDisableKicks(s)) {
                    choices.add(new DisableKicks());
                }
            }
        }
    }
}
