package dev.fencepost.stress.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every way in which a run may look fine and prove nothing. */
class JpfReportTest {
    private static final String CLEAN = Harness.END + "\nno errors detected\n"
            + "states:             new=424,visited=421,backtracked=845,end=53\n"
            + "search:             maxDepth=35,constraints=0\n";

    @Test
    void aCleanRunCounts() {
        JpfReport report = new JpfReport(CLEAN);
        assertThat(report.fault()).isNull();
        assertThat(report.violation()).isNull();
        assertThat(report.states()).isEqualTo(424);
    }

    @Test
    void aViolationCounts() {
        JpfReport report = new JpfReport(CLEAN.replace("no errors detected", "")
                + "java.lang.AssertionError: a wakeup is lost\n"
                + "error #1: gov.nasa.jpf.vm.P \"java.lang.AssertionError\"");
        assertThat(report.fault()).isNull();
        assertThat(report.violation()).isEqualTo("a wakeup is lost");
    }

    @Test
    void anErrorOfTheToolDoesNotCount() {
        assertFault(
                CLEAN + "error #1: gov.nasa.jpf.vm.P \"java.lang.NoSuchMethodException: ...\"", "not the harness's");
    }

    @Test
    void nothingAtAllDoesNotCount() {
        assertFault("", "no statistics");
    }

    @Test
    void noVerdictDoesNotCount() {
        assertFault(CLEAN.replace("no errors detected", ""), "neither");
    }

    @Test
    void aLimitDoesNotCount() {
        assertFault(CLEAN.replace("constraints=0", "constraints=3"), "constraints=3");
    }

    @Test
    void aPathThatStopsSomewhereDoesNotCount() {
        assertFault(CLEAN.replace("end=53", "end=0"), "its end");
        assertFault(CLEAN.replace(Harness.END, ""), "its end");
    }

    private static void assertFault(String text, String fault) {
        assertThat(new JpfReport(text).fault()).contains(fault);
    }
}
