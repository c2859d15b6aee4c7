package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.HostileMemory;
import java.util.SplittableRandom;

/** What a hostile peer writes into a split ring. */
public record SplitFields(SplitLayout layout) implements HostileMemory.Fields {
    @Override
    public void strike(HostileMemory memory, SplittableRandom random, int value) {
        int slot = random.nextInt(layout.size());
        int delta = random.nextInt(-2, 3);
        switch (random.nextInt(8)) {
            case 0 -> memory.nudge(layout.availIdx(), delta);
            case 1 -> memory.nudge(layout.usedIdx(), delta);
            case 2 -> memory.put(2, layout.availRing(slot), value);
            case 3 -> memory.put(4, layout.usedRing(slot), value);
            case 4 -> memory.put(4, layout.usedRing(slot) + 4, value);
            case 5 -> descriptor(memory, random, layout.descriptor(slot), value);
            case 6 -> descriptor(memory, random, memory.windowFrom() + 16 * random.nextInt(64), value);
            default -> memory.put(2, layout.usedEvent(), value);
        }
    }

    private static void descriptor(HostileMemory memory, SplittableRandom random, int at, int value) {
        switch (random.nextInt(5)) {
            case 0 -> memory.put(8, at, memory.windowFrom() + 16L * value);
            case 1 -> memory.put(4, at + 8, value);
            case 2 -> memory.put(2, at + 12, value);
            case 3 -> memory.put(2, at + 14, value);
            default -> {
                // A table of the first entries of the window.
                memory.put(8, at, memory.windowFrom());
                memory.put(4, at + 8, 16 * random.nextInt(5));
                memory.put(2, at + 12, 4 + random.nextInt(4));
            }
        }
    }
}
