package dev.fencepost.model.vring;

import dev.fencepost.model.vring.SplitRingModelState.Descriptor;
import dev.fencepost.model.vring.SplitRingModelState.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain followed through the descriptor table, as a device does that trusts nothing in it.
 *
 * @param segments what it consists of, indirect ones included
 * @param fault why it is refused, or null
 */
record SplitRingModelWalk(List<Segment> segments, String fault) {
    /**
     * Follows the chain at {@code head}. Direct descriptors may precede an indirect one, which ends the chain; its
     * WRITE flag means nothing.
     */
    static SplitRingModelWalk of(List<Descriptor> table, int head) {
        List<Segment> segments = new ArrayList<>();
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
                            : List.of(new Segment(descriptor.length(), descriptor.write())));
            id = descriptor.next();
        }
        return judged(segments);
    }

    private static SplitRingModelWalk judged(List<Segment> segments) {
        boolean writes = false;
        long bytes = 0;
        for (Segment segment : segments) {
            if (segment.length() <= 0) {
                return refused("an empty segment (S5)");
            }
            if (writes && !segment.write()) {
                return refused("a readable segment behind a writable one (S5)");
            }
            writes |= segment.write();
            bytes += segment.length();
        }
        return bytes > 1L << 32
                ? refused("more than 2^32 bytes (S5)")
                : new SplitRingModelWalk(List.copyOf(segments), null);
    }

    private static SplitRingModelWalk refused(String fault) {
        return new SplitRingModelWalk(List.of(), fault);
    }

    int writable() {
        return segments.stream()
                .filter(Segment::write)
                .mapToInt(Segment::length)
                .sum();
    }
}
