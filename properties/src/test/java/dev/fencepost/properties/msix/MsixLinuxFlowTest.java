package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.msix.intercept.Design;
import dev.fencepost.model.msix.intercept.LinuxFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Linux's edge flow costs in each design: three accesses an interrupt that finds its handler running. */
class MsixLinuxFlowTest {
    private static final int INTERRUPTS = 100;

    /**
     * Before 2010 every flush reached the device model; the shadow answers it, today's lets the writes through again.
     */
    @ParameterizedTest
    @CsvSource({"NONE, 100, 200", "MASKS, 100, 0", "SHADOW_2010, 0, 0", "SHADOW_TODAY, 0, 200"})
    void whatReachesTheDeviceModel(Design design, long reads, long writes) {
        LinuxFlow flow = new LinuxFlow(design, 4);
        for (int i = 0; i < INTERRUPTS; i++) {
            int vector = i % 4;
            flow.interrupt(vector);
            flow.interrupt(vector);
            flow.handled(vector);
            flow.handled(vector);
        }
        assertThat(flow.accesses()).isEqualTo(3 * INTERRUPTS);
        assertThat(flow.readsThatReach()).isEqualTo(reads);
        assertThat(flow.writesThatReach()).isEqualTo(writes);
    }

    @Test
    void anInterruptThatFindsItsHandlerIdleTouchesNothing() {
        LinuxFlow flow = new LinuxFlow(Design.NONE, 1);
        flow.interrupt(0);
        flow.handled(0);
        assertThat(flow.accesses()).isZero();
    }
}
