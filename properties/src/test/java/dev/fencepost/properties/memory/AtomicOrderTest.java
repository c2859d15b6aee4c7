package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.at;
import static dev.fencepost.properties.memory.Code.mb;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.Lowering;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of atomic operation, as it succeeds and as it fails: which accesses before it come before which accesses
 * after it, by the kernel's model, on x86 and on arm64. {@code own} is what it reads itself before a later load.
 */
class AtomicOrderTest {
    private static final int WORD = 3;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xchg MB | rr rw wr ww own | rr rw wr ww own | rr rw wr ww own",
                "xchg ONCE | '' | rr rw wr ww own | ''",
                "xchg ACQUIRE | own | rr rw wr ww own | own",
                "xchg RELEASE | '' | rr rw wr ww own | ''",
                "xchg SEQ_CST | own | rr rw wr ww own | rr rw wr ww own",
                "add NORETURN | '' | rr rw wr ww own | ''",
                "cmpxchg MB | rr rw wr ww own | rr rw wr ww own | rr rw wr ww own",
                "cmpxchg ACQUIRE | own | rr rw wr ww own | own",
                "add_unless MB | rr rw wr ww own | rr rw wr ww own | rr rw wr ww own",
                "failed cmpxchg MB | '' | rr rw wr ww own | ''",
                "failed cmpxchg ONCE | '' | rr rw wr ww own | ''",
                "failed cmpxchg ACQUIRE | '' | rr rw wr ww own | own",
                "failed cmpxchg RELEASE | '' | rr rw wr ww own | ''",
                "failed cmpxchg SEQ_CST | '' | rr rw wr ww own | own",
                "failed add_unless MB | '' | rr rw ww own | ''"
            })
    void orders(String operation, String kernel, String x86, String arm64) {
        assertThat(ordered(operation, Lowering.NONE, new Lkmm())).isEqualTo(kernel);
        assertThat(ordered(operation, Lowering.X86, new Tso())).isEqualTo(x86);
        assertThat(ordered(operation, Lowering.ARM64, new Armv8())).isEqualTo(arm64);
    }

    private static String ordered(String operation, Lowering lowering, MemoryModel model) {
        List<String> ordered = new ArrayList<>();
        Instruction atomic = atomic(operation);
        Instruction readX = read("a", X);
        Instruction readY = read("b", Y);
        note(
                ordered,
                "rr",
                lowering,
                model,
                thread(readX, atomic, readY),
                thread(write(Y, 1), mb(), write(X, 1)),
                "0:a=1",
                "0:b=0");
        note(
                ordered,
                "rw",
                lowering,
                model,
                thread(readX, atomic, write(Y, 1)),
                thread(readY, mb(), write(X, 1)),
                "0:a=1",
                "1:b=1");
        note(
                ordered,
                "wr",
                lowering,
                model,
                thread(write(X, 1), atomic, readY),
                thread(write(Y, 1), mb(), readX),
                "0:b=0",
                "1:a=0");
        note(
                ordered,
                "ww",
                lowering,
                model,
                thread(write(X, 1), atomic, write(Y, 1)),
                thread(readY, mb(), readX),
                "1:b=1",
                "1:a=0");
        if (!operation.contains("NORETURN") || lowering == Lowering.X86) {
            // What it reads is 8 once the other side has written y; the operations fail and succeed on 8 as on 0.
            note(
                    ordered,
                    "own",
                    lowering,
                    model,
                    thread(atomic, readY),
                    thread(write(Y, 1), mb(), write(WORD, 8)),
                    "0:old=8",
                    "0:b=0");
        }
        return String.join(" ", ordered);
    }

    private static void note(
            List<String> ordered,
            String name,
            Lowering lowering,
            MemoryModel model,
            List<Instruction> first,
            List<Instruction> second,
            String... bad) {
        boolean possible = Outcome.of(
                        lowering.lower(Code.program(name, Code.locations(0, 0, 0, 0), List.of(first, second))), model)
                .states()
                .keySet()
                .stream()
                .anyMatch(state -> List.of(bad).stream().allMatch(state::contains));
        if (!possible) {
            ordered.add(name);
        }
    }

    /** Of the word, by the register old. What succeeds does whatever it finds. */
    private static Instruction atomic(String operation) {
        String[] words = operation.split(" ");
        Mode mode = Mode.valueOf(words[words.length - 1]);
        boolean fails = words[0].equals("failed");
        boolean loads = operation.contains("add_unless");
        return new Instruction.ReadModifyWrite(
                "old",
                at(WORD),
                Expression.constant(fails ? 0 : 1),
                Expression.constant(2),
                new Expression.Old(),
                mode,
                loads);
    }
}
