package dev.fencepost.properties.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.properties.dispatch.DispatchTurns;
import dev.fencepost.properties.grant.table.GrantTurns;
import dev.fencepost.properties.msix.MsixTurns;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls out of turn: twice, too early, for what has gone or belongs to somebody else. They change nothing. */
class LifecycleTest {
    static Stream<Turn> turns() {
        return Stream.of(GrantTurns.all(), MsixTurns.all(), DispatchTurns.all()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("turns")
    void aCallOutOfTurnIsRefusedAndChangesNothing(Turn turn) {
        assertThat(turn.fault()).isNull();
    }

    @Test
    void aMistakeIsNoticed() {
        int[] count = new int[1];
        assertThat(turn(count, () -> {}).fault()).contains("nothing is thrown");
        assertThat(turn(count, () -> {
                            count[0]++;
                            throw new IllegalStateException("too late");
                        })
                        .fault())
                .contains("something has changed");
        assertThat(turn(count, () -> count[1]++).fault()).contains("ArrayIndexOutOfBounds");
        assertThat(turn(count, () -> {
                            throw new IllegalStateException("not now");
                        })
                        .fault())
                .isNull();
    }

    private static Turn turn(int[] count, Runnable call) {
        return new Turn("sample", IllegalStateException.class, call, () -> String.valueOf(count[0]));
    }
}
