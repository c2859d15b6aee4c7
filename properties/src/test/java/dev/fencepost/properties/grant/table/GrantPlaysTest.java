package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What two virtual CPUs and a guest do with one entry at once, on the implementation and in the model. */
@Claims({Clause.G1, Clause.G3, Clause.G4, Clause.G5, Clause.G9})
class GrantPlaysTest {
    @Test
    void everyPlayEndsAsInTheModel() {
        List<String> plays = GrantPlays.all();
        int inside = 0;
        for (String play : plays) {
            GrantHistory history = new GrantHistory(UnaryOperator.identity());
            history.run(GrantReplay.of(play).history());
            inside += history.operationsInside();
        }
        assertThat(plays).hasSizeGreaterThan(900).doesNotHaveDuplicates();
        assertThat(inside).as("operations in the middle of a copy").isGreaterThan(plays.size());
    }
}
