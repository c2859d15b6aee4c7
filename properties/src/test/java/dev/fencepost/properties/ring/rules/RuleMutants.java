package dev.fencepost.properties.ring.rules;

import static dev.fencepost.properties.ring.rules.FieldEdit.loading;
import static dev.fencepost.properties.ring.rules.FieldEdit.storing;

import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.HistoryCheck;
import dev.fencepost.properties.ring.HistoryCheck.Alteration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ends that break one rule each, and the rules that their callers then see broken. */
final class RuleMutants {
    private static final long ID = 0xffff_ffffL;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int AVAIL = 1 << 7;
    private static final int WRAP = 1 << 15;
    private static final String SPLIT = "2t-32760";
    private static final String SPLIT_EVENTS = "2et-32760";
    private static final String SPLIT_ORDER = "2ot-32760";
    private static final String PACKED = "packed5t";
    private static final String PACKED_EVENTS = "packed5et";
    private static final String PACKED_ORDER = "packed5ot";

    private RuleMutants() {}

    /**
     * An end that breaks a rule.
     *
     * @param rule which
     * @param what it does
     * @param broken the rules that callers see broken, with how often
     */
    record Mutant(String rule, String what, Supplier<Map<String, Integer>> broken) {
        @Override
        public String toString() {
            return rule + ": " + what;
        }
    }

    static List<Mutant> all() {
        return Stream.of(splitIndicesAndIds(), splitChainsAndEvents(), packed())
                .flatMap(List::stream)
                .toList();
    }

    private static Mutant driver(String rule, String what, String ring, Alteration<SplitLayout> driver) {
        return new Mutant(rule, what, () -> HistoryCheck.split(ring).rulesBroken(driver, Alteration.none()));
    }

    private static Mutant device(String rule, String what, String ring, Alteration<SplitLayout> device) {
        return new Mutant(rule, what, () -> HistoryCheck.split(ring).rulesBroken(Alteration.none(), device));
    }

    private static Mutant packedDriver(String rule, String what, String ring, Alteration<PackedLayout> driver) {
        return new Mutant(rule, what, () -> HistoryCheck.packed(ring).rulesBroken(driver, Alteration.none()));
    }

    private static Mutant packedDevice(String rule, String what, String ring, Alteration<PackedLayout> device) {
        return new Mutant(rule, what, () -> HistoryCheck.packed(ring).rulesBroken(Alteration.none(), device));
    }

    private static List<Mutant> splitIndicesAndIds() {
        return List.of(
                driver(
                        "S1",
                        "avail.idx has 15 bits",
                        SPLIT,
                        (ring, memory) -> storing(memory, ring.availIdx(), 1, 2, 2, (seen, idx) -> idx & 0x7fff)),
                device(
                        "S1",
                        "used.idx has 15 bits",
                        SPLIT,
                        (ring, memory) -> storing(memory, ring.usedIdx(), 1, 2, 2, (seen, idx) -> idx & 0x7fff)),
                driver(
                        "S2",
                        "every buffer has the same head",
                        SPLIT,
                        (ring, memory) -> storing(memory, ring.availRing(0), ring.size(), 2, 2, (seen, head) -> 0)),
                device(
                        "S3",
                        "avail.idx is used as it was one buffer ago",
                        SPLIT,
                        (ring, memory) -> loading(memory, ring.availIdx(), 1, 2, 2, new Stale())),
                device(
                        "S4",
                        "the length is the capacity and one more",
                        SPLIT,
                        (ring, memory) -> storing(
                                memory, ring.usedRing(0), ring.size(), 8, 8, (seen, element) -> element + ID + 1)),
                device(
                        "S4",
                        "the id is that of the neighbour",
                        SPLIT,
                        (ring, memory) ->
                                storing(memory, ring.usedRing(0), ring.size(), 8, 8, (seen, element) -> element ^ 1)));
    }

    private static List<Mutant> splitChainsAndEvents() {
        return List.of(
                driver(
                        "S5",
                        "a chain has no writable end",
                        SPLIT,
                        (ring, memory) -> storing(
                                memory,
                                ring.descriptor(0) + 8,
                                ring.size(),
                                16,
                                8,
                                (seen, second) -> second & ~((long) WRITE << 32))),
                driver(
                        "S5",
                        "a chain has one descriptor",
                        "2-32760",
                        (ring, memory) -> storing(
                                memory,
                                ring.descriptor(0) + 8,
                                ring.size(),
                                16,
                                8,
                                (seen, second) -> second & ~((long) NEXT << 32))),
                driver(
                        "S6",
                        "used_event lies one ahead",
                        SPLIT_EVENTS,
                        (ring, memory) -> storing(memory, ring.usedEvent(), 1, 2, 2, (seen, event) -> event + 1)),
                device(
                        "S6",
                        "avail_event is not read again",
                        SPLIT_EVENTS,
                        (ring, memory) -> storing(memory, ring.availEvent(), 1, 2, 2, (seen, event) -> event - 1)),
                device(
                        "S7",
                        "flags count although there are events",
                        SPLIT_EVENTS,
                        (ring, memory) -> loading(
                                memory,
                                ring.usedEvent(),
                                1,
                                2,
                                2,
                                (seen, event) ->
                                        seen.now(ring.availFlags()) == 0 ? seen.now(ring.usedIdx()) - 1 : event)),
                device(
                        "S9",
                        "a batch is closed by the head behind its last",
                        SPLIT_ORDER,
                        (ring, memory) -> storing(
                                memory,
                                ring.usedRing(0),
                                ring.size(),
                                8,
                                8,
                                (seen, element) -> element & ~ID | element + 1 & ring.size() - 1)));
    }

    private static List<Mutant> packed() {
        return List.of(
                packedDriver(
                        "P1",
                        "AVAIL is the same in every lap",
                        PACKED,
                        (ring, memory) -> storing(
                                memory, ring.descriptor(0) + 14, ring.size(), 16, 2, (seen, flags) -> flags | AVAIL)),
                packedDriver(
                        "P2",
                        "the wrap counter of its event is the same in every lap",
                        PACKED_EVENTS,
                        (ring, memory) -> storing(memory, ring.driverEvent(), 1, 2, 2, (seen, event) -> event | WRAP)),
                packedDriver(
                        "P3",
                        "a list ends with its head",
                        PACKED,
                        (ring, memory) -> storing(
                                memory, ring.descriptor(0) + 14, ring.size(), 16, 2, (seen, flags) -> flags & ~NEXT)),
                packedDevice(
                        "P4",
                        "the id is that of the neighbour",
                        PACKED,
                        (ring, memory) ->
                                storing(memory, ring.descriptor(0) + 12, ring.size(), 16, 2, (seen, id) -> id ^ 1)),
                packedDevice(
                        "P5",
                        "positions lie one ahead",
                        PACKED_EVENTS,
                        (ring, memory) -> loading(memory, ring.driverEvent(), 1, 2, 2, (seen, event) -> event + 1)),
                packedDevice(
                        "P6",
                        "a used descriptor never says that something was written",
                        PACKED,
                        (ring, memory) -> storing(
                                memory, ring.descriptor(0) + 14, ring.size(), 16, 2, (seen, flags) -> flags & ~WRITE)),
                packedDevice(
                        "P7",
                        "entries of a table are read from the back",
                        PACKED,
                        (ring, memory) -> new FieldMutant(memory) {
                            @Override
                            long loaded(int offset, int bytes, long value) {
                                boolean table = offset >= ring.end() && bytes == 8 && (offset & 15) == 8;
                                return table ? value ^ (long) WRITE << 48 : value;
                            }
                        }),
                packedDevice(
                        "S9",
                        "a batch is closed by the id behind its last",
                        PACKED_ORDER,
                        (ring, memory) -> storing(
                                memory,
                                ring.descriptor(0) + 12,
                                ring.size(),
                                16,
                                2,
                                (seen, id) -> (id + 1) % ring.size())));
    }

    /** What was there at the last load but one that found something new. */
    private static final class Stale implements FieldEdit {
        private long newest = -1;
        private long before = -1;

        @Override
        public long of(FieldMutant memory, long value) {
            if (value != newest) {
                before = newest < 0 ? value - 1 : newest;
                newest = value;
            }
            return before & 0xffff;
        }
    }
}
