package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * A side's code means the same whether its values are known where the program is made, and folded, or loaded, and left
 * to the engine. Types, conversions, operators, branches, loops and calls are all in it.
 */
class KnownAsLoadedProperties {
    private static final String TYPES = "u8 u16 u32 s16 s32 bool";

    @Property(tries = 300)
    void valuesOfExpressions(@ForAll("programs") String program) {
        assertThat(Texts.findings(program, "smp-lkmm")).as(program).isEmpty();
    }

    /** The check rejects code that does differ. */
    @Test
    void codeThatDiffersIsNoticed() {
        assertThat(Texts.findings(
                        program("u16", "a + 1", 3, 4, 5).replace("u16 two = a + 1", "u16 two = a + 2"), "smp-lkmm"))
                .containsExactly("known and loaded differ");
    }

    @Provide
    Arbitrary<String> programs() {
        return Combinators.combine(
                        Arbitraries.of(TYPES.split(" ")),
                        expressions(3),
                        Arbitraries.integers().between(-3, 70_000),
                        Arbitraries.of(0, 1, 255, 0x7fff, 0xffff, 0x10000, 0x7fffffff),
                        Arbitraries.integers().between(0, 9))
                .as(KnownAsLoadedProperties::program);
    }

    /** The expression over three variables, once known and once loaded. */
    private static String program(String type, String expression, int a, int b, int c) {
        return """
                shared u16 ma = %2$d; shared u32 mb_ = %3$d; shared s32 mc = %4$d;
                static %1$s twice(%1$s x) { if (x > 3) return x + x; return x; }
                static u32 count(u32 n)
                {
                    u32 sum = 0;
                    for (u32 i = 0; i < 4; i++) { if (i == n) break; sum += i; }
                    return sum;
                }
                driver %1$s known(u16 a, u32 b, s32 c) { return %5$s; }
                driver void go(void)
                {
                    u16 a = %2$d; u32 b = %3$d; s32 c = %4$d;
                    %1$s one = %5$s;
                    a = READ_ONCE(ma); b = READ_ONCE(mb_); c = READ_ONCE(mc);
                    %1$s two = %5$s;
                    never(one != two, S8, "known and loaded differ");
                }
                scenario(s) { run(go()); }
                """.formatted(type, a & 0xffff, b, c, expression);
    }

    private static Arbitrary<String> expressions(int depth) {
        Arbitrary<String> leaves =
                Arbitraries.of("a", "b", "c", "1", "7", "0xff", "65535u", "(u16)c", "(u8)b", "(s16)a");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> smaller = expressions(depth - 1);
        Arbitrary<String> binary = Combinators.combine(
                        smaller,
                        Arbitraries.of("+", "-", "*", "&", "|", "^", "==", "!=", "<", "<=", ">", ">=", "&&", "||"),
                        smaller)
                .as((left, operator, right) -> "(" + left + " " + operator + " " + right + ")");
        Arbitrary<String> divided = smaller.map(left -> "(" + left + " % 5u)");
        Arbitrary<String> shifted = smaller.map(left -> "((u32)" + left + " >> 3)");
        Arbitrary<String> unary = Combinators.combine(Arbitraries.of("-", "~", "!"), smaller)
                .as((operator, operand) -> operator + "(" + operand + ")");
        Arbitrary<String> choice = Combinators.combine(smaller, smaller, smaller)
                .as((one, two, three) -> "(" + one + " ? " + two + " : " + three + ")");
        Arbitrary<String> calls = Combinators.combine(Arbitraries.of("twice", "count"), smaller)
                .as((function, argument) -> function + "(" + argument + ")");
        return Arbitraries.oneOf(leaves, binary, binary, divided, shifted, unary, choice, calls);
    }
}
