package dev.fencepost.model.msix.intercept;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;
import dev.fencepost.model.msix.intercept.State.Copy;
import dev.fencepost.model.msix.intercept.State.Handling;
import dev.fencepost.model.msix.intercept.State.Hardware;
import dev.fencepost.model.msix.intercept.State.Line;
import dev.fencepost.model.msix.intercept.State.Stage;
import dev.fencepost.model.msix.intercept.State.Tracked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packs states whose messages are 0 or 1. */
final class InterceptCodec implements Codec<State> {
    private static final Stage[] STAGES = Stage.values();
    private static final int LINE = (1 << 13) - 1;

    private final Layout layout = new Layout();
    private final Field function = layout.field(15);
    private final Field stage = layout.field(STAGES.length);
    private final Field handled;
    private final Field message = layout.field(2);
    private final Field control = layout.field(2);
    private final Field replay = layout.field(1);
    private final Field lines;
    private final int vectors;

    InterceptCodec(int vectors) {
        this.vectors = vectors;
        handled = layout.field(vectors);
        lines = layout.array(vectors, LINE);
    }

    @Override
    public int words() {
        return layout.words();
    }

    @Override
    public void encode(State state, long[] words) {
        Arrays.fill(words, 0);
        function.set(words, bits(state.enable(), state.guestMaskAll(), state.hostMaskAll(), state.decode()));
        Handling handling = state.handling();
        stage.set(words, handling.stage().ordinal());
        handled.set(words, handling.vector());
        message.set(words, handling.message() + 1);
        control.set(words, handling.control() + 1);
        replay.set(words, bits(handling.replay()));
        for (int i = 0; i < vectors; i++) {
            Line line = state.lines().get(i);
            Tracked tracked = line.hypervisor();
            int flags = bits(
                    line.guest().masked(),
                    tracked.known(),
                    tracked.valid(),
                    tracked.dirty(),
                    tracked.guestMasked(),
                    tracked.hostMasked(),
                    line.model().masked(),
                    line.hardware().masked(),
                    line.hardware().pending());
            int messages = line.guest().message()
                    | tracked.shadow() << 1
                    | line.model().message() << 2
                    | line.hardware().message() << 3;
            lines.set(words, i, flags << 4 | messages);
        }
    }

    private static int bits(boolean... flags) {
        int bits = 0;
        for (int i = 0; i < flags.length; i++) {
            bits |= flags[i] ? 1 << i : 0;
        }
        return bits;
    }

    @Override
    public State decode(long[] words) {
        List<Line> entries = new ArrayList<>();
        for (int i = 0; i < vectors; i++) {
            entries.add(line(lines.get(words, i)));
        }
        int bits = function.get(words);
        Handling handling = new Handling(
                STAGES[stage.get(words)],
                handled.get(words),
                message.get(words) - 1,
                control.get(words) - 1,
                replay.isSet(words));
        return new State(entries, is(bits, 0), is(bits, 1), is(bits, 2), is(bits, 3), handling);
    }

    private static Line line(int packed) {
        int flags = packed >> 4;
        return new Line(
                new Copy(packed & 1, is(flags, 0)),
                new Tracked(is(flags, 1), packed >> 1 & 1, is(flags, 2), is(flags, 3), is(flags, 4), is(flags, 5)),
                new Copy(packed >> 2 & 1, is(flags, 6)),
                new Hardware(packed >> 3 & 1, is(flags, 7), is(flags, 8)));
    }

    private static boolean is(int bits, int bit) {
        return (bits >> bit & 1) != 0;
    }
}
