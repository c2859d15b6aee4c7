package dev.fencepost.properties.vring;

import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitLayout;
import dev.fencepost.model.memory.Address;
import dev.fencepost.model.memory.Program;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the locations of a scenario lie in the memory that the implementation works on, and what values mean there. The
 * fields of a descriptor, or of a used element, are one location; heads are numbered from the other end, and slots from
 * the one of the first index.
 *
 * <p>Each page has a request and a reply of 4 bytes. Everything that is none of the ring's gets a cell of 4 bytes.
 */
final class SplitPlaces {
    static final int MEMORY = 1 << 16;
    private static final int PAGES = 1 << 12;
    private static final int PAGE = 8;
    private static final int CELLS = 1 << 13;

    /**
     * An index may be kept: V1, V5 or D3 stands between its load and everything that it covers. Indices, flags and
     * events are polled or raced for; elements of arrays are not.
     */
    private static final RecordedRules RULES = new RecordedRules(
            Set.of("avail.idx", "used.idx"),
            Set.of("V1", "V5", "D3"),
            name -> name.endsWith("]"),
            Set.of("request", "reply"));

    final SplitLayout layout;
    final BufferWindow window = new BufferWindow(0, PAGES, MEMORY);
    final Places places;
    private final int slots;
    private final List<String> cells = new ArrayList<>();

    SplitPlaces(Program program, int slots, int firstIndex) {
        this.slots = slots;
        layout = SplitLayout.contiguous(slots, 0);
        places = new Places(program, RULES);
        for (int i = 0; i < slots; i++) {
            addDescriptor(layout.descriptor(i), head(i));
            int slot = i - firstIndex & slots - 1;
            places.add(new Place(layout.availRing(i), 2, "avail.ring[" + slot + ']', this::head));
            places.add(new Place(layout.usedRing(i), 4, "used.ring[" + slot + ']', this::head));
            places.add(new Place(layout.usedRing(i) + 4, 4, "used.ring[" + slot + ']', length -> length << 16));
            places.add(Place.of(request(i), 4, "request[" + i + ']'));
            places.add(Place.of(reply(i), 4, "reply[" + i + ']'));
        }
        places.add(Place.of(layout.availFlags(), 2, "avail.flags"));
        places.add(Place.of(layout.availIdx(), 2, "avail.idx"));
        places.add(Place.of(layout.usedEvent(), 2, "used_event"));
        places.add(Place.of(layout.usedFlags(), 2, "used.flags"));
        places.add(Place.of(layout.usedIdx(), 2, "used.idx"));
        places.add(Place.of(layout.availEvent(), 2, "avail_event"));
    }

    private void addDescriptor(int offset, long head) {
        places.add(new Place(offset, 8, "desc[" + head + ']', this::pointer));
        places.add(Place.silent(offset + 8, 8, "desc[" + head + ']'));
    }

    /** The one segment of a buffer: the request and the reply of {@code page}. */
    Segments buffer(int page) {
        return new Segments(slots).writable(PAGES + PAGE * page, PAGE);
    }

    /** The page that buffer {@code count} lies in: that of its head. */
    int page(int count) {
        return slots - 1 - count % slots;
    }

    int request(int page) {
        return PAGES + PAGE * page;
    }

    int reply(int page) {
        return request(page) + 4;
    }

    /** The cell of a location that is none of the ring's. */
    int cell(String name) {
        int index = cells.indexOf(name);
        if (index < 0) {
            index = cells.size();
            cells.add(name);
            places.add(Place.of(CELLS + 4 * index, 4, name));
        }
        return CELLS + 4 * index;
    }

    private long pointer(long address) {
        return address == 0 ? 0 : Address.of(places.location("request[0]") + (int) (address - PAGES) / PAGE);
    }

    private long head(long head) {
        return slots - 1 - head;
    }
}
