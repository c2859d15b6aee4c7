package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.LockOrderException;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.dispatch.DispatchStage.Broken;
import dev.fencepost.properties.dispatch.DispatchStage.Waits;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every plot with every interruption: before each access to memory that the first thread makes, the second does all
 * that it has to do, unless it would have to wait for the first. Of all interleavings these are few; but it is the
 * implementation itself, for every way to protect a device, in a second.
 */
public final class DispatchInterruptions {
    /** A dispatcher that may be wrong. */
    public interface Variant {
        /** Its memory. */
        default DispatchMemory memory(int size) {
            return new DispatchMemory(size, DispatchStage.THREADS, DispatchStage.DEVICES);
        }

        /** What is done to it before anything else. */
        default void prepare(Dispatching dispatching) {}
    }

    /** How a variant may be driven wrongly. */
    public interface Dispatching {
        /** Devices are freed without the big lock. */
        void forgetBigLock();

        /** Whoever serves a queue tells the main loop of it at once, under the big lock. */
        void notifyAtOnce();
    }

    /**
     * What is wrong.
     *
     * @param clause the rule that is broken
     * @param what says what happened, and where
     * @param accesses to memory until then
     */
    public record Found(Clause clause, String what, int accesses) {}

    private int runs;

    /** How many runs there were in which nobody had to wait for who was interrupted. */
    int runs() {
        return runs;
    }

    /** The shortest way to each rule that is broken. */
    public static Map<Clause, Found> of(Variant variant) {
        return new DispatchInterruptions().all(variant);
    }

    Map<Clause, Found> all(Variant variant) {
        Map<Clause, Found> shortest = new EnumMap<>(Clause.class);
        for (DispatchPlot plot : DispatchPlot.values()) {
            for (Locking locking : Locking.values()) {
                boolean more = true;
                for (int point = 0; more; point++) {
                    Run run = new Run(variant, plot, locking, point);
                    more = run.begun;
                    runs += run.waits ? 0 : 1;
                    if (run.found != null) {
                        shortest.merge(
                                run.found.clause(),
                                run.found,
                                (one, other) -> other.accesses() < one.accesses() ? other : one);
                    }
                }
            }
        }
        return shortest;
    }

    /** One run; the last of a plot is the one that is over before the interruption begins. */
    private static final class Run {
        private final DispatchMemory memory;
        private final int point;
        private int start;
        private boolean begun;
        private boolean within;
        private boolean waits;
        private Found found;

        Run(Variant variant, DispatchPlot plot, Locking locking, int point) {
            this.point = point;
            DispatchLayout layout = DispatchStage.layout();
            memory = variant.memory(layout.size());
            try {
                go(variant, plot, locking);
            } catch (Waits waiting) {
                waits = within;
                found = within ? null : found(Clause.Q6, waiting.getMessage());
            } catch (Broken broken) {
                found = found(broken.clause(), broken.getMessage());
            } catch (LockOrderException wrong) {
                found = found(Clause.Q6, wrong.getMessage());
            } catch (IllegalStateException wrong) {
                found = found(Clause.Q8, wrong.getMessage());
            }
            if (found != null) {
                found = new Found(
                        found.clause(),
                        found.what() + ": " + plot + " " + locking + ", interrupted before access " + (point + 1),
                        found.accesses());
            }
        }

        private void go(Variant variant, DispatchPlot plot, Locking locking) {
            DispatchStage watch = new DispatchStage(memory);
            variant.prepare(watch);
            DispatchPlot.Acts acts = plot.acts(watch, locking);
            start = memory.accesses();
            memory.before(() -> interrupt(acts.second()));
            acts.first().run();
            memory.before(() -> {});
            if (!begun) {
                acts.second().run();
            }
            watch.settle();
        }

        private void interrupt(Runnable second) {
            if (!begun && memory.accesses() - start > point) {
                begun = true;
                within = true;
                second.run();
                within = false;
            }
        }

        private Found found(Clause clause, String what) {
            return new Found(clause, what, memory.accesses() - start);
        }
    }
}
