package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusSummary;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No limit that was hit is lost: neither Never nor Always where something was left out. */
class LimitsTest {
    /** The service goes to sleep only if, after saying so, it finds nothing to do. */
    private static final String SLEEPS = """
            C sleeps
            {}
            P0(int *work, int *rear, int *wants, int *kicked)
            {
            	WRITE_ONCE(*work, 5);
            	smp_store_release(rear, 1);
            	smp_mb();
            	if (READ_ONCE(*wants))
            		WRITE_ONCE(*kicked, 1);
            }
            P1(int *work, int *rear, int *wants)
            {
            	int done = 0;
            	int sleeps = 0;
            	while (sleeps == 0) {
            		if (smp_load_acquire(rear) != done) {
            			int w = READ_ONCE(*work);
            			done = done + 1;
            		} else {
            			WRITE_ONCE(*wants, 1);
            			smp_mb();
            			if (READ_ONCE(*rear) == done)
            				sleeps = 1;
            			else
            				WRITE_ONCE(*wants, 0);
            		}
            	}
            }
            exists (1:sleeps=1 /\\ 1:done=0 /\\ kicked=0)
            """;

    @Test
    void aLoopThatWasCutIsBoundedUntilItIsLongEnough() throws LitmusException {
        for (MemoryModel model : List.of(new Lkmm(), new Armv8(), new Tso(), new Sc())) {
            assertThat(judged(SLEEPS, 2, model).observation()).as(model.name()).isEqualTo("Bounded");
            assertThat(judged(SLEEPS, 2, model).text(0)).contains("Observation sleeps Bounded 0 ");
            assertThat(judged(SLEEPS, 3, model).observation()).as(model.name()).isEqualTo("Never");
        }
    }

    @Test
    void alwaysIsBoundedTooAndSometimesIsNot() throws LitmusException {
        String poll = "C poll\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"
                + "P1(int *x) { int n = 0; while (READ_ONCE(*x) == 0) n = n + 1; }\n";
        assertThat(judged(poll + "exists (x=1)", 2, new Lkmm()).observation()).isEqualTo("Bounded");
        assertThat(judged(poll + "~exists (1:n=9)", 2, new Lkmm()).observation())
                .isEqualTo("Bounded");
        assertThat(judged(poll + "exists (1:n=1)", 2, new Lkmm()).observation()).isEqualTo("Sometimes");
    }

    @Test
    void whatTheTimeDidNotSufficeForIsBounded() throws LitmusException {
        String many = "C many\n{}\n";
        for (int i = 0; i < 6; i++) {
            many += "P" + i + "(int *x) { WRITE_ONCE(*x, " + i + "); WRITE_ONCE(*x, 9); r1 = READ_ONCE(*x); }\n";
        }
        LitmusSummary summary =
                LitmusExplorer.explore(Litmus.read(many + "exists (x=7)"), new Lkmm(), Duration.ofMillis(1));
        assertThat(summary.isTimedOut()).isTrue();
        assertThat(summary.observation()).isEqualTo("Bounded");
    }

    /** The loop is cut with a value that it never ends with, and with that value its thread waits for itself. */
    private static final String WAITS_FOR_ITSELF = """
            C itself
            {}
            P0(int *x, spinlock_t *l)
            {
            	int n = 0;
            	int r = 0;
            	while (r == 0) {
            		r = READ_ONCE(*x);
            		n = n + 1;
            	}
            	if (r == 0) {
            		spin_lock(l);
            		spin_lock(l);
            	}
            }
            P1(int *x) { WRITE_ONCE(*x, 1); }
            exists (0:n=3)
            """;

    /** A loop is cut inside a critical section that another thread waits for. */
    private static final String HOLDS_THE_LOCK = """
            C holds
            {}
            P0(int *x, spinlock_t *l)
            {
            	int n = 0;
            	int r = 0;
            	spin_lock(l);
            	while (r == 0) {
            		r = READ_ONCE(*x);
            		n = n + 1;
            	}
            	if (r != 0)
            		spin_unlock(l);
            }
            P1(int *x, spinlock_t *l)
            {
            	WRITE_ONCE(*x, 1);
            	spin_lock(l);
            	spin_unlock(l);
            }
            exists (0:n=3)
            """;

    @ParameterizedTest
    @ValueSource(strings = {WAITS_FOR_ITSELF, HOLDS_THE_LOCK})
    void aCutWhoseExecutionNeverCompletesIsNotLost(String text) throws LitmusException {
        for (MemoryModel model : List.of(new Lkmm(), new Armv8(), new Tso(), new Sc())) {
            assertThat(judged(text, 2, model).observation()).as(model.name()).isEqualTo("Bounded");
            assertThat(judged(text, 3, model).observation()).as(model.name()).isEqualTo("Sometimes");
        }
    }

    /** The thread that is stuck there is stuck whatever the bound: nothing was cut. */
    @Test
    void aThreadThatIsStuckWithoutACutIsNoLimit() throws LitmusException {
        String stuck =
                WAITS_FOR_ITSELF.replace("while (r == 0) {", "while (n < 2) {").replace("(r == 0)", "(r == 7)");
        assertThat(judged(stuck, 2, new Lkmm()).observation()).isEqualTo("Never");
    }

    private static LitmusSummary judged(String text, int unroll, MemoryModel model) throws LitmusException {
        return LitmusExplorer.explore(new LitmusReader(unroll).read("sample.litmus", text), model, null);
    }
}
