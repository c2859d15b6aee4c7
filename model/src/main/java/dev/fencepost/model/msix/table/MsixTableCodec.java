package dev.fencepost.model.msix.table;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;
import dev.fencepost.model.msix.table.MsixTableMachine.Judged;
import dev.fencepost.model.msix.table.State.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packs states whose addresses, data and vector control are 0 or 1, with no high halves. */
final class MsixTableCodec implements Codec<Judged> {
    private static final Breach[] BREACHES = Breach.values();

    private final Layout layout = new Layout();
    private final Field breach = layout.field(BREACHES.length);
    private final Field function = layout.field(7);
    private final Field addresses;
    private final Field data;
    private final Field controls;
    private final Field pending;
    private final Field uses;
    private final int vectors;

    MsixTableCodec(int vectors) {
        this.vectors = vectors;
        addresses = layout.array(vectors, 3);
        data = layout.array(vectors, 1);
        controls = layout.array(vectors, 1);
        pending = layout.array(vectors, 1);
        uses = layout.array(vectors, 1);
    }

    @Override
    public int words() {
        return layout.words();
    }

    @Override
    public void encode(Judged judged, long[] words) {
        State state = judged.state();
        Arrays.fill(words, 0);
        breach.set(words, judged.breach().ordinal());
        function.set(words, bit(state.enable(), 1) | bit(state.functionMask(), 2) | bit(state.decode(), 4));
        for (int i = 0; i < vectors; i++) {
            Vector entry = state.vectors().get(i);
            addresses.set(words, i, entry.addressLow() | entry.addressHigh() << 1);
            data.set(words, i, entry.data());
            controls.set(words, i, entry.control());
            pending.set(words, i, bit(entry.pending(), 1));
            uses.set(words, i, entry.uses());
        }
    }

    private static int bit(boolean set, int bit) {
        return set ? bit : 0;
    }

    @Override
    public Judged decode(long[] words) {
        List<Vector> entries = new ArrayList<>();
        for (int i = 0; i < vectors; i++) {
            entries.add(new Vector(
                    addresses.get(words, i) & 1,
                    addresses.get(words, i) >> 1,
                    data.get(words, i),
                    controls.get(words, i),
                    pending.get(words, i) != 0,
                    uses.get(words, i)));
        }
        int bits = function.get(words);
        return new Judged(
                new State(entries, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0), BREACHES[breach.get(words)]);
    }
}
