package dev.fencepost.stress.ring.split;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.impl.ring.split.SplitSite;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.ring.RingEnds;
import dev.fencepost.stress.ring.RingHarness;
import dev.fencepost.stress.ring.RingSetup;

/** The implementation's own split ring, as {@link RingHarness} has it. */
public final class SplitRingHarness extends RingHarness {
    /** The ring before its first buffer; {@code journal} hears of every access, or is null. */
    public SplitRingHarness(RingSetup setup, Journal journal) {
        this(setup, journal, SplitLayout.contiguous(setup.size(), 0));
    }

    private SplitRingHarness(RingSetup setup, Journal journal, SplitLayout layout) {
        super(setup, journal, new SplitRingWords(layout), new Ends(layout, features(setup)));
    }

    private static SplitFeatures features(RingSetup setup) {
        return setup.eventIdx() ? SplitFeatures.none().withEventIdx() : SplitFeatures.none();
    }

    private record Ends(SplitLayout layout, SplitFeatures features) implements RingEnds {
        @Override
        public RingDriver driver(SharedMemory memory, BufferWindow window) {
            return new SplitDriver(memory, layout, features, window);
        }

        @Override
        public RingDevice device(SharedMemory memory, BufferWindow window) {
            return new SplitDevice(memory, layout, features, window, DevicePolicy.strict(false));
        }
    }

    /** The words of a run, as {@link RingSetup#of} reads them. */
    public static RingSetup setup(String... words) {
        return RingSetup.of(SplitSite.values(), words);
    }

    /** Runs under Java PathFinder; the words are those of {@link #setup}. */
    public static void main(String[] words) {
        RingSetup setup = setup(words);
        run(journal -> new SplitRingHarness(setup, journal), setup.journal());
    }
}
