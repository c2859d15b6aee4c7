package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.State.Descriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain followed through the descriptor table, as a device does that trusts nothing in it.
 *
 * @param segments what it consists of, indirect ones included
 * @param fault why it is refused, or null
 */
record Walk(List<RingSegment> segments, String fault) {
    /**
     * Follows the chain at {@code head}. Direct descriptors may precede an indirect one, which ends the chain; its
     * WRITE flag means nothing.
     */
    static Walk of(List<Descriptor> table, int head) {
        List<RingSegment> segments = new ArrayList<>();
        int id = head;
        for (int steps = 0; id != Descriptor.LAST; steps++) {
            if (id < 0 || id >= table.size()) {
                return refused("descriptor " + id + " is outside the table (S5)");
            }
            if (steps == table.size()) {
                return refused("the chain is longer than the table: a loop (S5)");
            }
            Descriptor descriptor = table.get(id);
            if (descriptor.indirect() && descriptor.next() != Descriptor.LAST) {
                return refused("INDIRECT together with NEXT (S5)");
            }
            segments.addAll(
                    descriptor.indirect()
                            ? descriptor.table()
                            : List.of(new RingSegment(descriptor.length(), descriptor.write())));
            id = descriptor.next();
        }
        String fault = RingSegment.fault(segments);
        return fault == null ? new Walk(List.copyOf(segments), null) : refused(fault);
    }

    private static Walk refused(String fault) {
        return new Walk(List.of(), fault);
    }

    int writable() {
        return RingSegment.writable(segments);
    }
}
