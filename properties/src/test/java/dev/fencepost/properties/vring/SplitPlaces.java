package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitLayout;
import dev.fencepost.model.memory.Address;
import dev.fencepost.model.memory.Program;
import dev.fencepost.properties.vring.Recorder.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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

    final SplitLayout layout;
    final BufferWindow window = new BufferWindow(0, PAGES, MEMORY);
    private final Program program;
    private final int slots;
    private final TreeMap<Integer, String> names = new TreeMap<>();
    private final List<String> cells = new ArrayList<>();

    SplitPlaces(Program program, int slots, int firstIndex) {
        this.program = program;
        this.slots = slots;
        layout = SplitLayout.contiguous(slots, 0);
        for (int i = 0; i < slots; i++) {
            names.put(layout.descriptor(i), "desc[" + head(i) + ']');
            int slot = i - firstIndex & slots - 1;
            names.put(layout.availRing(i), "avail.ring[" + slot + ']');
            names.put(layout.usedRing(i), "used.ring[" + slot + ']');
            names.put(PAGES + PAGE * i, "request[" + i + ']');
            names.put(PAGES + PAGE * i + 4, "reply[" + i + ']');
        }
        names.put(layout.availFlags(), "avail.flags");
        names.put(layout.availIdx(), "avail.idx");
        names.put(layout.usedEvent(), "used_event");
        names.put(layout.usedFlags(), "used.flags");
        names.put(layout.usedIdx(), "used.idx");
        names.put(layout.availEvent(), "avail_event");
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
            names.put(CELLS + 4 * index, name);
        }
        return CELLS + 4 * index;
    }

    /**
     * The recorded events in the terms of the program, without accesses to locations that {@code thread} leaves out.
     */
    List<ModelEvent> translate(Program.Thread thread, List<Event> events) {
        ThreadLocations locations = new ThreadLocations(program, thread);
        List<ModelEvent> translated = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Fence fence) {
                // V6 orders loads of the payload, and is left out with them.
                if (fence.kind() == null && location("request[0]") < 0) {
                    continue;
                }
                translated.add(new ModelEvent.Fence(fence.site().name(), fence.kind()));
            } else if (event instanceof Event.Load load) {
                add(locations, translated, false, load.offset(), load.mode(), load.value());
            } else if (event instanceof Event.Store store) {
                add(locations, translated, true, store.offset(), store.mode(), store.value());
            }
        }
        return translated;
    }

    /** The second half of a location joins its first half, which must be the event before it. */
    private void add(
            ThreadLocations locations, List<ModelEvent> translated, boolean store, int offset, Mode mode, long value) {
        int start = names.floorKey(offset);
        String name = names.get(start);
        int location = location(name);
        if (location < 0 || !locations.contains(name)) {
            return;
        }
        long meaning = meaning(name, offset - start, value);
        ModelEvent.Access previous = null;
        if (offset != start) {
            ModelEvent last = translated.isEmpty() ? null : translated.remove(translated.size() - 1);
            if (!(last instanceof ModelEvent.Access half) || half.location() != location || half.store() != store) {
                throw new Acceptor.Mismatch(name + " was not accessed from its first half to its second");
            }
            previous = half;
        }
        long whole = previous == null ? meaning : previous.value() + meaning;
        translated.add(new ModelEvent.Access(store, location, name, mode, whole));
    }

    private int location(String name) {
        for (int i = 0; i < program.locations().size(); i++) {
            if (program.locations().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private long meaning(String name, int within, long value) {
        if (name.startsWith("desc[")) {
            return within == 0 ? pointer(value) : 0;
        }
        if (name.startsWith("used.ring[")) {
            return within == 0 ? head((int) value) : value << 16;
        }
        return name.startsWith("avail.ring[") ? head((int) value) : value;
    }

    private long pointer(long address) {
        return address == 0 ? 0 : Address.of(location("request[0]") + (int) (address - PAGES) / PAGE);
    }

    private int head(int head) {
        return slots - 1 - head;
    }
}
