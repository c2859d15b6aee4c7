package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the locations of a packed ring's scenario lie in the memory that the implementation works on. Ids are numbered
 * from 1 in the program, and of a descriptor's flags it has AVAIL and USED only. Address, length, id and hidden flags
 * of descriptors are plain, so that their order between two fences means nothing. What is none of the ring's lies as in
 * {@code SplitPlaces}.
 */
final class PackedPlaces {
    static final int MEMORY = 1 << 16;
    private static final int PIECES = 1 << 12;
    private static final int FIELD = 4;
    private static final int PIECE = 2 * FIELD;
    private static final int CELLS = 1 << 13;
    private static final int BITS = 1 << 7 | 1 << 15;

    /** Scenarios with payloads; in the others there is nothing that the device gives back. */
    private static final Set<String> MOVING = Set.of("transfer", "list", "reuse", "batch", "batch-reuse");

    final PackedLayout layout;
    final BufferWindow window = new BufferWindow(0, PIECES, MEMORY);
    final Places places;
    private final List<String> cells = new ArrayList<>();

    PackedPlaces(Scenario scenario) {
        int slots = (int) scenario.program().locations().stream()
                .filter(location -> location.name().matches("desc\\[\\d+]\\.flags"))
                .count();
        layout = PackedLayout.contiguous(slots, 0);
        RecordedRules rules = new RecordedRules(
                        Set.of(), Set.of(), name -> mayBePlain(name, scenario.name()), Set.of("request", "reply"))
                .withLoose(name -> name.startsWith("desc["));
        places = new Places(scenario.program(), MOVING.contains(scenario.name()) ? rules : rules.withElsewhere("PV6"));
        for (int i = 0; i < slots; i++) {
            addDescriptor(i);
            places.add(Place.of(request(i), FIELD, "request[" + i + ']'));
            places.add(Place.of(reply(i), FIELD, "reply[" + i + ']'));
        }
        places.add(Place.of(layout.driverEvent(), 2, "driver_event.off_wrap"));
        places.add(Place.of(layout.driverEvent() + 2, 2, "driver_event.flags"));
        places.add(Place.of(layout.deviceEvent(), 4, "device_event"));
    }

    /** Flags are polled, but for those behind the head of a list, and stores to those behind the first of a batch. */
    private static boolean mayBePlain(String name, String scenario) {
        if (!name.endsWith(".flags")) {
            return name.contains("[");
        }
        boolean several = scenario.equals("list") || scenario.startsWith("batch") || scenario.equals("interrupt-once");
        return several && name.startsWith("desc[") && !name.equals("desc[0].flags");
    }

    private void addDescriptor(int slot) {
        int at = layout.descriptor(slot);
        String element = "desc[" + slot + "].";
        places.add(new Place(at, 8, element + "addr", this::pointer));
        places.add(Place.of(at + 8, 4, element + "len"));
        places.add(new Place(at + 12, 2, element + "id", value -> value + 1));
        places.add(new Place(at + 14, 2, element + "flags", flags -> flags & BITS));
    }

    private long pointer(long address) {
        return address == 0 ? 0 : Address.of(places.location("request[0]") + (int) (address - PIECES) / PIECE);
    }

    /** A buffer of one segment: the request, and the reply behind it. */
    Segments buffer(int page) {
        return new Segments(layout.size()).writable(request(page), PIECE);
    }

    /** A buffer of two. */
    Segments list() {
        return new Segments(layout.size()).readable(request(0), PIECE).writable(request(1), PIECE);
    }

    int request(int page) {
        return PIECES + PIECE * page;
    }

    int reply(int page) {
        return request(page) + FIELD;
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
}
