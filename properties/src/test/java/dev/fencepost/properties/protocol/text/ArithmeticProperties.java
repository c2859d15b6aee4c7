package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expressions over values of all widths, known or loaded, are what C's rules make of them: held against arithmetic
 * without any width, cut to the width of C's type after each step.
 */
class ArithmeticProperties {
    private static final List<Type> TYPES = List.of(
            new Type(8, false),
            new Type(16, false),
            new Type(32, false),
            new Type(64, false),
            new Type(8, true),
            new Type(16, true),
            new Type(32, true),
            new Type(64, true));

    @Property(tries = 400)
    void valuesAreThoseOfC(@ForAll long seed) {
        Random random = new Random(seed);
        Reference reference = new Reference(random);
        Reference.Typed expression = reference.expression(4);
        for (boolean loaded : List.of(false, true)) {
            String program = reference.program(expression, loaded);
            assertThat(Texts.findings(program, "smp-lkmm")).as(program).containsExactly("as expected");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q + 1|0x80000000",
                "q * q|0x3fffffff00000001",
                "q << 33|0xfffffffe00000000",
                "-q >> 60|15",
                "-q / 2|0x7fffffffc0000000",
                "-q % 10|9",
                "-q < q|0",
                "(s64)-q < (s64)q|1",
                "-1 < (s64)q|1",
                "-1 < q|0",
                "(u32)-1 < q + q + q|1",
                "0xffffffff == (u32)-1|1",
                "-1 < 0x80000000|0",
                "-1 < 2147483648|1",
                "1lu << 40|0x10000000000",
                "(q < 1 ? (u32)1 : -1) + q - q|0xffffffff",
                "(q < 1 ? -1 : (u32)1) + q - q|1",
                "(q > 1 ? -1 : (u32)1) + q - q|0xffffffff",
            })
    void examples(String expression, String value) {
        String text = """
                shared u64 m = 0x7fffffff;
                driver void go(void)
                {
                    u64 q = READ_ONCE(m);
                    never((u64)(%1$s) != %2$sULL, S8, "differs");
                }
                scenario(s) { run(go()); }
                """.formatted(expression, value);
        assertThat(Texts.findings(text, "smp-lkmm")).isEmpty();
        assertThat(Texts.findings(text.replace("!=", "=="), "smp-lkmm")).containsExactly("differs");
    }

    /** Read-modify-writes and final conditions have 64 bits as well. */
    @Test
    void updatesAndFinalConditions() {
        String text = """
                shared atomic64_t a = 0x7fffffff; shared u64 top = 0xffffffffffffffff; driver u64 kept;
                driver void go(void) { kept = 2 * (u64)atomic_add_return(1, &a); }
                scenario(s)
                {
                    run(go());
                    never(a == 0x80000000, S8, "sum");
                    never(kept == 0x100000000, S8, "kept");
                    never(top < 1, S8, "signed comparison");
                    never(top > kept, S8, "unsigned comparison");
                    never(top == -1, S8, "converted");
                }
                """;
        assertThat(Texts.findings(text, "smp-lkmm"))
                .containsExactlyInAnyOrder("sum", "kept", "unsigned comparison", "converted");
    }

    /** An integer type of C. */
    private record Type(int bits, boolean signed) {
        private static final Type INT = new Type(32, true);

        String word() {
            return (signed ? "s" : "u") + bits;
        }

        BigInteger cut(BigInteger value) {
            BigInteger low = value.mod(BigInteger.ONE.shiftLeft(bits));
            return signed && low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
        }

        Type promoted() {
            return bits < 32 ? INT : this;
        }

        Type with(Type other) {
            Type a = promoted();
            Type b = other.promoted();
            if (a.bits == b.bits) {
                return new Type(a.bits, a.signed && b.signed);
            }
            return a.bits > b.bits ? a : b;
        }
    }

    /** Makes expressions together with their values. */
    private static final class Reference {
        private final Random random;
        private final Map<String, Typed> variables = new LinkedHashMap<>();

        record Typed(String text, Type type, BigInteger value) {}

        Reference(Random random) {
            this.random = random;
            for (Type type : TYPES) {
                String name = "v_" + type.word();
                variables.put(name, new Typed(name, type, type.cut(BigInteger.valueOf(number()))));
            }
        }

        /** Near the edges of the types, where conversions show. */
        private long number() {
            long edge = 1L << List.of(0, 7, 8, 15, 16, 31, 32, 40, 63).get(random.nextInt(9));
            return switch (random.nextInt(4)) {
                case 0 -> random.nextLong();
                case 1 -> -edge + random.nextInt(3) - 1;
                default -> edge + random.nextInt(3) - 1;
            };
        }

        String program(Typed expression, boolean loaded) {
            StringBuilder shared = new StringBuilder();
            StringBuilder own = new StringBuilder();
            variables.forEach((name, variable) -> {
                String word = variable.type().word();
                String value = literal(variable.value());
                shared.append("shared %s m%s = %s;%n".formatted(word, name, value));
                own.append("%s %s = %s;%n".formatted(word, name, loaded ? "READ_ONCE(m" + name + ")" : value));
            });
            return shared + "driver void go(void)\n{\n" + own + "u64 result = " + expression.text() + ";\n"
                    + "never(result == " + literal(expression.value()) + ", S8, \"as expected\");\n"
                    + "never(result != " + literal(expression.value()) + ", S8, \"differs\");\n}\n"
                    + "scenario(s) { run(go()); }\n";
        }

        private static String literal(BigInteger value) {
            return "0x" + Long.toHexString(value.longValue()) + "ULL";
        }

        Typed expression(int depth) {
            if (depth == 0 || random.nextInt(8) == 0) {
                List<Typed> all = List.copyOf(variables.values());
                return random.nextInt(5) == 0 ? constant() : all.get(random.nextInt(all.size()));
            }
            Typed left = expression(depth - 1);
            return switch (random.nextInt(12)) {
                case 0 -> unary(left);
                case 1 -> cast(left);
                case 2 -> choice(left, expression(depth - 1), expression(depth - 1));
                case 3, 4 -> shift(left, expression(depth - 1));
                case 5 -> division(left, expression(depth - 1));
                case 6, 7 -> comparison(left, expression(depth - 1));
                default -> operation(left, expression(depth - 1));
            };
        }

        private Typed constant() {
            Type type = TYPES.get(List.of(2, 3, 6, 7).get(random.nextInt(4)));
            BigInteger value = type.cut(BigInteger.valueOf(number()));
            String suffix = (type.signed() ? "" : "u") + (type.bits() == 64 ? "ll" : "");
            BigInteger least = type.cut(BigInteger.ONE.shiftLeft(type.bits() - 1));
            if (value.equals(least)) {
                return constant(); // The least number of a type has no literal of that type.
            }
            return value.signum() < 0
                    ? new Typed("(-" + value.negate() + suffix + ")", type, value)
                    : new Typed(value + suffix, type, value);
        }

        private Typed unary(Typed operand) {
            Type type = operand.type().promoted();
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Typed(
                            "(-" + operand.text() + ")",
                            type,
                            type.cut(operand.value().negate()));
                case 1 ->
                    new Typed(
                            "(~" + operand.text() + ")",
                            type,
                            type.cut(operand.value().not()));
                default -> truth("(!" + operand.text() + ")", operand.value().signum() == 0);
            };
        }

        private static Typed truth(String text, boolean value) {
            return new Typed(text, Type.INT, value ? BigInteger.ONE : BigInteger.ZERO);
        }

        private Typed cast(Typed operand) {
            Type type = TYPES.get(random.nextInt(TYPES.size()));
            return new Typed("((" + type.word() + ")" + operand.text() + ")", type, type.cut(operand.value()));
        }

        private static Typed choice(Typed condition, Typed then, Typed otherwise) {
            Type type = then.type().with(otherwise.type());
            Typed chosen = condition.value().signum() != 0 ? then : otherwise;
            String text = "(" + condition.text() + " ? " + then.text() + " : " + otherwise.text() + ")";
            return new Typed(text, type, type.cut(chosen.value()));
        }

        private Typed shift(Typed left, Typed right) {
            Type type = left.type().promoted();
            Type of = right.type().with(Type.INT);
            BigInteger most = BigInteger.valueOf(type.bits() - 1);
            int by = of.cut(right.value()).and(most).intValue();
            boolean isLeft = random.nextBoolean();
            String text = "(" + left.text() + (isLeft ? " << (" : " >> (") + right.text() + " & " + most + "))";
            BigInteger value = type.cut(left.value());
            return new Typed(text, type, type.cut(isLeft ? value.shiftLeft(by) : value.shiftRight(by)));
        }

        private Typed division(Typed left, Typed right) {
            Type type = left.type().with(right.type().with(Type.INT));
            BigInteger dividend = type.cut(left.value());
            BigInteger divisor = type.cut(right.value().or(BigInteger.ONE));
            boolean isQuotient = random.nextBoolean();
            String text = "(" + left.text() + (isQuotient ? " / (" : " % (") + right.text() + " | 1))";
            BigInteger result = isQuotient ? dividend.divide(divisor) : dividend.remainder(divisor);
            return new Typed(text, type, type.cut(result));
        }

        private Typed comparison(Typed left, Typed right) {
            Type type = left.type().with(right.type());
            int order = type.cut(left.value()).compareTo(type.cut(right.value()));
            boolean a = left.value().signum() != 0;
            boolean b = right.value().signum() != 0;
            String operator =
                    List.of("<", "<=", ">", ">=", "==", "!=", "&&", "||").get(random.nextInt(8));
            boolean value = switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "&&" -> a && b;
                default -> a || b;
            };
            return truth("(" + left.text() + " " + operator + " " + right.text() + ")", value);
        }

        private Typed operation(Typed left, Typed right) {
            Type type = left.type().with(right.type());
            BigInteger a = type.cut(left.value());
            BigInteger b = type.cut(right.value());
            String operator = List.of("+", "-", "*", "&", "|", "^").get(random.nextInt(6));
            BigInteger value = switch (operator) {
                case "+" -> a.add(b);
                case "-" -> a.subtract(b);
                case "*" -> a.multiply(b);
                case "&" -> a.and(b);
                case "|" -> a.or(b);
                default -> a.xor(b);
            };
            return new Typed("(" + left.text() + " " + operator + " " + right.text() + ")", type, type.cut(value));
        }
    }
}
