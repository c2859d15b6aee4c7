package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusSummary;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.platform.Lowering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a compiler may do to plain accesses counts under every model, also where the machine keeps their order. */
class CompilerTest {
    private static final String CLAIM = "a compiler may reorder, merge or hoist this";
    private static final List<MemoryModel> MODELS = List.of(new Lkmm(), new Armv8(), new Tso(), new Sc());

    /** A new page is filled and then linked; the compiler may swap the two stores (the shape of XSA-340). */
    private static final String PUBLISH = """
            C publish
            { int page = 9; int *head = page; }
            P0(int *page, int *ready, int *fresh)
            {
            	*fresh = 7;
            	*ready = 1;
            }
            P1(int *ready, int *fresh)
            {
            	int r = *ready;
            	int f = 7;
            	if (r == 1)
            		f = *fresh;
            }
            exists (1:r=1 /\\ 1:f=0)
            """;

    /** A loop that waits by plain loads: the compiler may read once and wait for ever. */
    private static final String POLL = """
            C poll
            {}
            P0(int *used) { WRITE_ONCE(*used, 1); }
            P1(int *used) { int turns = 0; while (*used == 0) { turns = turns + 1; } }
            exists (1:turns=4)
            """;

    @Test
    void plainAccessesThatRaceAreFlaggedUnderEveryModel() throws LitmusException {
        for (MemoryModel model : MODELS) {
            LitmusSummary summary = judged(PUBLISH, model);
            assertThat(summary.flags()).as(model.name()).containsExactly("data-race");
            assertThat(summary.races())
                    .containsExactly(
                            "fresh: the plain store of P0 and the plain load of P1",
                            "ready: the plain store of P0 and the plain load of P1");
            assertThat(summary.warnings()).hasSize(3).last().asString().contains(CLAIM);
        }
        assertThat(judged(PUBLISH, new Tso()).observation()).isEqualTo("Never");
        assertThat(judged(PUBLISH, new Lkmm()).observation()).isEqualTo("Sometimes");
    }

    @Test
    void aPlainPollIsFlaggedAndWasCut() throws LitmusException {
        for (MemoryModel model : MODELS) {
            LitmusSummary summary = judged(POLL, model);
            assertThat(summary.flags()).as(model.name()).containsExactly("data-race");
            assertThat(summary.races()).containsExactly("used: the store of P0 and the plain load of P1");
            assertThat(summary.observation()).isEqualTo("Bounded");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*ready", "*fresh"})
    void onePlainAccessIsEnough(String plain) throws LitmusException {
        String marked = PUBLISH.replace("*fresh = 7;", "WRITE_ONCE(*fresh, 7);")
                .replace("*ready = 1;", "WRITE_ONCE(*ready, 1);")
                .replace("= *ready;", "= READ_ONCE(*ready);")
                .replace("= *fresh;", "= READ_ONCE(*fresh);");
        for (MemoryModel model : MODELS) {
            assertThat(judged(marked, model).warnings()).as(model.name()).isEmpty();
            assertThat(judged(marked.replace("READ_ONCE(" + plain + ")", plain), model)
                            .flags())
                    .as(model.name())
                    .containsExactly("data-race");
        }
    }

    @Test
    void whatIsOrderedDoesNotRace() throws LitmusException {
        String ordered = PUBLISH.replace("*ready = 1;", "smp_store_release(ready, 1);")
                .replace("*ready;", "smp_load_acquire(ready);");
        for (MemoryModel model : MODELS) {
            assertThat(judged(ordered, model).warnings()).as(model.name()).isEmpty();
            assertThat(judged(ordered, model).observation()).isEqualTo("Never");
        }
    }

    /** Whether the accesses race is not known either where the search for a race ran into the bound of a loop. */
    @Test
    void aSearchForRacesThatWasCutIsALimit() throws LitmusException {
        String text = """
                C cut
                {}
                P0(int *x, int *y, int *z)
                {
                	int r = READ_ONCE(*x);
                	WRITE_ONCE(*y, 1);
                	while (r == 1) { r = 1; }
                	*z = 1;
                }
                P1(int *x, int *y) { int q = READ_ONCE(*y); if (q == 1) WRITE_ONCE(*x, 1); }
                exists (0:r=1 /\\ 1:q=1)
                """;
        LitmusSummary summary = judged(text, new Tso());
        assertThat(summary.observation()).isEqualTo("Bounded");
        assertThat(summary.limits()).hasSize(1).first().asString().contains("whether plain accesses race is unknown");
    }

    private static LitmusSummary judged(String text, MemoryModel model) throws LitmusException {
        LitmusTest test = Litmus.read(text);
        return LitmusExplorer.explore(
                test, Lowering.forModel(model.name()).lower(test.program()), model, Duration.ofMinutes(1));
    }
}
