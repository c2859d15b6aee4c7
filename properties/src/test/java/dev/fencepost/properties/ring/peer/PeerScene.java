package dev.fencepost.properties.ring.peer;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A ring that is sound until one field of its peer is changed, and an end that then looks at it.
 *
 * @param fields those that the end looks at
 * @param maker brings a ring on this memory there; what it returns does what is observed and says what came of it
 */
record PeerScene(String name, List<PeerField> fields, Function<SharedMemory, Supplier<String>> maker) {
    static final int MEMORY = 1 << 13;

    /** What comes of the ring where {@code field} is changed by {@code changed}. */
    String outcome(PeerField field, long changed) {
        return outcome(field, changed, 0);
    }

    /** The same for an end that overlooks a bit of the field; 0 for none. */
    String outcome(PeerField field, long changed, long overlooked) {
        SharedMemory memory = new ArrayMemory(MEMORY);
        OverlookedBit seen = new OverlookedBit(memory, field, overlooked);
        Supplier<String> end = maker.apply(seen);
        seen.beginAttack();
        field.change(memory, changed);
        try {
            return end.get();
        } catch (BrokenRingException broken) {
            return broken.fault().toString();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
