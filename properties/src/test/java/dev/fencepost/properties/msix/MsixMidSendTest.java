package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens while a message is on its way, which is while the sink has it: the same thread does there what another
 * one might, so that each case is one run. The harness has all interleavings, of one vector; this has several vectors.
 */
@Claims({Clause.M2, Clause.M3, Clause.M4, Clause.M7})
class MsixMidSendTest {
    private static final int VECTORS = 3;
    private static final int CONTROL = 12;

    private final List<Integer> sent = new ArrayList<>();
    private Consumer<MsixTable> meanwhile = table -> {};
    private MsixTable table;

    /** Open, with all vectors in use; the first message that is sent meets what happens meanwhile. */
    private MsixTable open(ArrayMemory memory) {
        table = new MsixTable(memory, new MsixLayout(VECTORS, 0), (vector, address, data) -> meet(vector), -1);
        table.decode(true);
        table.control(true, false);
        for (int vector = 0; vector < VECTORS; vector++) {
            table.use(vector);
            mask(vector, 0);
        }
        return table;
    }

    private MsixTable open() {
        return open(new ArrayMemory(new MsixLayout(VECTORS, 0).end()));
    }

    private void meet(int vector) {
        sent.add(vector);
        Consumer<MsixTable> once = meanwhile;
        meanwhile = any -> {};
        once.accept(table);
    }

    private void mask(int vector, int masked) {
        table.write(MsixRegion.TABLE, MsixLayout.ENTRY * vector + CONTROL, 4, masked);
    }

    private long pending() {
        return table.read(MsixRegion.PBA, 0, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void closingTheFunctionIsOverWhenNobodySends(int vector) {
        assertThat(isQuietMeanwhile(open(), vector)).isFalse();
        assertThat(table.isQuiet()).isTrue();
        assertThat(sent).containsExactly(vector);
    }

    private boolean isQuietMeanwhile(MsixTable opened, int vector) {
        boolean[] quiet = new boolean[1];
        meanwhile = any -> {
            any.startControl(true, true);
            quiet[0] = any.isQuiet();
        };
        opened.event(vector);
        return quiet[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMaskIsFlushedWhenItsMessageIsOut(int vector) {
        assertThat(isSettledMeanwhile(open(), vector, vector)).isFalse();
        assertThat(table.isSettled()).isTrue();
    }

    /** A read waits for messages of masked vectors, not for others. */
    @Test
    void aMaskOfAnotherVectorIsFlushedAtOnce() {
        assertThat(isSettledMeanwhile(open(), 0, 1)).isTrue();
        assertThat(table.isSettled()).isTrue();
    }

    private boolean isSettledMeanwhile(MsixTable opened, int vector, int masked) {
        boolean[] settled = new boolean[1];
        meanwhile = any -> {
            mask(masked, 1);
            mask(masked, 1); // once more changes nothing
            settled[0] = any.isSettled();
        };
        opened.event(vector);
        return settled[0];
    }

    /** The mutant of both: a memory that does not show who is sending. */
    @Test
    void aTableThatDoesNotSeeWhoSendsIsNoticed() {
        MsixLayout layout = new MsixLayout(VECTORS, 0);
        class Blind extends ArrayMemory {
            Blind() {
                super(layout.end());
            }

            @Override
            public int load32(Mode mode, int offset) {
                return mode != Mode.ACQUIRE ? super.load32(mode, offset) : 0;
            }
        }
        assertThat(isQuietMeanwhile(open(new Blind()), 1)).isTrue();
        assertThat(isSettledMeanwhile(open(new Blind()), 1, 1)).isTrue();
    }

    @Test
    void anEventMeanwhileIsSentAfterwards() {
        meanwhile = any -> {
            any.event(1);
            any.event(1);
        };
        open().event(1);
        assertThat(sent).containsExactly(1, 1);
        assertThat(pending()).isZero();
    }

    @Test
    void anEventMeanwhileOfAMaskedVectorStaysPending() {
        meanwhile = any -> {
            mask(1, 1);
            any.event(1);
        };
        open().event(1);
        assertThat(sent).containsExactly(1);
        assertThat(pending()).isEqualTo(2);
        mask(1, 0);
        assertThat(sent).containsExactly(1, 1);
    }

    @Test
    void anEventMeanwhileOfAClosedFunctionStaysPending() {
        meanwhile = any -> {
            any.startControl(true, true);
            any.event(1);
            any.event(2);
        };
        open().event(1);
        assertThat(sent).containsExactly(1);
        assertThat(pending()).isEqualTo(6);
        table.control(true, false);
        assertThat(sent).containsExactly(1, 1, 2);
    }

    /** Whoever opens finds the vector claimed, and leaves what is pending to the one who sends. */
    @Test
    void openingMeanwhileSendsOnce() {
        meanwhile = any -> {
            any.startControl(false, false);
            any.event(1);
            any.startControl(true, false);
            mask(1, 1);
            mask(1, 0);
        };
        open().event(1);
        assertThat(sent).containsExactly(1, 1);
        assertThat(pending()).isZero();
    }

    @Test
    void whatIsPendingOfAVectorThatIsGivenUpMeanwhileIsDropped() {
        meanwhile = any -> {
            any.event(1);
            any.release(1);
        };
        open().event(1);
        assertThat(sent).containsExactly(1);
        assertThat(pending()).isZero();
    }

    @Test
    void oneVectorDoesNotHoldUpAnother() {
        meanwhile = any -> any.event(2);
        open().event(1);
        assertThat(sent).containsExactly(1, 2);
        assertThat(pending()).isZero();
    }
}
