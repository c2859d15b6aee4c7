package dev.fencepost.stress.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.ring.RingEnds;
import dev.fencepost.stress.ring.RingHarness;
import dev.fencepost.stress.ring.RingSetup;

/**
 * The implementation's own packed ring, as {@link RingHarness} has it. Wrong is also a driver that asks by position
 * where the position that it asks by is not visible yet (P5): no wakeup is lost by that, because the driver looks once
 * more (PD6), but the device compares with a position of long ago.
 */
public final class PackedRingHarness extends RingHarness {
    /** The event flags that ask by position. */
    private static final int DESC = 2;

    private final boolean asksAnew;
    private final int position;
    private final int flags;

    /** The ring before its first buffer; {@code journal} hears of every access, or is null. */
    public PackedRingHarness(RingSetup setup, Journal journal) {
        this(setup, journal, PackedLayout.contiguous(setup.size(), 0));
    }

    private PackedRingHarness(RingSetup setup, Journal journal, PackedLayout layout) {
        super(setup, journal, new PackedRingWords(layout), new Ends(layout, features(setup)));
        // Where callbacks are always on the position moves on while the flags stay as they are.
        asksAnew = setup.callbacks() != RingSetup.ALWAYS_ON;
        position = layout.driverEvent();
        flags = position + 2;
    }

    private static PackedFeatures features(RingSetup setup) {
        return setup.eventIdx() ? PackedFeatures.none().withEventIdx() : PackedFeatures.none();
    }

    /** The driver takes its flags back before it asks again, so that a position on its way has its flags behind it. */
    @Override
    public void check() {
        if (asksAnew
                && memory.isOnItsWay(DRIVER, position, 2)
                && !memory.isOnItsWay(DRIVER, flags, 2)
                && memory.load16(Mode.OPAQUE, flags) == DESC) {
            throw new HarnessViolation("the driver asks by a position that is not visible yet (P5)");
        }
    }

    private record Ends(PackedLayout layout, PackedFeatures features) implements RingEnds {
        @Override
        public RingDriver driver(SharedMemory memory, BufferWindow window) {
            return new PackedDriver(memory, layout, features, window);
        }

        @Override
        public RingDevice device(SharedMemory memory, BufferWindow window) {
            return new PackedDevice(memory, layout, features, window, DevicePolicy.strict(false));
        }
    }

    /** The words of a run, as {@link RingSetup#of} reads them. */
    public static RingSetup setup(String... words) {
        return RingSetup.of(PackedSite.values(), words);
    }

    /** Runs under Java PathFinder; the words are those of {@link #setup}. */
    public static void main(String[] words) {
        RingSetup setup = setup(words);
        run(journal -> new PackedRingHarness(setup, journal), setup.journal());
    }
}
