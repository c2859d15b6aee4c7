package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random small programs: two or three threads of few instructions over two locations, two registers and, in some, a
 * third location that holds a pointer. Small enough for the naive enumerator, rich enough for dependencies of every
 * kind.
 */
final class RandomPrograms {
    private static final List<FenceKind> KERNEL_FENCES = List.of(
            FenceKind.FULL,
            FenceKind.LOAD_LOAD,
            FenceKind.STORE_STORE,
            FenceKind.COMPILER,
            FenceKind.BEFORE_ATOMIC,
            FenceKind.AFTER_ATOMIC);
    private static final List<FenceKind> MACHINE_FENCES =
            List.of(FenceKind.FULL, FenceKind.LOAD_LOAD, FenceKind.STORE_STORE, FenceKind.LOAD_ANY);
    private static final String POINTER = "q";

    private final Arbitrary<Instruction> fences;
    private final List<Mode> loads;
    private final List<Mode> stores;
    private final List<Mode> atomics;
    private final boolean pointers;
    private final boolean locks;

    private RandomPrograms(
            Arbitrary<Instruction> fences,
            List<Mode> loads,
            List<Mode> stores,
            List<Mode> atomics,
            boolean pointers,
            boolean locks) {
        this.fences = fences;
        this.loads = loads;
        this.stores = stores;
        this.atomics = atomics;
        this.pointers = pointers;
        this.locks = locks;
    }

    /** What kernel code may contain. */
    static Arbitrary<Sample> kernel() {
        return kernel(false).programs();
    }

    /** What kernel code without plain accesses may contain. */
    static Arbitrary<Sample> kernelMarked() {
        return new RandomPrograms(
                        Arbitraries.of(KERNEL_FENCES).map(Code::fence),
                        List.of(Mode.ONCE, Mode.ACQUIRE),
                        List.of(Mode.ONCE, Mode.RELEASE),
                        List.of(Mode.ONCE, Mode.ACQUIRE, Mode.RELEASE, Mode.MB, Mode.NORETURN),
                        false,
                        false)
                .programs();
    }

    /** What kernel code may contain, with a location that holds a pointer, null perhaps. */
    static Arbitrary<Sample> kernelWithPointers() {
        return kernel(true).programs();
    }

    private static RandomPrograms kernel(boolean pointers) {
        return new RandomPrograms(
                Arbitraries.of(KERNEL_FENCES).map(Code::fence),
                List.of(Mode.ONCE, Mode.PLAIN, Mode.ACQUIRE),
                List.of(Mode.ONCE, Mode.PLAIN, Mode.RELEASE),
                List.of(Mode.ONCE, Mode.ACQUIRE, Mode.RELEASE, Mode.MB, Mode.NORETURN),
                pointers,
                false);
    }

    /** What lowered code may contain. */
    static Arbitrary<Sample> machine() {
        return new RandomPrograms(
                        Arbitraries.of(MACHINE_FENCES).map(Code::fence),
                        List.of(Mode.ONCE, Mode.ACQUIRE),
                        List.of(Mode.ONCE, Mode.RELEASE),
                        List.of(Mode.ONCE, Mode.ACQUIRE, Mode.RELEASE, Mode.ACQUIRE_RELEASE, Mode.NORETURN),
                        false,
                        false)
                .programs();
    }

    /** Lowered code with a lock, which is taken, tried, looked at and freed with or without need. */
    static Arbitrary<Sample> locking() {
        return new RandomPrograms(
                        Arbitraries.of(MACHINE_FENCES).map(Code::fence),
                        List.of(Mode.ONCE),
                        List.of(Mode.ONCE),
                        List.of(Mode.ONCE),
                        false,
                        true)
                .programs();
    }

    /** Neither fences nor annotations nor read-modify-writes: what separates the models most. */
    static Arbitrary<Sample> bare() {
        return new RandomPrograms(null, List.of(Mode.ONCE), List.of(Mode.ONCE), List.of(), false, false).programs();
    }

    /** Code for machines with barriers that reach as far as {@code reach} says, for this many threads. */
    static Arbitrary<Sample> reaching(int threads, Arbitrary<Reach> reach) {
        Arbitrary<Instruction> fence = Combinators.combine(Arbitraries.of(MACHINE_FENCES), reach)
                .as((kind, far) -> new Instruction.Fence(new Barrier(kind + " " + far, kind, far, false), ""));
        RandomPrograms programs = new RandomPrograms(
                fence,
                List.of(Mode.ONCE, Mode.ACQUIRE),
                List.of(Mode.ONCE, Mode.RELEASE),
                List.of(Mode.ONCE, Mode.ACQUIRE_RELEASE),
                false,
                false);
        return programs.programs(programs.block(2, 8 / threads).list().ofSize(threads));
    }

    private Arbitrary<Sample> programs() {
        Arbitrary<List<List<Instruction>>> two = block(1, 4).list().ofSize(2);
        Arbitrary<List<List<Instruction>>> three = block(1, 3).list().ofSize(3);
        return programs(Arbitraries.oneOf(two, three));
    }

    private Arbitrary<Sample> programs(Arbitrary<List<List<Instruction>>> bodies) {
        Arbitrary<Long> pointer = Arbitraries.of(Code.address(Code.X), Code.address(Code.Y), 0L);
        return Combinators.combine(bodies, Arbitraries.of(0L, 1L), pointer).as(this::program);
    }

    private Sample program(List<List<Instruction>> bodies, long initial, long pointer) {
        List<Location> locations = pointers
                ? Code.locations(0, initial, pointer)
                : locks ? Code.locations(0, initial, 0) : Code.locations(0, initial);
        Map<String, Long> registers = pointers ? Map.of(POINTER, Code.address(Code.X)) : Map.of();
        List<Program.Thread> threads = new ArrayList<>();
        for (List<Instruction> body : bodies) {
            threads.add(new Program.Thread("P" + threads.size(), registers, body));
        }
        return new Sample(new Program("random", locations, threads));
    }

    private Arbitrary<List<Instruction>> block(int least, int most) {
        return instruction().list().ofMinSize(least).ofMaxSize(most);
    }

    private Arbitrary<Instruction> instruction() {
        Arbitrary<List<Instruction>> arm = simple().list().ofMinSize(1).ofMaxSize(2);
        Arbitrary<List<Instruction>> other =
                Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(List.of())), Tuple.of(1, arm));
        Arbitrary<Instruction> branch =
                Combinators.combine(condition(), arm, other).as(Instruction.If::new);
        Arbitrary<Instruction> loop = Combinators.combine(load(), Arbitraries.of(0, 1), condition())
                .as((test, bound, condition) -> new Instruction.Loop(List.of(test), condition, List.of(), bound));
        return Arbitraries.frequencyOf(Tuple.of(20, simple()), Tuple.of(3, branch), Tuple.of(1, loop));
    }

    private Arbitrary<Instruction> simple() {
        List<Tuple.Tuple2<Integer, Arbitrary<Instruction>>> choices = new ArrayList<>();
        choices.add(Tuple.of(7, load()));
        choices.add(Tuple.of(7, store()));
        choices.add(Tuple.of(1, assign()));
        if (fences != null) {
            choices.add(Tuple.of(4, fences));
        }
        if (!atomics.isEmpty()) {
            choices.add(Tuple.of(3, atomic()));
        }
        if (pointers) {
            choices.add(Tuple.of(8, throughPointer()));
        }
        if (locks) {
            choices.add(Tuple.of(8, lock()));
        }
        return Arbitraries.frequencyOf(choices);
    }

    private Arbitrary<Instruction> load() {
        return Combinators.combine(register(), address(), Arbitraries.of(loads)).as(Instruction.Load::new);
    }

    private Arbitrary<Instruction> store() {
        return Combinators.combine(address(), value(), Arbitraries.of(stores)).as(Instruction.Store::new);
    }

    private static Arbitrary<Instruction> assign() {
        return Combinators.combine(register(), value()).as(Instruction.Assign::new);
    }

    private Arbitrary<Instruction> atomic() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        register(),
                        address(),
                        value(),
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.of(atomics))
                .as(RandomPrograms::atomic);
    }

    private static Instruction atomic(
            int form, String register, Expression address, Expression value, long operand, Mode mode) {
        if (mode == Mode.NORETURN) {
            return Code.fetchAdd("", address, value, mode);
        }
        return switch (form) {
            case 0 -> Code.xchg(register, address, value, mode);
            case 1 -> Code.cmpxchg(register, address, operand, value, mode);
            case 2 -> Code.fetchAdd(register, address, value, mode);
            default -> Code.addUnless(register, address, value, operand, mode);
        };
    }

    private Arbitrary<Instruction> throughPointer() {
        Expression pointer = Expression.register(POINTER);
        Expression cell = Code.at(Code.Z);
        Arbitrary<Expression> target = Arbitraries.of(Code.at(Code.X), Code.at(Code.Y), pointer);
        Arbitrary<Mode> load = Arbitraries.of(loads);
        Arbitrary<Mode> store = Arbitraries.of(stores);
        return Arbitraries.oneOf(
                load.map(mode -> new Instruction.Load(POINTER, cell, mode)),
                Combinators.combine(target, store).as((to, mode) -> new Instruction.Store(cell, to, mode)),
                Combinators.combine(register(), load).as((into, mode) -> new Instruction.Load(into, pointer, mode)),
                Combinators.combine(value(), store).as((value, mode) -> new Instruction.Store(pointer, value, mode)));
    }

    private static Arbitrary<Instruction> lock() {
        Expression lock = Code.at(Code.Z);
        return Arbitraries.oneOf(
                Arbitraries.of(new Instruction.Lock(lock), new Instruction.Unlock(lock)),
                register().map(register -> new Instruction.TryLock(register, lock)),
                register().map(register -> new Instruction.IsLocked(register, lock)));
    }

    private static Arbitrary<String> register() {
        return Arbitraries.of("r0", "r1");
    }

    private static Arbitrary<Expression> condition() {
        Arbitrary<Expression> compare = Combinators.combine(
                        register(), Arbitraries.longs().between(0, 2))
                .as((register, value) ->
                        Expression.binary(Operator.EQUAL, Expression.register(register), Expression.constant(value)));
        return Arbitraries.oneOf(register().map(Expression::register), compare);
    }

    private static Arbitrary<Expression> value() {
        Arbitrary<Long> number = Arbitraries.longs().between(0, 2);
        Arbitrary<Expression> increment = register()
                .map(name -> Expression.binary(Operator.ADD, Expression.register(name), Expression.constant(1)));
        return Arbitraries.frequencyOf(
                Tuple.of(8, number.map(Expression::constant)),
                Tuple.of(2, register().map(Expression::register)),
                Tuple.of(1, increment),
                Tuple.of(1, Combinators.combine(number, register()).as(Code::value)));
    }

    /** A location, named outright, with a false dependency, or picked by the lowest bit of a register. */
    private static Arbitrary<Expression> address() {
        Arbitrary<Integer> location = Arbitraries.of(Code.X, Code.Y);
        Arbitrary<Expression> picked = register()
                .map(name -> Expression.binary(
                        Operator.ADD,
                        Code.at(Code.X),
                        Expression.binary(Operator.AND, Expression.register(name), Expression.constant(1))));
        return Arbitraries.frequencyOf(
                Tuple.of(12, location.map(Code::at)),
                Tuple.of(1, Combinators.combine(location, register()).as(Code::at)),
                Tuple.of(1, picked));
    }
}
