package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's primitives, one by one. */
class PrimitivesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READ_ONCE(*x) | ONCE",
                "atomic_read(x) | ONCE",
                "smp_load_acquire(x) | ACQUIRE",
                "atomic_read_acquire(x) | ACQUIRE",
                "rcu_dereference(*x) | ONCE"
            })
    void loads(String call, Mode mode) throws LitmusException {
        Instruction.Load load = (Instruction.Load) only("r0 = " + call + ";");
        assertThat(load.mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WRITE_ONCE(*x, 1) | ONCE",
                "atomic_set(x, 1) | ONCE",
                "smp_store_release(x, 1) | RELEASE",
                "atomic_set_release(x, 1) | RELEASE",
                "rcu_assign_pointer(*x, y) | RELEASE"
            })
    void stores(String call, Mode mode) throws LitmusException {
        Instruction.Store store = (Instruction.Store) only(call + ";");
        assertThat(store.mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "smp_mb, FULL",
        "smp_rmb, LOAD_LOAD",
        "smp_wmb, STORE_STORE",
        "barrier, COMPILER",
        "smp_mb__before_atomic, BEFORE_ATOMIC",
        "smp_mb__after_atomic, AFTER_ATOMIC",
        "smp_mb__after_spinlock, AFTER_SPINLOCK",
        "smp_mb__after_unlock_lock, AFTER_UNLOCK_LOCK"
    })
    void fences(String name, FenceKind kind) throws LitmusException {
        Instruction.Fence fence = (Instruction.Fence) only(name + "();");
        assertThat(fence.barrier().kind()).isEqualTo(kind);
        assertThat(fence.barrier().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchg*(x, 1)", "cmpxchg*(x, 0, 1)", "atomic_xchg*(x, 1)", "atomic_cmpxchg*(x, 0, 1)",
                "atomic_add_return*(1, x)", "atomic_sub_return*(1, x)", "atomic_inc_return*(x)",
                        "atomic_dec_return*(x)",
                "atomic_fetch_add*(1, x)", "atomic_fetch_sub*(1, x)", "atomic_fetch_and*(1, x)",
                        "atomic_fetch_or*(1, x)",
                "atomic_fetch_xor*(1, x)", "atomic_fetch_andnot*(1, x)", "atomic_fetch_inc*(x)", "atomic_fetch_dec*(x)",
                "atomic_add_negative*(1, x)"
            })
    void familiesComeInFourOrderings(String family) throws LitmusException {
        List<String> suffixes = List.of("", "_relaxed", "_acquire", "_release");
        List<Mode> modes = List.of(Mode.MB, Mode.ONCE, Mode.ACQUIRE, Mode.RELEASE);
        for (int i = 0; i < suffixes.size(); i++) {
            String call = "r0 = " + family.replace("*", suffixes.get(i)) + ";";
            assertThat(((Instruction.ReadModifyWrite) only(call)).mode())
                    .as(call)
                    .isEqualTo(modes.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atomic_add_unless(x, 1, 2)",
                "atomic_sub_and_test(1, x)",
                "atomic_dec_and_test(x)",
                "atomic_inc_and_test(x)"
            })
    void testingUpdatesAreFullBarriers(String call) throws LitmusException {
        assertThat(((Instruction.ReadModifyWrite) only("r0 = " + call + ";")).mode())
                .isEqualTo(Mode.MB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add(1, x)",
                "sub(1, x)",
                "and(1, x)",
                "or(1, x)",
                "xor(1, x)",
                "andnot(1, x)",
                "inc(x)",
                "dec(x)"
            })
    void updatesWithoutResultAreMarkedSo(String call) throws LitmusException {
        assertThat(((Instruction.ReadModifyWrite) only("atomic_" + call + ";")).mode())
                .isEqualTo(Mode.NORETURN);
    }

    @Test
    void locks() throws LitmusException {
        assertThat(only("spin_lock(x);")).isInstanceOf(Instruction.Lock.class);
        assertThat(only("spin_unlock(x);")).isInstanceOf(Instruction.Unlock.class);
        assertThat(only("r0 = spin_trylock(x);")).isInstanceOf(Instruction.TryLock.class);
        assertThat(only("r0 = spin_is_locked(x);")).isInstanceOf(Instruction.IsLocked.class);
    }

    private static Instruction only(String statement) throws LitmusException {
        List<Instruction> body = Litmus.body(statement);
        assertThat(body).hasSize(1);
        return body.get(0);
    }
}
