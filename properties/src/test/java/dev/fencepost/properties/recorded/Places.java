package dev.fencepost.properties.recorded;

import dev.fencepost.model.memory.program.Program;
import dev.fencepost.properties.recorded.Recorder.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which field of shared memory is which location of a program. A location of several fields must be accessed as a
 * whole, from its first field to its last with nothing in between; an access to several locations is to all of them at
 * the same instant.
 */
public final class Places {
    private final Program program;
    private final RecordedRules rules;
    private final TreeMap<Integer, Place> places = new TreeMap<>();
    private final Map<String, Integer> locations = new HashMap<>();

    /** No places yet. */
    public Places(Program program, RecordedRules rules) {
        this.program = program;
        this.rules = rules;
        for (int i = 0; i < program.locations().size(); i++) {
            locations.put(program.locations().get(i).name(), i);
        }
    }

    /** Adds a field. Its location need not be one of the program's: then accesses to it are left out. */
    public void add(Place place) {
        places.put(place.offset(), place);
    }

    Program program() {
        return program;
    }

    RecordedRules rules() {
        return rules;
    }

    /** The index of the location in the program, or -1. */
    public int location(String name) {
        return locations.getOrDefault(name, -1);
    }

    /**
     * What one side did in the terms of the program, without what {@code thread} leaves out: locations that it never
     * touches, release fences of stores to such, and loads of what is its own.
     */
    List<ModelEvent> translate(Program.Thread thread, List<Event> events) {
        ThreadLocations touched = new ThreadLocations(program, thread, rules.reached());
        Translation translation = new Translation(touched);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event instanceof Event.Fence fence) {
                if (rules.elsewhere().contains(fence.site().name())) {
                    continue;
                }
                if (fence.kind() != null || translation.isWanted(nextStore(events, i))) {
                    translation.fence(fence);
                }
            } else if (event instanceof Event.Access access) {
                translation.access(i, access);
            } else if (event instanceof Event.Exchange exchange) {
                translation.exchange(exchange);
            }
        }
        translation.finish();
        return translation.translated;
    }

    /** Where the next store behind event {@code i} starts, or -1. */
    private static int nextStore(List<Event> events, int i) {
        for (Event event : events.subList(i, events.size())) {
            if (event instanceof Event.Store store) {
                return store.offset();
            }
            if (event instanceof Event.Exchange exchange && exchange.stored().isPresent()) {
                return exchange.offset();
            }
        }
        return -1;
    }

    private Place at(int offset) {
        Map.Entry<Integer, Place> entry = places.floorEntry(offset);
        if (entry == null || entry.getValue().end() <= offset) {
            throw new Mismatch("an access at offset " + offset + ", where the program has nothing");
        }
        return entry.getValue();
    }

    private final class Translation {
        private final List<ModelEvent> translated = new ArrayList<>();
        private final ThreadLocations touched;
        /** The last field of a location that is not accessed to its end yet, or null. */
        private Place unfinished;

        Translation(ThreadLocations touched) {
            this.touched = touched;
        }

        boolean isWanted(int offset) {
            if (offset < 0) {
                return false;
            }
            String name = at(offset).location();
            return location(name) >= 0 && touched.contains(name);
        }

        void fence(Event.Fence fence) {
            finish();
            translated.add(new ModelEvent.Fence(fence.site().name(), fence.kind()));
        }

        void access(int instant, Event.Access access) {
            int offset = access.offset();
            int end = offset + access.width();
            while (offset < end) {
                Place place = at(offset);
                if (place.offset() != offset || place.end() > end) {
                    throw new Mismatch("an access to a part of " + place.location());
                }
                if (isWanted(offset) && !isOwnLoad(place, access)) {
                    field(instant, place, access);
                }
                offset = place.end();
            }
        }

        private boolean isOwnLoad(Place place, Event.Access access) {
            return access instanceof Event.Load
                    && rules.own().contains(place.location())
                    && touched.isOnlyWriter(place.location());
        }

        private void field(int instant, Place place, Event.Access access) {
            boolean store = access instanceof Event.Store;
            int location = location(place.location());
            long value = place.meaning().applyAsLong(place.part(access.offset(), access.value()));
            if (follows(place)) {
                ModelEvent last = translated.isEmpty() ? null : translated.remove(translated.size() - 1);
                if (!(last instanceof ModelEvent.Access half)
                        || half.location() != location
                        || half.store() != store
                        || unfinished == null
                        || unfinished.end() != place.offset()) {
                    throw new Mismatch(place.location() + " was not accessed from its first part to its last");
                }
                value += half.value();
            } else {
                finish();
            }
            translated.add(new ModelEvent.Access(store, location, place.location(), access.mode(), value, instant));
            Place next = places.get(place.end());
            unfinished = next != null && next.location().equals(place.location()) ? place : null;
        }

        /** Whether the field before it is of the same location. */
        private boolean follows(Place place) {
            Map.Entry<Integer, Place> before = places.lowerEntry(place.offset());
            return before != null && before.getValue().location().equals(place.location());
        }

        void exchange(Event.Exchange exchange) {
            finish();
            Place place = at(exchange.offset());
            if (place.offset() != exchange.offset() || place.bytes() != exchange.width()) {
                throw new Mismatch("a read-modify-write that is not of " + place.location() + " alone");
            }
            if (isWanted(place.offset())) {
                translated.add(new ModelEvent.Exchange(
                        location(place.location()),
                        place.location(),
                        exchange.mode(),
                        meaning(place, exchange.found()),
                        exchange.stored().isEmpty()
                                ? OptionalLong.empty()
                                : OptionalLong.of(
                                        meaning(place, exchange.stored().getAsLong()))));
            }
        }

        private static long meaning(Place place, long value) {
            return place.meaning().applyAsLong(place.part(place.offset(), value));
        }

        void finish() {
            if (unfinished != null) {
                throw new Mismatch(unfinished.location() + " was not accessed to its end");
            }
        }
    }
}
