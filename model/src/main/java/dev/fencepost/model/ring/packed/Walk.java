package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.State.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of descriptors followed through the ring, as a device does that trusts nothing in it.
 *
 * @param id the buffer id, from the last descriptor
 * @param slots how many descriptors it has
 * @param segments what it consists of, those of an indirect table included
 * @param fault why it is refused, or null
 */
record Walk(int id, int slots, List<RingSegment> segments, String fault) {
    /** Follows the list at {@code first}. An indirect table is read from its start to its end (P7). */
    static Walk of(List<Slot> ring, PackedPosition first) {
        List<RingSegment> segments = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            Slot slot = ring.get(first.plus(i, ring.size()).offset());
            boolean indirect = !slot.table().isEmpty();
            if (indirect && (i > 0 || slot.next())) {
                return refused("INDIRECT in a list with NEXT (S5)");
            }
            segments.addAll(indirect ? slot.table() : List.of(new RingSegment(slot.length(), slot.write())));
            if (!slot.next()) {
                String fault = RingSegment.fault(segments);
                return fault != null ? refused(fault) : new Walk(slot.id(), i + 1, List.copyOf(segments), null);
            }
        }
        return refused("the list is longer than the ring (S5)");
    }

    private static Walk refused(String fault) {
        return new Walk(-1, 0, List.of(), fault);
    }
}
