package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusSummary;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Why QO1 is smp_mb and nothing less in the kernel's model, although references there are dropped with a release: who
 * drops the last reference tells whoever frees the device by a store of its own, {@code retired}, and a release orders
 * what came before with the update alone, not with the next store. It would do with that store a release, too, and a
 * full barrier at QO2. Numbers of executions as herd7 7.58 gives them.
 */
@Claims(Clause.Q4)
class DroppedReferenceTest {
    private static final String PLAIN = "WRITE_ONCE(*retired, 1)";
    private static final String RELEASE = "smp_store_release(retired, 1)";

    /** How a reference is dropped. */
    enum Drop {
        /** As the dispatcher's plan has it on every architecture: nothing gets through. */
        MB("smp_mb();", "atomic_fetch_sub_acquire", PLAIN, "smp_rmb", "Never 0 4"),
        /** The load from the device is not ordered. */
        WMB("smp_wmb();", "atomic_fetch_sub_acquire", PLAIN, "smp_rmb", "Sometimes 2 4"),
        /** What the last user left behind is not ordered. */
        RMB("smp_rmb();", "atomic_fetch_sub_acquire", PLAIN, "smp_rmb", "Sometimes 2 4"),
        /** Ordered with the update, not with the store behind it. */
        RELEASED_UPDATE("", "atomic_fetch_sub_release", PLAIN, "smp_rmb", "Sometimes 4 4"),
        /** Likewise, whatever the other side does. */
        RELEASED_UPDATE_AND_MB("", "atomic_fetch_sub_release", PLAIN, "smp_mb", "Sometimes 3 4"),
        /** The update is not ordered with what its own thread frees then. */
        RELEASED_TWICE("", "atomic_fetch_sub_release", RELEASE, "smp_rmb", "Sometimes 1 4"),
        /** What would do instead, at three places. */
        RELEASED_TWICE_AND_MB("", "atomic_fetch_sub_release", RELEASE, "smp_mb", "Never 0 4");

        private final String before;
        private final String update;
        private final String retired;
        private final String freeing;
        private final String observed;

        Drop(String before, String update, String retired, String freeing, String observed) {
            this.before = before;
            this.update = update;
            this.retired = retired;
            this.freeing = freeing;
            this.observed = observed;
        }

        private String dropped() {
            return before + " r1 = " + update + "(1, refs); if (r1 == 1) { " + retired + "; }";
        }

        /** A user with a reference and the topology with its own; either may be the last to drop it. */
        String text() {
            String parameters = "(int *refs, int *device, int *left, int *retired)";
            return "C drop-" + name().toLowerCase(Locale.ROOT) + "\n{ refs=2; }\n"
                    + "P0" + parameters
                    + "\n{ int r0; int r1; r0 = READ_ONCE(*device); WRITE_ONCE(*left, 1); " + dropped() + " }\n"
                    + "P1" + parameters
                    + "\n{ int r1; int r2; int r3; " + dropped() + " r2 = READ_ONCE(*retired); " + freeing + "();"
                    + " r3 = READ_ONCE(*left); if (r2 == 1) { WRITE_ONCE(*device, 9); } }\n"
                    + "exists ((1:r2=1 /\\ 1:r3=0) \\/ (1:r2=1 /\\ 0:r0=9))\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAFullBarrierAtQo1LetsNothingThrough(Drop drop) throws LitmusException {
        LitmusTest test = new LitmusReader().read(drop + ".litmus", drop.text());
        LitmusSummary summary = new LitmusSummary(test);
        Lkmm model = new Lkmm();
        new ExecutionExplorer(test.program(), model).explore(execution -> {
            summary.add(execution::value, model.flags(execution));
            return true;
        });
        assertThat(summary.text(0)).contains(" " + drop.observed + "\n");
    }
}
