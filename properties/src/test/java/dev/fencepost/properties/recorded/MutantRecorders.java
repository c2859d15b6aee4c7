package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.properties.recorded.Recorder.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Mutants of any implementation: recorders that write down something else than what was done. */
public final class MutantRecorders {
    private MutantRecorders() {}

    /** The fence at a site is not there. */
    public static Function<SharedMemory, Recorder> without(Site site) {
        return memory -> new Recorder(memory) {
            @Override
            public void record(Event event) {
                if (!isAt(site, event)) {
                    append(event);
                }
            }
        };
    }

    /** The fence at a site comes one access too late. */
    public static Function<SharedMemory, Recorder> late(Site site) {
        return late(site, event -> true);
    }

    /** The fence at a site comes behind the next access of those. */
    public static Function<SharedMemory, Recorder> late(Site site, Predicate<Event> which) {
        return memory -> new Recorder(memory) {
            private Event late;

            @Override
            public void record(Event event) {
                if (isAt(site, event)) {
                    late = event;
                    return;
                }
                append(event);
                if (late != null && !(event instanceof Event.Fence) && which.test(event)) {
                    append(late);
                    late = null;
                }
            }
        };
    }

    /** What {@code which} says comes behind the next fence. */
    public static Function<SharedMemory, Recorder> behindTheFence(Predicate<Event> which) {
        return memory -> new Recorder(memory) {
            private final List<Event> late = new ArrayList<>();

            @Override
            public void record(Event event) {
                if (which.test(event)) {
                    late.add(event);
                    return;
                }
                append(event);
                if (event instanceof Event.Fence) {
                    late.forEach(this::append);
                    late.clear();
                }
            }
        };
    }

    /** What {@code which} says is done twice: the value that is used is not the one that was looked at. */
    public static Function<SharedMemory, Recorder> twice(Predicate<Event> which) {
        return memory -> new Recorder(memory) {
            @Override
            public void record(Event event) {
                append(event);
                if (which.test(event)) {
                    append(event);
                }
            }
        };
    }

    private static boolean isAt(Site site, Event event) {
        return event instanceof Event.Fence fence && fence.site() == site;
    }
}
