package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.Axiom;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Riscv;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.properties.memory.naive.NaiveArmv8;
import dev.fencepost.properties.memory.naive.NaiveLkmm;
import dev.fencepost.properties.memory.naive.NaiveModel;
import dev.fencepost.properties.memory.naive.NaiveRiscv;
import dev.fencepost.properties.memory.naive.NaiveSc;
import dev.fencepost.properties.memory.naive.NaiveTso;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mutants of the comparison with the naive enumerator: what it notices, on the classic shapes alone. */
class EnumeratorMutantsTest {
    private static final long BUDGET = 200_000;

    @Test
    void engineAndEnumeratorAgreeOnTheClassicShapes() {
        for (int i = 0; i < Naive.MODELS.size(); i++) {
            assertThat(difference(Naive.MODELS.get(i), Naive.COUNTERPARTS.get(i)))
                    .as(Naive.MODELS.get(i).name())
                    .isEmpty();
        }
    }

    /** Each kind of fence in the place of each fence: what no random program may have had. */
    @ParameterizedTest
    @EnumSource
    void engineAndEnumeratorAgreeOnEveryFence(FenceKind kind) {
        List<Program> programs = ClassicShapes.all().stream()
                .map(Shape::program)
                .filter(EnumeratorMutantsTest::hasFence)
                .map(program -> fencedBy(kind, program))
                .toList();
        for (int i = 0; i < Naive.MODELS.size(); i++) {
            assertThat(difference(programs.stream(), Naive.MODELS.get(i), Naive.COUNTERPARTS.get(i)))
                    .as(Naive.MODELS.get(i).name())
                    .isEmpty();
        }
    }

    private static boolean hasFence(Program program) {
        return program.threads().stream()
                .flatMap(thread -> thread.body().stream())
                .anyMatch(Instruction.Fence.class::isInstance);
    }

    private static Program fencedBy(FenceKind kind, Program program) {
        List<List<Instruction>> threads = program.threads().stream()
                .map(thread -> thread.body().stream()
                        .map(each -> each instanceof Instruction.Fence ? Code.fence(kind) : each)
                        .toList())
                .toList();
        return Code.program(program.name() + " with " + kind, program.locations(), threads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "atomicity"})
    void scWithoutOnePartIsNoticed(String part) {
        assertNoticed(part, new Sc(), NaiveSc::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coherence", "atomicity", "external", "mfence", "locked"})
    void tsoWithoutOnePartIsNoticed(String part) {
        assertNoticed(part, new Tso(), NaiveTso::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coherence", "atomicity", "external", "lwfs", "dob", "aob", "bob"})
    void armv8WithoutOnePartIsNoticed(String part) {
        assertNoticed(part, new Armv8(), NaiveArmv8::new);
    }

    /** Rules 1, 2 and 8 follow from coherence, whose whole order is in the axiom, and from others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "coherence",
                "atomicity",
                "external",
                "r3",
                "r4",
                "r5",
                "r6",
                "r7",
                "r9",
                "r10",
                "r11",
                "r12",
                "r13",
                "full",
                "behind"
            })
    void riscvWithoutOnePartIsNoticed(String part) {
        assertNoticed(part, new Riscv(), NaiveRiscv::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coherence",
                "atomicity",
                "happens-before",
                "propagation",
                "plain-coherence",
                "mb",
                "po-rel",
                "acq-po",
                "wmb",
                "rmb",
                "dependencies"
            })
    void lkmmWithoutOnePartIsNoticed(String part) {
        assertNoticed(part, new Lkmm(), NaiveLkmm::new);
    }

    @Test
    void anEngineThatForgetsACandidateIsNoticed() {
        for (MemoryModel model : Naive.MODELS) {
            NaiveModel counterpart = Naive.COUNTERPARTS.get(Naive.MODELS.indexOf(model));
            assertThat(difference(new Forgetful(model), counterpart))
                    .as(model.name())
                    .isNotEmpty();
        }
    }

    /** Forgets: cuts the fourth partial execution that it is shown, whatever that is. */
    private static final class Forgetful implements MemoryModel {
        private static final int FORGOTTEN = 4;

        private final MemoryModel model;
        private int shown;

        Forgetful(MemoryModel model) {
            this.model = model;
        }

        @Override
        public String name() {
            return model.name();
        }

        @Override
        public Axiom violated(Execution execution) {
            return ++shown == FORGOTTEN ? new Axiom("forgotten") : model.violated(execution);
        }

        @Override
        public Map<Axiom, Relation> acyclic(Execution execution) {
            return model.acyclic(execution);
        }

        @Override
        public Set<String> flags(Execution execution) {
            return model.flags(execution);
        }
    }

    private static void assertNoticed(String part, MemoryModel model, Function<String, NaiveModel> counterpart) {
        assertThat(difference(model, counterpart.apply(part)))
                .as("without " + part)
                .isPresent();
    }

    /** A program on which engine and enumerator differ. */
    private static Optional<String> difference(MemoryModel model, NaiveModel counterpart) {
        return difference(programs(), model, counterpart);
    }

    private static Optional<String> difference(Stream<Program> programs, MemoryModel model, NaiveModel counterpart) {
        return programs.filter(program -> !Outcome.of(program, model)
                        .equals(Naive.of(program, List.of(counterpart), BUDGET).get(0)))
                .map(Program::name)
                .findFirst();
    }

    private static Stream<Program> programs() {
        return Stream.concat(ClassicShapes.all().stream().map(Shape::program), Stream.concat(special(), pipelines()));
    }

    /** For parts that no classic shape shows. */
    private static Stream<Program> special() {
        return Stream.of(
                Code.program(
                        "plain MP+wmb+acq",
                        Code.thread(
                                Code.write(Code.X, Code.value(1, "none"), Mode.PLAIN),
                                Code.wmb(),
                                Code.write(Code.Y, 1)),
                        Code.thread(Code.acquire("a", Code.Y), Code.when("a", Code.read("b", Code.X, Mode.PLAIN)))),
                Code.program(
                        "circle of conditions",
                        Code.thread(Code.read("a", Code.X), Code.when("a", Code.write(Code.Y, 1))),
                        Code.thread(
                                Code.read("b", Code.Y),
                                Code.when("b", Code.write(Code.X, Code.value(1, "none"), Mode.PLAIN)))),
                Code.program(
                        "circle of addresses",
                        Code.locations(0, 1),
                        List.of(
                                Code.thread(
                                        Code.read("a", Code.Y),
                                        Code.write(Code.X, sum(Expression.register("a"), 1), Mode.PLAIN)),
                                Code.thread(
                                        Code.read("b", Code.X),
                                        new Instruction.Store(
                                                Expression.binary(Operator.ADD, Code.at(Code.X), lowestBit("b")),
                                                Expression.constant(0),
                                                Mode.ONCE)))),
                Code.program(
                        "circle of success",
                        Code.thread(Code.read("a", Code.Y), Code.write(Code.X, Expression.register("a"))),
                        Code.thread(
                                Code.addUnless("b", Code.at(Code.X), Expression.constant(0), 0, Mode.ONCE),
                                Code.write(Code.Y, Expression.register("b"), Mode.PLAIN))),
                Code.program(
                        "own pointer",
                        Code.thread(
                                Code.write(Code.Z, Code.at(Code.X)),
                                Code.read("p", Code.Z),
                                new Instruction.Load("a", Expression.register("p"), Mode.ONCE))),
                Code.program(
                        "MP+mb+xchg-rfi-acq",
                        Code.thread(Code.write(Code.X, 1), Code.mb(), Code.write(Code.Y, 1)),
                        Code.thread(
                                Code.xchg("a", Code.Y, 2, Mode.ONCE),
                                Code.acquire("b", Code.Y),
                                Code.read("c", Code.X))));
    }

    /** For rules 12 and 13 of RISC-V, and for full read-modify-writes. */
    private static Stream<Program> pipelines() {
        return Stream.of(
                Code.program(
                        "MP+wmb+data-rfi-addr",
                        Code.thread(Code.write(Code.X, 1), Code.wmb(), Code.write(Code.Y, 1)),
                        Code.thread(
                                Code.read("a", Code.Y),
                                Code.write(Code.Z, Code.value(1, "a")),
                                Code.read("b", Code.Z),
                                new Instruction.Load("c", Code.at(Code.X, "b"), Mode.ONCE))),
                Code.program(
                        "LB+addr-po+mb",
                        Code.thread(
                                Code.read("a", Code.X),
                                new Instruction.Load("b", Code.at(Code.Z, "a"), Mode.ONCE),
                                Code.write(Code.Y, 1)),
                        Code.thread(Code.read("c", Code.Y), Code.mb(), Code.write(Code.X, 1))),
                Code.program(
                        "SB+xchg+mb",
                        Code.thread(Code.write(Code.X, 1), Code.xchg("a", Code.Z, 1, Mode.MB), Code.read("b", Code.Y)),
                        Code.thread(Code.write(Code.Y, 1), Code.mb(), Code.read("c", Code.X))),
                Code.program(
                        "MP+xchg+addr",
                        Code.thread(Code.write(Code.X, 1), Code.xchg("a", Code.Y, 1, Mode.MB)),
                        Code.thread(
                                Code.read("b", Code.Y), new Instruction.Load("c", Code.at(Code.X, "b"), Mode.ONCE))));
    }

    private static Expression sum(Expression left, long right) {
        return Expression.binary(Operator.ADD, left, Expression.constant(right));
    }

    private static Expression lowestBit(String register) {
        return Expression.binary(Operator.AND, Expression.register(register), Expression.constant(1));
    }
}
