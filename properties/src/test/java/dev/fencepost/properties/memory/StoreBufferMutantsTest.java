package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Store buffers on the classic shapes: the right one, and its mutants, each of which the comparison notices. */
class StoreBufferMutantsTest {
    private static final Expression ONE = Expression.constant(1);

    @Test
    void statesAreThoseOfTheAxiomsOnTheClassicShapes() {
        assertThat(differences(Optional.of(new StoreBuffer()))).isEmpty();
        assertThat(programs())
                .allSatisfy(program -> assertThat(Stepped.of(program, Optional.empty()))
                        .isEqualTo(Stepped.of(Outcome.of(program, new Sc()))));
    }

    @Test
    void oneThatIsMissingIsNoticed() {
        assertThat(differences(Optional.empty())).contains("SB");
    }

    @Test
    void oneThatDoesNotForwardIsNoticed() {
        assertNoticed("own store", new StoreBuffer() {
            @Override
            public int forwarded(List<Pending> waiting, int location) {
                return -1;
            }
        });
    }

    @Test
    void oneThatForwardsTheOldestStoreIsNoticed() {
        assertNoticed("own stores", new StoreBuffer() {
            @Override
            public int forwarded(List<Pending> waiting, int location) {
                return waiting.stream().map(Pending::location).toList().indexOf(location);
            }
        });
    }

    @Test
    void oneThatAFenceDoesNotWaitForIsNoticed() {
        assertNoticed("SB+mbs", new StoreBuffer() {
            @Override
            public boolean passesFence(List<Pending> waiting) {
                return true;
            }
        });
    }

    @Test
    void oneThatALockedInstructionDoesNotWaitForIsNoticed() {
        assertNoticed("SB+xchg between", new StoreBuffer() {
            @Override
            public boolean passesLocked(List<Pending> waiting) {
                return true;
            }
        });
    }

    @Test
    void oneThatIsLastInFirstOutIsNoticed() {
        assertNoticed("MP", new StoreBuffer() {
            @Override
            public int leaving(List<Pending> waiting) {
                return waiting.size() - 1;
            }
        });
    }

    /** A fence makes its thread wait if it keeps a store before a load, and no other does. */
    @ParameterizedTest
    @EnumSource(FenceKind.class)
    void everyFenceIsWhatItIsToTheAxioms(FenceKind kind) {
        Program buffering = program(
                "SB",
                thread(write(X, 1), Code.fence(kind), read("a", Y)),
                thread(write(Y, 1), Code.fence(kind), read("b", X)));
        Stepped stepped = Stepped.of(buffering, Optional.of(new StoreBuffer()));
        assertThat(stepped).isEqualTo(Stepped.of(Outcome.of(buffering, new Tso())));
        assertThat(stepped.states()).hasSize(kind.orders(true, false) ? 3 : 4);
    }

    /** A cmpxchg that fails is locked; what tests before it tries is a load where it does not try. */
    @Test
    void whatFailsIsLockedUnlessItOnlyLoads() {
        Instruction compare = Code.cmpxchg("a", Code.at(Y), 7, ONE, Mode.MB);
        Instruction unless = Code.addUnless("a", Code.at(Y), ONE, 0, Mode.MB);
        assertThat(Stepped.of(buffering(compare), Optional.of(new StoreBuffer()))
                        .states())
                .hasSize(3);
        assertThat(Stepped.of(buffering(unless), Optional.of(new StoreBuffer())).states())
                .hasSize(4);
    }

    private static Program buffering(Instruction failing) {
        return program("SB", thread(write(X, 1), failing), thread(write(Y, 2), Code.mb(), read("b", X)));
    }

    private static void assertNoticed(String shape, StoreBuffer counterpart) {
        assertThat(differences(Optional.of(counterpart))).contains(shape);
    }

    /** The programs on which steps and axioms differ. */
    private static List<String> differences(Optional<StoreBuffer> buffer) {
        return programs().stream()
                .filter(program -> !Stepped.of(program, buffer).equals(Stepped.of(Outcome.of(program, new Tso()))))
                .map(Program::name)
                .toList();
    }

    private static List<Program> programs() {
        List<Program> programs =
                new ArrayList<>(ClassicShapes.all().stream().map(Shape::program).toList());
        programs.add(program("own store", thread(write(X, 1), read("a", X))));
        programs.add(program("own stores", thread(write(X, 1), write(X, 2), read("a", X))));
        programs.add(program(
                "SB+xchg between",
                thread(write(X, 1), Code.xchg("", Code.Z, 1, Mode.MB), read("a", Y)),
                thread(write(Y, 1), Code.xchg("", Code.Z, 2, Mode.MB), read("b", X))));
        return programs;
    }
}
