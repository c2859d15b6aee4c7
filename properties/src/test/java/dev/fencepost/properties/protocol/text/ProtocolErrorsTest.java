package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.protocol.text.ProtocolReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not understood is refused by name, with line and column, what was expected, and the nearest word. */
class ProtocolErrorsTest {
    /** A row: what stands in the third line, and the beginning of the message about it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WRITE_ONCE(x 1);|2:14: expected ')' after the arguments, not '1'",
                "reg = 1;|2:5: plain access to what is no memory: expected writel",
                "n = reg;|2:5: plain access to what is no memory: expected readl",
                "n = kick;|2:5: plain access to what is no memory: expected WRITE_ONCE to send the interrupt",
                "s = n;|2:3: a whole struct or array cannot be assigned here",
                "n = x + smp_load_acquire(&x);|2:7: C leaves open whether the plain access here or what orders",
                "n = xchg(&x, 1) + a[0];|2:17: C leaves open whether the plain access here or what orders",
                "x += smp_load_acquire(&x);|2:3: C leaves open whether the plain access here or what orders",
                "a[x] = atomic_fetch_add(1, &x);|2:6: C leaves open whether the plain access here or what orders",
                "cmpxchg(&x, a[0], smp_load_acquire(&x));|2:1: C leaves open whether the plain access here",
                "two(a[0], smp_load_acquire(&x));|2:1: C leaves open whether the plain access here",
                "WRITE_ONCE(y, 1);|2:12: 'y' is not declared for this side (did you mean 'a'?)",
                "WRITE_ONCE(a[2], 1);|2:13: index 2 of an array that has 0 to 1",
                "WRITE_ONCE(s.idy, 1);|2:13: no member 'idy': the struct has idx, flags (did you mean 'idx'?)",
                "smp_wbm();|2:1: 'smp_wbm' is neither a function of this file nor a primitive (did you mean",
                "goto out;|2:1: 'goto' is not understood",
                "switch (n) { }|2:1: 'switch' is not understood",
                "n = sizeof(n);|2:5: 'sizeof' has no meaning here",
                "D1: n = 1;|2:1: label D1: expected a barrier, nothing (';'), or an access with an annotation",
                "n = 1 / 0;|2:7: division by zero",
                "n = &n;|2:5: the address of a private variable has no meaning here",
                "never(n, S99, \"wrong\");|2:10: no clause 'S99'",
                "never(n);|2:1: expected never(condition, CLAUSE, \"what went wrong\")",
                "take();|2:1: take is the device's, and this is the driver",
                "twice();|8:27: functions call each other more than 40 deep",
                "while (n < 1) n = n;|2:1: this loop does not end within",
                "n = 08;|2:5: '08' is no whole number",
                "n = 1 @ 2;|2:7: '@' has no meaning in C",
                "u64 w = READ_ONCE(q) << 64;|2:22: shift of 64 bits by 64: expected 0 to 63",
                "n = READ_ONCE(x, 1);|2:5: expected READ_ONCE(x)",
                "t = n;|2:3: a whole struct or array cannot be assigned here",
                "int k[2]; n = k[READ_ONCE(x)];|2:16: the index of a private array must not depend on",
                "/* never closed|2:1: comment without an end",
                "\"open|2:1: string without an end",
            })
    void namesThePlaceAndWhatWasExpected(String line, String message) {
        String text = "driver void run_it(void) {\n" + line + "\n}\n"
                + "shared u32 x, a[2]; shared u64 q; shared struct { u16 idx, flags; } s; driver u16 n;\n"
                + "mmio u32 reg; ipi u32 kick;\n"
                + "driver struct { u16 m; } t;\n"
                + "device void take(void) { }\n"
                + "static void twice(void) { twice(); } static void two(u32 p, u32 q) { }\n"
                + "scenario(all) { run(run_it()); }\n";
        SourceException error =
                catchThrowableOfType(SourceException.class, () -> ProtocolReader.read(new Source("my.c", text)));
        assertThat(error).as(line).isNotNull();
        assertThat(error.report()).startsWith("my.c:" + message);
    }

    /** A row: a whole file of one line, and the beginning of the message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scenarios(all) { }|1:1: 'scenarios' is no declaration",
                "static int n;|1:12: whose is 'n'?",
                "shared x y;|1:8: expected a type, not 'x'",
                "shared u31 y;|1:8: expected a type, not 'u31' (did you mean 'u32'?)",
                "scenario(all) { }|1:1: scenario all runs nothing",
                "scenario(all) { run(f()); }|1:21: no function 'f' in this file",
                "static void f(void) { } scenario(all) { run(f()); }|1:45: f is no side's function",
                "driver void f(void) { } scenario(all, M = 2) { run(f()); }|1:39: 'M' is no parameter",
                "platforms(\"smp-lkm\");|1:11: no platform 'smp-lkm'",
                "feature(X);|1:1: expected feature(NAME,",
                "#if X > 2|1:2: #if of this kind",
                "#ifdef X|1:2: #if without an end",
                "#endif|1:2: #endif without an #if before it",
                "#define A A B/A|2:1: macro 'A' stands for itself",
                "driver void f(void) { D1: wmb(); D1: rmb(); } scenario(a) { run(f()); }|1:34: site D1 has rmb",
                "driver void f(void) { |1:21: block without an end",
                "shared u8 a[9999]; driver void f(void) { READ_ONCE(a[0]); } scenario(a) { run(f()); }|1:11: an array",
                "``|1:1: expected at least one scenario",
                "shared u8 x; driver void f(void) {READ_ONCE(x);} scenario(s) {run(f());}|1:50: nothing is forbidden",
            })
    void filesAsAWholeToo(String text, String message) {
        SourceException error = catchThrowableOfType(
                SourceException.class,
                () -> ProtocolReader.read(new Source("my.c", text == null ? "" : text.replace("/A", "\nA"))));
        assertThat(error).as(text).isNotNull();
        assertThat(error.report()).startsWith("my.c:" + message);
    }
}
