package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.litmus.Observed;
import dev.fencepost.model.litmus.Quantifier;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Observable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything of a test but its statements: name, initial state, parameters, locations, condition. */
class ReaderTest {
    private static final String THREAD = "P0(int *x, int *y) { WRITE_ONCE(*x, 1); }\n";

    @Test
    void theInitialStateSetsLocationsAndRegisters() throws LitmusException {
        LitmusTest test =
                Litmus.read("C t\n{ int x = 3; y; atomic_t a = ATOMIC_INIT(4); int *p = &x; q = y; [b] = -0x2;\n"
                        + "0:r1 = 5; 0:r2 = x; spinlock_t l; }\n" + THREAD + "exists (c=0)\n");
        assertThat(test.program().locations())
                .containsExactly(
                        Location.of("x", 3),
                        Location.of("y", 0),
                        Location.of("a", 4),
                        Location.of("p", Address.of(0)),
                        Location.of("q", Address.of(1)),
                        Location.of("b", -2),
                        Location.of("l", 0),
                        Location.of("c", 0));
        assertThat(test.program().threads().get(0).registers())
                .isEqualTo(Map.of("x", Address.of(0), "y", Address.of(1), "r1", 5L, "r2", Address.of(0)));
    }

    @Test
    void arraysAreLaidOutInBytes() throws LitmusException {
        LitmusTest test = Litmus.read("C t\n{ int a[2] = {8,9}; }\n" + THREAD + "exists (a[1]=9)\n");
        assertThat(test.program().locations().get(0)).isEqualTo(Location.of("a[0]", 8));
        assertThat(test.program().locations().get(4)).isEqualTo(Location.of("a[1]", 9));
        assertThat(test.condition()).isEqualTo(Condition.equal(new Observable.MemoryAt(4), 9));
        assertThat(test.addressNames()).startsWith("a", "a+1", "a+2", "a+3", "a+4");
    }

    @Test
    void otherLocationsAreBytesApartOnlyWhereAddressesMayBeComputed() throws LitmusException {
        String published = "C t\n{ p = x; }\nP0(int *x, int **p) { int *r0 = *p; r1 = *r0 + %s; }\nexists (x=0)\n";
        assertThat(Litmus.read(published.formatted("1")).addressNames())
                .hasSize(8)
                .contains("x+1");
        assertThat(Litmus.read(published.replace(" + %s", "")).addressNames()).containsExactly("p", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exists (x=1) | EXISTS | exists ([x]=1)",
                "~exists (x=1) | NOT_EXISTS | ~exists ([x]=1)",
                "not exists [x]=1 | NOT_EXISTS | ~exists ([x]=1)",
                "forall (0:x=x) | FORALL | forall (0:x=x)",
                "forall (true) | FORALL | forall (true)",
                "exists (x=1 \\/ y=1 /\\ ~x=0) | EXISTS | exists ([x]=1 \\/ [y]=1 /\\ not ([x]=0))",
                "exists ((x=1 \\/ y=1) /\\ x<>0) | EXISTS | exists (([x]=1 \\/ [y]=1) /\\ not ([x]=0))",
                "exists (x=1 /\\ y=1 => x==y) | EXISTS | exists ([x]=1 /\\ ([y]=1 => [x]=y))",
                "exists ([x]=[y] /\\ P0:r1=0:r2) | EXISTS | exists ([x]=[y] /\\ 0:r1=0:r2)",
                "(x=0x10) | EXISTS | exists ([x]=16)",
            })
    void conditionsPrintAsHerdPrintsThem(String written, Quantifier quantifier, String printed) throws LitmusException {
        LitmusTest test = Litmus.read("C t\n{}\n" + THREAD + written);
        assertThat(test.quantifier()).isEqualTo(quantifier);
        assertThat(test.conditionText()).isEqualTo(printed);
    }

    @Test
    void aTestWithoutConditionAsksForNothing() throws LitmusException {
        assertThat(Litmus.read("C t\n{}\n" + THREAD).conditionText()).isEqualTo("forall (true)");
    }

    @Test
    void columnsAreRegistersThenLocationsThenElements() throws LitmusException {
        LitmusTest test = Litmus.read("C t\n{ int a[2]; uint8_t c; }\n" + THREAD + "locations [y; 0:r9; a; c int;]\n"
                + "exists (0:r10=1 /\\ a[0]=1 /\\ x=0)");
        assertThat(test.observed())
                .extracting(Observed::label)
                .containsExactly("0:r10", "0:r9", "a", "[c]", "[x]", "[y]", "a[0]");
    }

    @Test
    void filterIsACondition() throws LitmusException {
        LitmusTest test = Litmus.read("C t\n{}\n" + THREAD + "filter (x=1) exists (x=0)");
        assertThat(test.filter().holds(any -> 1)).isTrue();
        assertThat(test.filter().holds(any -> 0)).isFalse();
    }

    @Test
    void commentsAndMetadataAreSkipped() throws LitmusException {
        LitmusTest test = Litmus.read("""
                C spaced+name.litmus
                "it's a test"
                (* comment { with (* another *) inside *)
                Cycle=Rfe Fre
                free text, with an odd " quote

                { (* none *) }
                // a comment of C
                (* and one of OCaml *)
                P0(volatile int *x, /* here too */ struct thing *s) {
                  // nothing
                }
                /* last */ exists (* the condition *) (x=0)
                """);
        assertThat(test.name()).isEqualTo("spaced+name");
        assertThat(test.program().threads().get(0).body()).isEmpty();
    }

    @Test
    void aConditionOnALockIsNoticed() throws LitmusException {
        String locked = "C t\n{}\nP0(int *x, spinlock_t *l) { spin_lock(l); spin_unlock(l); }\n";
        assertThat(Litmus.read(locked + "exists (l=0)").observesLock()).isTrue();
        assertThat(Litmus.read(locked + "exists (x=0)").observesLock()).isFalse();
    }
}
