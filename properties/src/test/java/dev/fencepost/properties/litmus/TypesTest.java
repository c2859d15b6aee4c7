package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusSummary;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rings have fields of 8 to 64 bits, in structs and arrays. */
class TypesTest {
    /** What a variable holds that a 16-bit ring index of 65535, an int of 300 or -1 was put into. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u16 r = i + 1; | 0",
                "int r = i + 1; | 65536",
                "int r = (u16) (i + 1); | 0",
                "__virtio16 r = n; | 300",
                "u8 r = n; | 44",
                "__u8 r = n; | 44",
                "s8 r = n - 100; | -56",
                "unsigned char r = -1; | 255",
                "signed char r = 255; | -1",
                "char r = 128; | -128",
                "s16 r = i; | -1",
                "short r = i + 2; | 1",
                "int16_t r = 40000; | -25536",
                "unsigned short r = m; | 65535",
                "unsigned short int r = 65537; | 1",
                "bool r = n; | 1",
                "_Bool r = n - 300; | 0",
                "u32 r = m; | 4294967295",
                "unsigned r = m; | 4294967295",
                "unsigned int r = i; | 65535",
                "int r = m < 1; | 1",
                "int r = (u32) m < 1; | 0",
                "int r = 1 < (unsigned) m; | 1",
                "u32 r = m; r = r >> 28; | 15",
                "u32 r = m; r = r % 8; | 7",
                "u32 r = m; r = r / 16; | 268435455",
                "int r = m >> 28; | -1",
                "size_t r = n; | 300",
                "unsigned long r = n; | 300",
                "u64 r = n; | 300",
                "long long r = n; | 300",
                "int r = le16_to_cpu(cpu_to_le16(n)); | 300",
                "int r = (u16) (i - 65530) < 8; | 1",
                "int r = (u16) (1 - i); | 2",
            })
    void aVariableHoldsWhatItsTypeHolds(String statement, String value) throws LitmusException {
        assertThat(only("P0(u16 *x) { u16 i = 65535; int n = 300; int m = -1; " + statement + " }", "0:r"))
                .isEqualTo("0:r=" + value + ";");
    }

    /** What a location holds that was 250. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WRITE_ONCE(*x, 256 + 7); | 7",
                "*x = 511; | 255",
                "smp_store_release(x, -1); | 255",
                "xchg(x, 257); | 1",
                "cmpxchg(x, 250, 259); | 3",
                "cmpxchg(x, 506, 9); | 9",
                "atomic_add(7, x); | 1",
                "r0 = atomic_fetch_add(6, x); | 0",
                "r0 = atomic_sub_return(251, x); | 255",
                "r0 = atomic_add_unless(x, 10, 5); | 4",
                "r0 = atomic_add_unless(x, 10, 250); | 250",
                "atomic_store_explicit(x, 300, memory_order_release); | 44",
            })
    void aLocationHoldsWhatItsTypeHolds(String statement, String value) throws LitmusException {
        assertThat(only("P0(u8 *x) { int r0; " + statement + " }", "x", "u8 x = 250;"))
                .isEqualTo("[x]=" + value + ";");
    }

    @Test
    void aDependencyGoesThroughAConversion() throws LitmusException {
        String text = """
                C lb
                {}
                P0(u16 *x, u16 *y) { u16 r = READ_ONCE(*x); WRITE_ONCE(*y, r + 1); }
                P1(u16 *x, u16 *y) { u16 r = READ_ONCE(*y); WRITE_ONCE(*x, (u8) r); }
                exists (0:r=1 /\\ 1:r=1)
                """;
        assertThat(LitmusExplorer.explore(Litmus.read(text), new Lkmm(), null).observation())
                .isEqualTo("Never");
        String broken = text.replace("(u8) r", "1").replace("r + 1", "1");
        assertThat(LitmusExplorer.explore(Litmus.read(broken), new Lkmm(), null).observation())
                .isEqualTo("Sometimes");
    }

    /** Store buffering over fields, as drivers and devices do it. */
    @Test
    void fieldsOfAStructAreLocations() throws LitmusException {
        String text = """
                C fields
                { avail->idx = 4; used.idx = 5; }
                P0(struct avail *avail, struct used *used)
                {
                	smp_store_release(&avail->idx, 6);
                	int r = READ_ONCE(used->idx);
                }
                P1(struct avail *avail, struct used *used)
                {
                	struct used *mine = used;
                	WRITE_ONCE(mine->idx, 7);
                	int r = READ_ONCE((*avail).idx);
                	WRITE_ONCE(avail->ring[1], avail->idx);
                }
                exists (0:r=5 /\\ 1:r=4 /\\ used->idx=7 /\\ avail.ring[1]=6)
                """;
        LitmusSummary summary = LitmusExplorer.explore(Litmus.read(text), new Lkmm(), null);
        assertThat(summary.observation()).isEqualTo("Sometimes");
        assertThat(summary.states()).contains("0:r=5; 1:r=4; [used.idx]=7; avail.ring[1]=6;");
    }

    @Test
    void anIndexIsANumberOrTakenModuloTheSize() throws LitmusException {
        String array = "int a[4] = {10,11,12,13}; u16 i = 65533;";
        assertThat(only("P0(int *a, u16 *i) { u16 n = *i; int r = a[n % 4]; }", "0:r", array))
                .isEqualTo("0:r=11;");
        assertThat(only("P0(int *a, u16 *i) { int n = *i; int r = a[n & 3]; }", "0:r", array))
                .isEqualTo("0:r=11;");
        assertThat(only("P0(int *a, u16 *i) { a[2] = 9; int r = READ_ONCE(a[2]); }", "0:r", array))
                .isEqualTo("0:r=9;");
        for (String index : new String[] {"4", "-1", "n", "n % 4", "n & 7", "*i % 5"}) {
            assertThatThrownBy(() -> only("P0(int *a, u16 *i) { int n = *i; int r = a[" + index + "]; }", "0:r", array))
                    .as(index)
                    .hasMessageContaining("index that may lie outside a[4]: expected a number from 0 to 3");
        }
    }

    @Test
    void oneLocationHasOneType() {
        assertThatThrownBy(() -> only("P0(u16 *x) { }\nP1(int *x) { }", "x"))
                .hasMessageContaining("accesses of several sizes to one location are not read");
        assertThatThrownBy(() -> only("P0(u16 *x) { }", "x", "x = 65536;"))
                .hasMessage("x cannot hold 65536: expected a value that fits its type");
    }

    private static String only(String threads, String place) throws LitmusException {
        return only(threads, place, "");
    }

    /** The final value of {@code place} where there is one execution. */
    private static String only(String threads, String place, String state) throws LitmusException {
        String text = "C types\n{ " + state + " }\n" + threads + "\nlocations [" + place + ";]\nexists (true)";
        LitmusSummary summary = LitmusExplorer.explore(Litmus.read(text), new Sc(), null);
        assertThat(summary.states()).hasSize(1);
        return summary.states().get(0);
    }
}
