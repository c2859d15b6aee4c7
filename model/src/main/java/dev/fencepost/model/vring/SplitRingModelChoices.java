package dev.fencepost.model.vring;

import dev.fencepost.model.vring.SplitRingModelAction.Add;
import dev.fencepost.model.vring.SplitRingModelAction.DecideInterrupt;
import dev.fencepost.model.vring.SplitRingModelAction.DecideKick;
import dev.fencepost.model.vring.SplitRingModelAction.DeviceLooksAgain;
import dev.fencepost.model.vring.SplitRingModelAction.DeviceWakes;
import dev.fencepost.model.vring.SplitRingModelAction.DisableCallbacks;
import dev.fencepost.model.vring.SplitRingModelAction.DisableKicks;
import dev.fencepost.model.vring.SplitRingModelAction.DriverLooksAgain;
import dev.fencepost.model.vring.SplitRingModelAction.DriverWakes;
import dev.fencepost.model.vring.SplitRingModelAction.EnableCallbacks;
import dev.fencepost.model.vring.SplitRingModelAction.EnableKicks;
import dev.fencepost.model.vring.SplitRingModelAction.Get;
import dev.fencepost.model.vring.SplitRingModelAction.Publish;
import dev.fencepost.model.vring.SplitRingModelAction.PublishUsed;
import dev.fencepost.model.vring.SplitRingModelAction.Reset;
import dev.fencepost.model.vring.SplitRingModelAction.Rewrite;
import dev.fencepost.model.vring.SplitRingModelAction.Take;
import dev.fencepost.model.vring.SplitRingModelAction.Use;
import dev.fencepost.model.vring.SplitRingModelState.Chain;
import dev.fencepost.model.vring.SplitRingModelState.Segment;
import dev.fencepost.model.vring.SplitRingModelState.Taken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The actions that an exploration tries in a state; those that are not possible there are refused. Buffers have a
 * readable segment, a writable one, or both, of one byte each; the device writes all or nothing. A driver without
 * IN_ORDER takes the lowest free descriptors: any others differ by their names only.
 */
final class SplitRingModelChoices {
    private static final Segment READ = new Segment(1, false);
    private static final Segment WRITE = new Segment(1, true);
    private static final List<List<Segment>> SHAPES = List.of(List.of(READ), List.of(WRITE), List.of(READ, WRITE));
    private static final int REWRITTEN = 2;

    private final SplitRingModelSetup setup;
    private final SplitRingModelBounds bounds;

    SplitRingModelChoices(SplitRingModelSetup setup, SplitRingModelBounds bounds) {
        this.setup = setup;
        this.bounds = bounds;
    }

    List<SplitRingModelAction> in(SplitRingModelState s) {
        List<SplitRingModelAction> choices = new ArrayList<>();
        driver(s, choices);
        device(s, choices);
        return choices;
    }

    private void driver(SplitRingModelState s, List<SplitRingModelAction> choices) {
        if (bounds.buffers() == 0 || s.history().added() < bounds.buffers()) {
            adds(s, choices);
        }
        if (s.driver().staged() != s.shared().availIdx()) {
            choices.add(new Publish());
        }
        if (s.driver().undecided() > 0) {
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
            s.device().taken().forEach(taken -> choices.add(new Rewrite(taken.head(), REWRITTEN)));
        }
        if (s.history().resets() < bounds.resets()) {
            choices.add(new Reset());
        }
    }

    private void adds(SplitRingModelState s, List<SplitRingModelAction> choices) {
        List<Integer> ids = next(s);
        for (List<Segment> segments : SHAPES) {
            if (segments.size() <= ids.size()) {
                choices.add(new Add(ids.subList(0, segments.size()), segments));
            }
            if (setup.indirect() && segments.size() > 1 && segments.size() <= setup.size() && !ids.isEmpty()) {
                choices.add(new Add(ids.subList(0, 1), segments));
            }
        }
    }

    /** The descriptors that the driver takes next, as far as they are free. */
    private List<Integer> next(SplitRingModelState s) {
        Set<Integer> owned = new HashSet<>();
        for (Chain chain : s.driver().chains()) {
            owned.addAll(chain.ids());
        }
        int first = setup.inOrder() ? s.driver().nextDescriptor() : 0;
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < setup.size(); i++) {
            int id = (first + i) % setup.size();
            if (!owned.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private void device(SplitRingModelState s, List<SplitRingModelAction> choices) {
        List<Taken> taken = s.device().taken();
        for (int i = 0; i < taken.size(); i++) {
            int buffers = setup.inOrder() ? i + 1 : 1;
            choices.add(new Use(taken.get(i).head(), 0, buffers));
            if (taken.get(i).writable() > 0) {
                choices.add(new Use(taken.get(i).head(), taken.get(i).writable(), buffers));
            }
        }
        if (s.device().staged() != s.shared().usedIdx()) {
            choices.add(new PublishUsed());
        }
        if (s.device().undecided() > 0) {
            choices.add(new DecideInterrupt());
        }
        switch (s.device().mode()) {
            case ASKED -> choices.add(new DeviceLooksAgain());
            case ASLEEP -> choices.add(new DeviceWakes());
            case AWAKE -> {
                choices.add(new Take());
                choices.add(new EnableKicks());
                if (!setup.eventIdx() && !s.shared().noNotify()) {
                    choices.add(new DisableKicks());
                }
            }
        }
    }
}
