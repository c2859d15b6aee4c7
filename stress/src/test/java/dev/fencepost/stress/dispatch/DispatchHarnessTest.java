package dev.fencepost.stress.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.stress.harness.HarnessExplorer;
import dev.fencepost.stress.harness.HarnessSubjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dispatcher's own code: every interleaving of a vCPU or two, an I/O thread and a main loop. */
class DispatchHarnessTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sc,vcpus-1,write,rearrange,lock-free | 563  | 1",
                "sc,vcpus-1,write,unplug,device       | 759  | 2",
                "sc,vcpus-2,write,nothing,device      | 669  | 1",
                "tso,vcpus-1,kick,nothing             | 644  | 1",
            })
    void nothingIsWrong(String words, int states, int ends) {
        HarnessExplorer.Found found = HarnessExplorer.explore(HarnessSubjects.DISPATCH.of(words));
        assertThat(found.violation()).isNull();
        assertThat(found.states()).isEqualTo(states);
        assertThat(found.ends()).isEqualTo(ends);
    }

    /** Two vCPUs, of which one kicks, an I/O thread, and a device that is unplugged: all of it for the night. */
    @Test
    void nothingIsWrongWhileADeviceIsUnplugged() {
        String words = DEEP ? "sc,vcpus-2,mixed,unplug,lock-free" : "sc,vcpus-1,mixed,unplug,device";
        HarnessExplorer.Found found = HarnessExplorer.explore(HarnessSubjects.DISPATCH.of(words));
        assertThat(found.violation()).isNull();
        assertThat(found.states()).isEqualTo(DEEP ? 1_076_528 : 32_298);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sc,vcpus-1,write,start,device,deadlock        | somebody waits for ever (Q6)",
                "sc,vcpus-1,write,nothing,device,reversed      | takes a lock BIG while it has a lock DEVICE (Q6)",
                "sc,vcpus-1,write,unplug,device,hasty          | a device that is freed is called (Q4)",
                "sc,vcpus-2,write,nothing,device,unlocked      | is answered by REENTERED",
                "sc,vcpus-1,kick,nothing,sleepy                | a kick is lost (Q8)",
                "tso,vcpus-1,kick,nothing,drop-QK2             | a kick is lost (Q8)",
                "tso,vcpus-1,write,rearrange,lock-free,drop-QR1 | is answered by UNMAPPED (Q3)",
            })
    void aMistakeIsFound(String words, String violation) {
        HarnessExplorer.Found found = HarnessExplorer.explore(HarnessSubjects.DISPATCH.of(words));
        assertThat(found.violation()).contains(violation);
        assertThat(found.trace()).isNotEmpty();
    }
}
