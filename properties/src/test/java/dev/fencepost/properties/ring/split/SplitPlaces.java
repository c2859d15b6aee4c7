package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the locations of a scenario lie in the memory that the implementation works on, and what values mean there. Of
 * a descriptor the program has the address; its other fields count as the end of that. Id and length of a used element,
 * which the implementation accesses by one access, are two of the program's accesses. Heads are numbered from the other
 * end, and slots from the one of the first index. What the program has as a buffer is a round of buffers here: see
 * {@link SplitShape}.
 *
 * <p>Each buffer has a piece of memory, with a request and a reply of 4 bytes. Everything that is none of the ring's
 * gets a cell of 4 bytes.
 */
final class SplitPlaces {
    static final int MEMORY = 1 << 16;
    private static final int PIECES = 1 << 12;
    private static final int PIECE = 32;
    private static final int FIELD = 4;
    private static final int CELLS = 1 << 13;
    private static final int TABLES = 3 << 12;

    /** What no program has, so that it is left out. */
    private static final String OTHER = "other";

    /**
     * An index may be kept: V1, V5 or D3 stands between its load and everything that it covers. Indices, flags and
     * events are polled or raced for; elements of arrays are not.
     */
    private static final RecordedRules RULES = new RecordedRules(
            Set.of("avail.idx", "used.idx"),
            Set.of("V1", "V5", "D3"),
            name -> name.contains("["),
            Set.of("request", "reply"));

    /** Scenarios with payloads; in the others there is nothing that the device gives back. */
    private static final Set<String> MOVING = Set.of("transfer", "kept-index", "reuse", "batch", "batch-reuse");

    final SplitLayout layout;
    final BufferWindow window = new BufferWindow(0, PIECES, MEMORY);
    final Places places;
    private final SplitShape shape;
    private final int slots;
    private final int firstIndex;
    private final int size;
    private final List<String> cells = new ArrayList<>();

    /** {@code slots} are those of the program; each is {@code shape.batch()} of the ring. */
    SplitPlaces(Program program, int slots, int firstIndex, SplitShape shape) {
        this.slots = slots;
        this.firstIndex = firstIndex;
        this.shape = shape;
        size = slots * shape.batch() * shape.direct();
        layout = SplitLayout.contiguous(size, 0);
        places = new Places(program, MOVING.contains(program.name()) ? RULES : RULES.withElsewhere("V6"));
        for (int i = 0; i < size; i++) {
            addDescriptors(i);
            addRings(i);
        }
        for (int page = 0; page < slots; page++) {
            for (int buffer = 0; buffer < shape.batch(); buffer++) {
                addPiece(page, buffer);
            }
        }
        places.add(new Place(layout.availIdx(), 2, "avail.idx", this::index));
        places.add(new Place(layout.usedIdx(), 2, "used.idx", this::index));
        places.add(Place.of(layout.availFlags(), 2, "avail.flags"));
        places.add(Place.of(layout.usedFlags(), 2, "used.flags"));
        places.add(new Place(layout.usedEvent(), 2, "used_event", this::index));
        places.add(new Place(layout.availEvent(), 2, "avail_event", this::index));
    }

    /** The descriptors that {@code index} is or, as the head of an indirect chain, leads to. */
    private void addDescriptors(int index) {
        int buffer = index / shape.direct() % shape.batch();
        boolean looked = buffer == shape.buffer();
        addDescriptor(layout.descriptor(index), looked && index % shape.direct() == shape.descriptor(), index);
        for (int i = 0; shape.indirect() && i < shape.segments(); i++) {
            addDescriptor(table(index) + 16 * i, looked && i + 1 == shape.descriptor(), index);
        }
    }

    private void addDescriptor(int offset, boolean looked, int index) {
        String location = looked ? "desc[" + head(index) + "].addr" : OTHER;
        places.add(new Place(offset, 8, location, this::pointer));
        places.add(Place.silent(offset + 8, 8, location));
    }

    private void addRings(int slot) {
        int count = slot - firstIndex & size - 1;
        int round = count / shape.batch() % slots;
        int buffer = count % shape.batch();
        String avail = buffer == shape.buffer() ? "avail.ring[" + round + ']' : OTHER;
        // A batch in order is closed by one element, in the slot of its first buffer.
        boolean element = shape.inOrder() ? buffer == 0 : buffer == shape.buffer();
        String used = element ? "used.ring[" + round + "]." : OTHER;
        places.add(new Place(layout.availRing(slot), 2, avail, this::head));
        places.add(new Place(layout.usedRing(slot), 4, used + (element ? "id" : ""), this::head));
        places.add(Place.of(layout.usedRing(slot) + 4, 4, used + (element ? "len" : "")));
    }

    private void addPiece(int page, int buffer) {
        String suffix = buffer == shape.buffer() ? "[" + page + ']' : "";
        places.add(Place.of(request(page, buffer), FIELD, suffix.isEmpty() ? OTHER : "request" + suffix));
        places.add(Place.of(reply(page, buffer), FIELD, suffix.isEmpty() ? OTHER : "reply" + suffix));
    }

    /** Where the driver builds indirect tables; null for nowhere. */
    IndirectTables tables() {
        return shape.indirect() ? new IndirectTables(TABLES, shape.segments()) : null;
    }

    private int table(int head) {
        return TABLES + 16 * shape.segments() * head;
    }

    /** The segments of a buffer: the request first, the reply behind it or, where there is one segment, in it. */
    Segments buffer(int page, int buffer) {
        Segments segments = new Segments(size);
        if (shape.segments() == 1) {
            return segments.writable(request(page, buffer), 2 * FIELD);
        }
        segments.readable(request(page, buffer), FIELD);
        for (int i = 1; i < shape.segments(); i++) {
            segments.writable(request(page, buffer) + FIELD * i, FIELD);
        }
        return segments;
    }

    /** The page that the buffers of a round lie in: that of the program's head. */
    int page(int round) {
        return slots - 1 - round % slots;
    }

    int request(int page, int buffer) {
        return PIECES + PIECE * (page * shape.batch() + buffer);
    }

    int reply(int page, int buffer) {
        return request(page, buffer) + FIELD;
    }

    /** The cell of a location that is none of the ring's. */
    int cell(String name) {
        int index = cells.indexOf(name);
        if (index < 0) {
            index = cells.size();
            cells.add(name);
            places.add(Place.of(CELLS + FIELD * index, FIELD, name));
        }
        return CELLS + FIELD * index;
    }

    /** The program's page of a piece of memory or of a table. */
    private long pointer(long address) {
        if (address == 0) {
            return 0;
        }
        int page = address < TABLES
                ? (int) (address - PIECES) / PIECE / shape.batch()
                : (int) head((address - TABLES) / (16L * shape.segments()));
        return Address.of(places.location("request[0]") + page);
    }

    /** The program's head of the round that a head belongs to. */
    private long head(long head) {
        return slots - 1 - head / shape.direct() / shape.batch();
    }

    /** An index moves by a batch where the program's moves by one. */
    private long index(long index) {
        long moved = index - firstIndex & 0xffff;
        return moved % shape.batch() == 0 ? firstIndex + moved / shape.batch() & 0xffff : -1;
    }
}
