package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fencepost.model.litmus.LitmusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is refused at the right place, with what was found and what was expected. */
class ErrorsTest {
    /** Statements that stand on line 4 of a test, from column 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rcu_read_lock(); | 1 | RCU is not supported: rcu_read_lock",
                "r0 = srcu_read_lock(x); | 6 | SRCU is not supported: srcu_read_lock",
                "smp_mumble(); | 1 | unknown primitive smp_mumble",
                "r0 = smp_mb(); | 6 | smp_mb has no value",
                "WRITE_ONCE(*x); | 1 | WRITE_ONCE has 1 arguments: expected 2",
                "WRITE_ONCE(x, 1); | 12 | first argument of WRITE_ONCE is no lvalue: expected for example *x",
                "r0 = READ_ONCE(*x) | 1 | unexpected '}': expected ';'",
                "r0 = 4294967295; | 6 | out of range: expected a signed 32-bit integer",
                "r0 = x[1]; | 7 | unexpected '[': expected the name of an array that the initial state declares",
                "r0 = x->next; | 7 | the field next of what is no pointer to a struct: expected struct S *",
                "r0 = r1.next; | 8 | unexpected '.': expected '->'",
                "r0 = f(x)(y); | 10 | calls through pointers are not read",
                "u16 r0; int r0; | 13 | r0 is a u16 as well: expected one type",
                "u32 r0; r0 = r0 / 3; | 19 | division of an unsigned 32-bit number: expected a power of two",
                "u32 r0; r0 = r0 >> r1; | 20 | shift of an unsigned 32-bit number: expected a number from 0 to 31",
                "r0 = &x; | 6 | no '&' is needed",
                "r0 += 1; | 4 | unexpected '+=': expected '='",
                "1 = r0; | 1 | cannot assign to this",
                "break; | 1 | unexpected 'break'",
                "r0 = r1 && *x; | 12 | memory access that && or || may skip",
                "r0 = cmpxchg(x, 0, *y); *y = 1; | 6 | memory access that happens only if cmpxchg succeeds",
                "r0 = *(x + 1); | 6 | access to an address at which no location starts",
                "int a[2]; | 6 | arrays are declared in the initial state",
                "if r0 { } | 4 | unexpected 'r0': expected '(' after 'if'",
            })
    void inAFunction(String statement, int column, String message) {
        LitmusException error = error("C t\n{}\nP0(int *x, int *y) {\n" + statement + "\n}\nexists (x=0)\n");
        assertThat(error.getMessage()).contains(message);
        boolean atTheBrace = message.contains("'}'");
        assertThat(error.line()).isEqualTo(atTheBrace ? 5 : 4);
        assertThat(error.column()).isEqualTo(column);
        assertThat(error.report()).startsWith("sample.litmus:" + error.line() + ":" + column + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int x = ; | 11 | unexpected ';': expected a number or the name of a location",
                "x = 1; x = 2; | 10 | x has two initial values",
                "0:x = 1; | 3 | 0:x is a parameter",
                "3:r0 = 1; | 3 | there is no thread 3: expected 0 to 0",
                "a[2]; | 3 | array a has no type",
                "int a[2] = {1}; | 14 | 1 values for an array of 2",
                "int a[0]; | 9 | array without elements",
                "x = 1 y = 2; | 9 | unexpected 'y': expected ';'",
            })
    void inTheInitialState(String state, int column, String message) {
        LitmusException error = error("C t\n{ " + state + " }\nP0(int *x) { *x = 1; }\nexists (x=0)\n");
        assertThat(error.getMessage()).contains(message);
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "exists (x) | 10 | unexpected ')': expected '=' or '!='",
                "exists (x=0 | 12 | unexpected the end of the file: expected ')'",
                "exists (x=0)) | 13 | unexpected ')'",
                "exists (1:r0=0) | 1 | there is no thread 1",
                "exists (x[1]=0) | 1 | x[1] is outside the array, or x is none",
                "exist (x=0) | 1 | expected function P1, or 'exists', '~exists' or 'forall'",
                "observed x=0 | 1 | expected 'exists', '~exists' or 'forall'",
            })
    void inTheCondition(String condition, int column, String message) {
        String text = "C t\n{}\nP0(int *x) { *x = 1; }\n" + condition;
        LitmusException error = error(text);
        assertThat(error.getMessage()).contains(message);
        assertThat(error.line()).isEqualTo(4);
        assertThat(error.column()).isEqualTo(column);
    }

    @Test
    void otherLanguagesAreNamed() {
        assertThat(error("AArch64 MP\n{ 0:X1=x; }\n P0 ;\n STR W0,[X1] ;\nexists (x=1)\n"))
                .hasMessage("language AArch64 is not read: expected C")
                .returns(1, LitmusException::line);
    }

    @Test
    void threadsComeInOrder() {
        assertThat(error("C t\n{}\nP1(int *x) { }\nexists (x=1)\n")).hasMessageContaining("expected function P0");
    }

    @Test
    void parametersArePointers() {
        assertThat(error("C t\n{}\nP0(int x) { }\nexists (x=1)\n"))
                .hasMessage("parameter x is no pointer: expected int *x")
                .returns(8, LitmusException::column);
    }

    @Test
    void unfinishedTextIsAnError() {
        assertThat(error("")).hasMessageContaining("expected the language");
        assertThat(error("C t\nno state")).hasMessageContaining("expected '{'");
        assertThat(error("C t\n{ x=1; ")).hasMessageContaining("unexpected the end of the file");
        assertThat(error("C t\n{}\nP0(int *x) { *x = 1; ")).hasMessageContaining("expected a statement or '}'");
        assertThat(error("C t\n{}\nP0(int *x) { *x = 1; /* ")).hasMessageContaining("expected */");
        assertThat(error("C t\n{}\nexists (x=0)")).hasMessageContaining("expected at least one function");
    }

    private static LitmusException error(String text) {
        LitmusException error = catchThrowableOfType(LitmusException.class, () -> Litmus.read(text));
        assertThat(error).as("refusal of " + text).isNotNull();
        return error;
    }
}
