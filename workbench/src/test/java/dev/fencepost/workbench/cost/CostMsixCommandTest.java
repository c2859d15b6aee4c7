package dev.fencepost.workbench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fencepost.model.cost.Curve;
import dev.fencepost.model.cost.Origin;
import dev.fencepost.model.msix.intercept.Count;
import dev.fencepost.model.msix.intercept.Design;
import dev.fencepost.model.msix.intercept.ShadowCost;
import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostMsixCommandTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    private final ShadowCost cost = new ShadowCost(Count::ofLinux);

    @Test
    void theFitMeetsWhatWasPublished() {
        assertThat(cost.percent(Design.MASKS, 24)).isEqualTo(140, ROUNDING);
        assertThat(cost.percent(Design.SHADOW_2010, 24)).isEqualTo(60, ROUNDING);
        assertThat(cost.percentPerAccess()).isEqualTo(80 / 24.0, ROUNDING);
        assertThat(cost.percent(Design.NONE, 24)).isEqualTo(300, ROUNDING);
        assertThat(cost.percent(Design.SHADOW_TODAY, 24)).isEqualTo(220, ROUNDING);
    }

    /**
     * Counterparts that count wrongly: one read too many as a shadow that answers none, or writes that nobody
     * intercepts.
     */
    @Test
    void aWrongCountChangesTheAnswer() {
        Count read = new Count(1, 0);
        assertThatThrownBy(() -> new ShadowCost(design -> read))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saves nothing");
        Count.Counter writesToo = design -> design == Design.MASKS ? Count.ofLinux(Design.NONE) : Count.ofLinux(design);
        ShadowCost counterpart = new ShadowCost(writesToo);
        assertThat(counterpart.percentPerAccess()).isNotCloseTo(cost.percentPerAccess(), ROUNDING);
        assertThat(counterpart.percent(Design.NONE, 24)).isEqualTo(140, ROUNDING);
    }

    /** Each published point lies on a fitted curve. */
    @Test
    void curvesPassThroughThePublishedPoints() {
        Curve published = cost.of(1, 24).curves().get(4);
        assertThat(published.origin()).isEqualTo(Origin.PUBLISHED);
        assertThat(cost.of(1, 24).curves().get(2).points().get(23).y())
                .isEqualTo(published.points().get(0).y(), ROUNDING);
        assertThat(cost.of(1, 24).curves().get(3).points().get(23).y())
                .isEqualTo(published.points().get(1).y(), ROUNDING);
    }

    @Test
    void itIsDrawnWithin80ColumnsAndEveryNumberSaysWhereItComesFrom() {
        Run run = Run.of("cost", "msix", "--guests", "1..24");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out())
                .contains("Assumptions:", "%  published", "%  fitted", "given", "measured", "assumed")
                .contains("guests", "percent of a processor");
        assertThat(run.out().lines().filter(line -> line.contains("|") && line.contains("#")))
                .hasSize(2);
    }

    @Test
    void whatWasPublishedIsDrawnWhereItBelongs() {
        assertThat(Run.of("cost", "msix", "--guests", "1..23").out()).doesNotContain("#  published");
        assertThat(Run.of("cost", "msix", "--guests", "24").out()).contains("#  published");
        assertThat(Run.of("cost", "msix").out()).contains("#  published");
    }

    @Test
    void jsonIsOneObject() {
        Run run = Run.of("cost", "msix", "--format", "json");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).startsWith("{\"title\"").contains("\"origin\": \"measured\"", "\"origin\": \"assumed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0..5", "5..1", "many", "1..2000", "-3"})
    void aWrongRangeIsNamed(String range) {
        Run run = Run.of("cost", "msix", "--guests=" + range);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("--guests").contains(range);
    }
}
