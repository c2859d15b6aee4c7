package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.model.Lkmm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, reading it gives a test or a {@link LitmusException} that points into the text. */
class MutationProperties {
    private static final String VALID = """
            C sample
            "a little of everything"
            { int x = 1; int *p = &x; atomic_t a = ATOMIC_INIT(2); int v[2] = {1,2}; 0:r1=x; spinlock_t l; }
            P0(int *x, int **p, atomic_t *a, spinlock_t *l)
            {
              int r0 = READ_ONCE(*x) + atomic_fetch_add_relaxed(1, a); /* both */
              if (r0 == 1 && !r1) { *x = 2; smp_wmb(); } else if (cmpxchg(x, 1, r0 - -3) > 0) smp_mb();
              while (READ_ONCE(**p) != 2) { r0 = (int) r0 << 1; }
              spin_lock(l); for (r2 = 0; r2 < 2; r2 = r2 + 1) smp_store_release(x, r2); spin_unlock(l);
            }
            locations [x; v; 0:r0;] filter (x=1 \\/ true)
            ~exists (x=0x1 /\\ ~(0:r0=p) => v={1,2} \\/ v[1]=0:r0) (* done *)
            """;
    /** What rings are made of: narrow integers, structs, arrays, registers, the words of C11. */
    private static final String RING = """
            C ring
            { u16 used = 65535; int slot[4] = {1,2,3,4}; avail->idx = 3; }
            P0(u16 *used, int *slot, struct avail *avail, u32 *flags, int *db)
            {
              u16 i = READ_ONCE(*used); bool more = (u16) (i + 1) != le16_to_cpu(avail->idx);
              unsigned n = *flags % 8; struct avail *mine = avail;
              if (more) { WRITE_ONCE(slot[i % 4], slot[1]); smp_store_release(&mine->ring[2], i); }
              atomic_thread_fence(memory_order_seq_cst); writel(n >> 1, db);
              int old = atomic_fetch_add_explicit(flags, 1, memory_order_acq_rel);
            }
            P1(atomic_uint *flags, struct avail *avail)
            {
              int r = atomic_load_explicit(flags, memory_order_acquire); *(&(*avail).idx) = (u8) r;
            }
            exists (0:i=65535 /\\ avail->idx=0 /\\ slot[3]=2)
            """;

    private static final List<String> PIECES = List.of(
            "",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ";",
            ",",
            ":",
            "*",
            "&",
            "~",
            "=",
            "==",
            "/\\",
            "=>",
            "(*",
            "*)",
            "/*",
            "\"",
            "-",
            "0",
            "99999999999",
            "0x",
            "P0",
            "exists",
            "if",
            "else",
            "while",
            "READ_ONCE",
            "->",
            ".",
            "u16",
            "unsigned",
            "struct",
            "(u8)",
            "[0]",
            "memory_order_acquire",
            "x",
            "\n",
            "\u00e9",
            "$");

    record Edit(double place, int length, String piece) {
        String applyTo(String text) {
            int start = (int) (place * text.length());
            int end = Math.min(text.length(), start + length);
            return text.substring(0, start) + piece + text.substring(end);
        }
    }

    @Property
    void readingNeverFailsInAnotherWay(@ForAll("edits") List<Edit> edits, @ForAll boolean ring) {
        String text = ring ? RING : VALID;
        for (Edit edit : edits) {
            text = edit.applyTo(text);
        }
        try {
            LitmusTest test = Litmus.read(text);
            assertThat(test.program().threads()).isNotEmpty();
        } catch (LitmusException e) {
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            assertThat(e.line()).isBetween(1, lines.size());
            assertThat(e.column()).isBetween(1, lines.get(e.line() - 1).length() + 1);
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 1)
    void theTextItselfIsValid() throws LitmusException {
        assertThat(Litmus.read(VALID).program().locations()).isNotEmpty();
        assertThat(Litmus.read(RING).program().locations()).isNotEmpty();
    }

    /** What can be read can be judged, or is refused with a reason: no crash, and no time beyond the limit. */
    @Property(tries = 200)
    void judgingNeverFailsInAnotherWay(@ForAll("edits") List<Edit> edits, @ForAll boolean ring) {
        String text = ring ? RING : VALID;
        for (Edit edit : edits) {
            text = edit.applyTo(text);
        }
        try {
            LitmusTest test = Litmus.read(text);
            assertThat(LitmusExplorer.explore(test, new Lkmm(), Duration.ofMillis(200))
                            .observation())
                    .isIn("Never", "Sometimes", "Always", "Bounded");
        } catch (LitmusException | ProgramFault | ArithmeticException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 20)
    void deepNestingIsRefusedAndDoesNotOverflow(@ForAll("brackets") String bracket) throws LitmusException {
        String deep = bracket.repeat(50_000);
        String[] texts = {
            "C t\n{}\nP0(int *x) { r0 = " + deep + "1; }\nexists (x=0)",
            "C t\n{}\nP0(int *x) { " + deep + "}\nexists (x=0)",
            "C t\n{}\nP0(int *x) { }\nexists " + deep + "x=0",
        };
        for (String text : texts) {
            try {
                Litmus.read(text);
            } catch (LitmusException e) {
                assertThat(e.getMessage()).contains("expected");
            }
        }
    }

    @Property(tries = 1)
    void longChainsDoNotOverflow() throws LitmusException {
        String sum = "C t\n{}\nP0(int *x) { r0 = 1" + " + 1".repeat(50_000) + "; }\nexists (x=0)";
        assertThatThrownBy(() -> Litmus.read(sum)).hasMessageContaining("expected at most 200 operators");
        String all = "C t\n{}\nP0(int *x) { }\nexists (x=0" + " /\\ x=0".repeat(50_000) + ")";
        assertThat(Litmus.read(all).conditionText()).endsWith("/\\ [x]=0)");
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Edit> edit = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES))
                .as(Edit::new);
        return edit.list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> brackets() {
        return Arbitraries.of("(", "*", "-", "!", "{", "~", "if (x) ", "not ", "true => ");
    }
}
