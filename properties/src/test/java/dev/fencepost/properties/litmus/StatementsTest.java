package dev.fencepost.properties.litmus;

import static dev.fencepost.model.memory.program.Expression.address;
import static dev.fencepost.model.memory.program.Expression.binary;
import static dev.fencepost.model.memory.program.Expression.constant;
import static dev.fencepost.model.memory.program.Expression.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What C statements become. Location x has index 0, y 1, z 2, p 3. */
class StatementsTest {
    private static final Expression OLD = new Expression.Old();

    @Test
    void anAccessIsOneInstruction() throws LitmusException {
        assertThat(Litmus.body("int r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0); r1 = *x; *z = 5;"))
                .containsExactly(
                        new Instruction.Load("r0", address(0), Mode.ONCE),
                        new Instruction.Store(address(1), register("r0"), Mode.ONCE),
                        new Instruction.Load("r1", address(0), Mode.PLAIN),
                        new Instruction.Store(address(2), constant(5), Mode.PLAIN));
    }

    @Test
    void aPointerThatWasReadIsAnAddress() throws LitmusException {
        assertThat(Litmus.body("int *r0 = READ_ONCE(*p); smp_store_release(r0, 1); r1 = *r0;"))
                .containsExactly(
                        new Instruction.Load("r0", address(3), Mode.ONCE),
                        new Instruction.Store(register("r0"), constant(1), Mode.RELEASE),
                        new Instruction.Load("r1", register("r0"), Mode.PLAIN));
    }

    @Test
    void aParameterThatIsAssignedToIsARegister() throws LitmusException {
        assertThat(Litmus.body("x = y; r0 = READ_ONCE(*x);"))
                .containsExactly(
                        new Instruction.Assign("x", address(1)), new Instruction.Load("r0", register("x"), Mode.ONCE));
    }

    @Test
    void aStatementWhoseAccessesDependOnEachOtherIsASequence() throws LitmusException {
        assertThat(Litmus.body("WRITE_ONCE(*y, READ_ONCE(*x) + 1);"))
                .containsExactly(
                        new Instruction.Load("$1", address(0), Mode.ONCE),
                        new Instruction.Store(
                                address(1), binary(Operator.ADD, register("$1"), constant(1)), Mode.ONCE));
    }

    @Test
    void aStatementWithIndependentAccessesIsUnsequenced() throws LitmusException {
        assertThat(Litmus.body("r0 = READ_ONCE(*x) - smp_load_acquire(y);"))
                .containsExactly(new Instruction.Unsequenced(List.of(
                        new Instruction.Load("$1", address(0), Mode.ONCE),
                        new Instruction.Load("$2", address(1), Mode.ACQUIRE),
                        new Instruction.Assign("r0", binary(Operator.SUBTRACT, register("$1"), register("$2"))))));
    }

    @Test
    void theOperandOfAnUpdateComesBeforeItsWriteOnly() throws LitmusException {
        assertThat(Litmus.body("atomic_add(READ_ONCE(*y), x);"))
                .containsExactly(new Instruction.Unsequenced(List.of(
                        new Instruction.Load("$1", address(1), Mode.ONCE),
                        new Instruction.ReadModifyWrite(
                                "",
                                address(0),
                                constant(1),
                                binary(Operator.ADD, OLD, register("$1")),
                                OLD,
                                Mode.NORETURN))));
    }

    @Test
    void updatesSayWhenTheySucceedAndWhatTheyAnswer() throws LitmusException {
        Expression equal = binary(Operator.EQUAL, OLD, constant(1));
        Expression different = binary(Operator.NOT_EQUAL, OLD, constant(5));
        assertThat(Litmus.body("r0 = xchg_release(x, 2); r1 = cmpxchg(x, 1, 2); r2 = atomic_add_unless(x, 3, 5);"))
                .containsExactly(
                        new Instruction.ReadModifyWrite("r0", address(0), constant(1), constant(2), OLD, Mode.RELEASE),
                        new Instruction.ReadModifyWrite("r1", address(0), equal, constant(2), OLD, Mode.MB),
                        new Instruction.ReadModifyWrite(
                                "r2",
                                address(0),
                                different,
                                binary(Operator.ADD, OLD, constant(3)),
                                different,
                                Mode.MB,
                                true));
    }

    @Test
    void arithmeticHasThePrecedencesOfC() throws LitmusException {
        Expression product = binary(Operator.MULTIPLY, constant(2), constant(3));
        Expression sum = binary(Operator.ADD, constant(1), product);
        Expression comparison = binary(Operator.EQUAL, sum, constant(7));
        assertThat(Litmus.body("r0 = 1 + 2 * 3 == 7 & (int) -1;"))
                .containsExactly(new Instruction.Assign("r0", binary(Operator.AND, comparison, constant(-1))));
        assertThat(Litmus.body("r0 = r1-1-r2;"))
                .containsExactly(new Instruction.Assign(
                        "r0",
                        binary(
                                Operator.SUBTRACT,
                                binary(Operator.SUBTRACT, register("r1"), constant(1)),
                                register("r2"))));
    }

    @Test
    void elseBelongsToTheNearestIf() throws LitmusException {
        Instruction.If inner = new Instruction.If(
                register("r1"),
                List.of(new Instruction.Assign("r2", constant(1))),
                List.of(new Instruction.Assign("r2", constant(2))));
        assertThat(Litmus.body("if (r0) if (r1) r2 = 1; else r2 = 2;"))
                .containsExactly(new Instruction.If(register("r0"), List.of(inner), List.of()));
    }

    @Test
    void aConditionMentionsWhatItsAccessesRead() throws LitmusException {
        Instruction.If branch =
                (Instruction.If) Litmus.body("if (cmpxchg(x, r9, 1)) r2 = 1;").get(1);
        Expression nothing = binary(Operator.MULTIPLY, register("r9"), constant(0));
        assertThat(branch.condition()).isEqualTo(binary(Operator.ADD, register("$1"), nothing));
    }

    @Test
    void loopsAreBounded() throws LitmusException {
        Instruction.Load test = new Instruction.Load("$1", address(0), Mode.ONCE);
        Expression unequal = binary(Operator.NOT_EQUAL, register("$1"), constant(1));
        assertThat(Litmus.body("while (READ_ONCE(*x) != 1) r0 = 3;"))
                .containsExactly(new Instruction.Loop(
                        List.of(test), unequal, List.of(new Instruction.Assign("r0", constant(3))), 2));
        Expression less = binary(Operator.LESS, register("i"), constant(2));
        assertThat(Litmus.body("for (int i = 0; i < 2; i = i + 1) r0 = i;"))
                .containsExactly(
                        new Instruction.Assign("i", constant(0)),
                        new Instruction.Loop(
                                List.of(),
                                less,
                                List.of(
                                        new Instruction.Assign("r0", register("i")),
                                        new Instruction.Assign("i", binary(Operator.ADD, register("i"), constant(1)))),
                                2));
    }

    @Test
    void aStoreWithBarrierIsTwoStatements() throws LitmusException {
        assertThat(Litmus.body("smp_store_mb(*x, 1);"))
                .hasSize(2)
                .first()
                .isEqualTo(new Instruction.Store(address(0), constant(1), Mode.ONCE));
    }
}
