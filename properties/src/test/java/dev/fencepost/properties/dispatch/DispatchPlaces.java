package dev.fencepost.properties.dispatch;

import static dev.fencepost.properties.dispatch.DispatchRecorded.LAYOUT;

import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedRules;

/**
 * What the fields of a dispatcher are in the programs of its protocol, and what is not the same there: a program has
 * two views and one epoch, and loads in any case what the code loads after what it has seen. Who waits for readers
 * polls here, so that a reader that leaves does not look who sleeps.
 */
final class DispatchPlaces {
    static final int REUSED = 9;

    private static final int NUMBER = 0;
    private static final int FREE = -1;
    private static final RecordedRules RULES =
            RecordedRules.strict(name -> name.startsWith("view")).withOwn("current", "view[0]", "view[1]", "started");

    private final int old;
    private final int next;

    /** Seen from the memory before a scenario begins: the view that there is, and the one that will be built. */
    DispatchPlaces(SharedMemory memory) {
        old = memory.load32(Mode.PLAIN, LAYOUT.current());
        int free = 0;
        while (memory.load32(Mode.PLAIN, LAYOUT.viewCount(free)) != FREE) {
            free++;
        }
        next = free;
    }

    Places of(Scenario scenario) {
        Places places = new Places(scenario.program(), rules(scenario.name()));
        places.add(new Place(LAYOUT.current(), 4, "current", value -> value == old ? 0 : 1));
        places.add(Place.of(LAYOUT.epoch(), 8, "epoch"));
        places.add(Place.of(LAYOUT.asleep(), 4, "asleep"));
        places.add(Place.of(LAYOUT.coalescedCount(), 4, "coalesced writes"));
        for (int thread = 0; thread < LAYOUT.threads(); thread++) {
            places.add(new Place(LAYOUT.reader(thread), 8, "reading[" + thread + "]", value -> value == 0 ? 0 : 1));
        }
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            int written = view == old ? REUSED : 1;
            String name = view == old ? "view[0]" : view == next ? "view[1]" : "another view";
            places.add(new Place(LAYOUT.viewCount(view), 4, name, value -> written));
            places.add(Place.of(LAYOUT.viewReplaced(view), 8, "when a view was replaced"));
        }
        places.add(Place.of(LAYOUT.references(NUMBER), 4, "references"));
        places.add(Place.of(LAYOUT.retired(NUMBER), 4, "retired"));
        places.add(Place.of(LAYOUT.realized(NUMBER), 4, "realized"));
        places.add(Place.of(LAYOUT.started(NUMBER), 4, "started"));
        places.add(Place.of(LAYOUT.attached(NUMBER), 4, "attached"));
        places.add(Place.of(LAYOUT.kicked(NUMBER), 4, "kicked"));
        places.add(Place.of(LAYOUT.state(NUMBER), 4, "state"));
        places.add(Place.of(LAYOUT.unpluggedIn(NUMBER), 8, "when the device was unplugged"));
        places.add(Place.of(DispatchRecorded.DEVICE, 4, "registers"));
        places.add(Place.of(DispatchRecorded.LEFT, 4, "left[0]"));
        places.add(Place.of(DispatchRecorded.LEFT_BY_UNPLUG, 4, "left[1]"));
        places.add(Place.of(DispatchRecorded.REQUEST, 4, "request[0]"));
        return places;
    }

    private static RecordedRules rules(String scenario) {
        return switch (scenario) {
            case "swap" -> RULES.withSpare("waiting[0]").withBranched("reading[0]");
            case "reference" -> RULES.withSpare("left[0]").withElsewhere("QR1", "QR2", "QT1", "QT2");
            case "handover" -> RULES.withSpare("started").withElsewhere("QT1", "QT2", "QK1", "QK3");
            case "doorbell" -> RULES.withAgain("kicked").withElsewhere("QR1", "QR2", "QA2");
            default -> RULES.withSpare("waiting[0]");
        };
    }

    /** Whether an access there is of a place that some program has. */
    static boolean isKnown(int offset) {
        for (int known : new int[] {
            LAYOUT.current(),
            LAYOUT.asleep(),
            LAYOUT.reader(0),
            LAYOUT.references(NUMBER),
            LAYOUT.retired(NUMBER),
            LAYOUT.kicked(NUMBER)
        }) {
            if (offset == known) {
                return true;
            }
        }
        return offset >= DispatchRecorded.DEVICE || isOfHandoverOrView(offset);
    }

    private static boolean isOfHandoverOrView(int offset) {
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            if (offset == LAYOUT.viewCount(view)) {
                return true;
            }
        }
        return offset == LAYOUT.started(NUMBER);
    }
}
