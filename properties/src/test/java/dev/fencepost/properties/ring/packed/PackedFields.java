package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.properties.ring.HostileMemory;
import java.util.SplittableRandom;

/** What a hostile peer writes into a packed ring: above all flags, which say whose a descriptor is. */
record PackedFields(PackedLayout layout) implements HostileMemory.Fields {
    private static final int BITS = 1 << 7 | 1 << 15;
    private static final int INDIRECT = 4;

    @Override
    public void strike(HostileMemory memory, SplittableRandom random, int value) {
        int at = layout.descriptor(random.nextInt(layout.size()));
        switch (random.nextInt(8)) {
            case 0 -> memory.put(8, at, memory.windowFrom() + 16L * value);
            case 1 -> memory.put(4, at + 8, value);
            case 2 -> memory.put(2, at + 12, value);
            case 3 -> memory.flip(at + 14, 1 << random.nextInt(3));
            case 4 -> memory.flip(at + 14, random.nextBoolean() ? BITS : 1 << 15);
            case 5 ->
                memory.put(
                        2,
                        at + 14,
                        value & 7 | (random.nextBoolean() ? 1 << 7 : 0) | (random.nextBoolean() ? 1 << 15 : 0));
            case 6 -> {
                // A table of the first entries of the window.
                memory.put(8, at, memory.windowFrom());
                memory.put(4, at + 8, 16 * random.nextInt(5));
                memory.flip(at + 14, INDIRECT);
            }
            default ->
                memory.put(
                        2,
                        (random.nextBoolean() ? layout.driverEvent() : layout.deviceEvent()) + 2 * random.nextInt(2),
                        value);
        }
    }
}
