package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Short names for writing programs over the locations x, y and z, in the words of the kernel where it has one. */
final class Code {
    static final int X = 0;
    static final int Y = 1;
    static final int Z = 2;

    private static final Expression OLD = new Expression.Old();
    private static final List<String> NAMES = List.of("x", "y", "z", "u", "v", "w");

    private Code() {}

    static Instruction read(String register, int location) {
        return read(register, location, Mode.ONCE);
    }

    static Instruction read(String register, int location, Mode mode) {
        return new Instruction.Load(register, at(location), mode);
    }

    static Instruction acquire(String register, int location) {
        return read(register, location, Mode.ACQUIRE);
    }

    static Instruction write(int location, long value) {
        return write(location, Expression.constant(value));
    }

    static Instruction write(int location, Expression value) {
        return write(location, value, Mode.ONCE);
    }

    static Instruction write(int location, Expression value, Mode mode) {
        return new Instruction.Store(at(location), value, mode);
    }

    static Instruction release(int location, long value) {
        return write(location, Expression.constant(value), Mode.RELEASE);
    }

    static Instruction fence(FenceKind kind) {
        return new Instruction.Fence(Barrier.smp(kind.name().toLowerCase(Locale.ROOT), kind), "");
    }

    static Instruction mb() {
        return fence(FenceKind.FULL);
    }

    static Instruction wmb() {
        return fence(FenceKind.STORE_STORE);
    }

    static Instruction rmb() {
        return fence(FenceKind.LOAD_LOAD);
    }

    static Instruction xchg(String register, int location, long value, Mode mode) {
        return xchg(register, at(location), Expression.constant(value), mode);
    }

    static Instruction xchg(String register, Expression address, Expression value, Mode mode) {
        return new Instruction.ReadModifyWrite(register, address, Expression.constant(1), value, OLD, mode);
    }

    static Instruction cmpxchg(String register, Expression address, long expected, Expression value, Mode mode) {
        Expression hit = Expression.binary(Operator.EQUAL, OLD, Expression.constant(expected));
        return new Instruction.ReadModifyWrite(register, address, hit, value, OLD, mode);
    }

    static Instruction fetchAdd(String register, Expression address, Expression value, Mode mode) {
        Expression sum = Expression.binary(Operator.ADD, OLD, value);
        return new Instruction.ReadModifyWrite(register, address, Expression.constant(1), sum, OLD, mode);
    }

    static Instruction addUnless(String register, Expression address, Expression value, long unless, Mode mode) {
        Expression differs = Expression.binary(Operator.NOT_EQUAL, OLD, Expression.constant(unless));
        Expression sum = Expression.binary(Operator.ADD, OLD, value);
        return new Instruction.ReadModifyWrite(register, address, differs, sum, differs, mode, true);
    }

    static Instruction.If when(String register, Instruction... then) {
        return new Instruction.If(Expression.register(register), List.of(then), List.of());
    }

    static Expression at(int location) {
        return Expression.address(location);
    }

    /** {@code location + 0 * register}: an address that depends on the register in name only. */
    static Expression at(int location, String register) {
        return Expression.binary(Operator.ADD, at(location), zero(register));
    }

    /** {@code value + 0 * register}: a value that depends on the register in name only. */
    static Expression value(long value, String register) {
        return Expression.binary(Operator.ADD, Expression.constant(value), zero(register));
    }

    private static Expression zero(String register) {
        return Expression.binary(Operator.MULTIPLY, Expression.register(register), Expression.constant(0));
    }

    static List<Instruction> thread(Instruction... body) {
        return List.of(body);
    }

    /** A program over x, y and z, all 0 at first. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static Program program(String name, List<Instruction>... threads) {
        return program(name, locations(0, 0, 0), List.of(threads));
    }

    static Program program(String name, List<Location> locations, List<List<Instruction>> threads) {
        return new Program(
                name,
                locations,
                IntStream.range(0, threads.size())
                        .mapToObj(i -> Program.Thread.of("P" + i, threads.get(i)))
                        .toList());
    }

    /** Locations x, y, z, u... with these initial values. */
    static List<Location> locations(long... initial) {
        return IntStream.range(0, initial.length)
                .mapToObj(i -> Location.of(NAMES.get(i), initial[i]))
                .toList();
    }

    /** The address of a location as a value. */
    static long address(int location) {
        return Address.of(location);
    }

    /** The instructions of both, one after the other. */
    static List<Instruction> join(List<Instruction> first, List<Instruction> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
