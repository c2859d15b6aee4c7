package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.platform.PrimitiveStep;
import dev.fencepost.model.platform.PrimitiveSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** PrimitiveSteps that touch shared memory, by the table that litmus tests have as well. */
final class Accesses {
    private static final Expression ALWAYS = Expression.constant(1);

    private final Side side;
    private final Places places;
    private final ProtocolText text;
    private final Supplier<FileSite> armed;

    Accesses(Side side, Places places, Supplier<FileSite> armed) {
        this.side = side;
        this.places = places;
        this.text = side.text();
        this.armed = armed;
    }

    static boolean isKnown(String name) {
        return !PrimitiveSteps.named(name).isEmpty();
    }

    static List<String> names() {
        return PrimitiveSteps.names();
    }

    List<End> call(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        List<PrimitiveStep> steps = PrimitiveSteps.called(call.name(), words(call));
        if (steps.isEmpty()) {
            String forms = PrimitiveSteps.named(call.name()).stream()
                    .map(form -> form.parameters().stream()
                            .map(parameter -> parameter.replace("=", ""))
                            .collect(Collectors.joining(", ", call.name() + "(", ")")))
                    .distinct()
                    .collect(Collectors.joining(" or "));
            throw text.error(call.at(), "expected " + forms);
        }
        return step(steps, 0, call, scope, path, then);
    }

    /** The arguments that are words, such as memory orders; of others the empty string. */
    static List<String> words(Expr.Call call) {
        return call.arguments().stream()
                .map(argument -> argument instanceof Expr.Name name ? name.name() : "")
                .toList();
    }

    /** A primitive of several steps does one after the other; the value is that of the last. */
    private List<End> step(List<PrimitiveStep> steps, int index, Expr.Call call, Scope scope, Path path, Then then)
            throws SourceException {
        int next = index;
        while (next < steps.size() && steps.get(next).operation() == PrimitiveStep.Operation.FENCE) {
            next++;
        }
        List<PrimitiveStep> fences = steps.subList(index, next);
        if (next == steps.size()) {
            fence(fences, path);
            return then.with(path, Value.NOTHING);
        }
        PrimitiveStep primitive = steps.get(next);
        int after = next + 1;
        Then rest = after == steps.size() ? then : (at, value) -> step(steps, after, call, scope, at, then);
        if (primitive.operation() == PrimitiveStep.Operation.REFUSE) {
            throw text.error(call.at(), call.name() + " is not understood in protocols");
        }
        Path.Mark start = path.mark();
        return place(
                primitive,
                call,
                scope,
                path,
                (at, place) -> operands(primitive, call, new ArrayList<>(), scope, start, at, (done, operands) -> {
                    // The arguments of a call are evaluated before anything that it does.
                    fence(fences, done);
                    return access(primitive, call, (Place.Shared) place, operands, done, rest);
                }));
    }

    private static void fence(List<PrimitiveStep> fences, Path path) {
        fences.forEach(fence -> path.add(new Instruction.Fence(fence.barrier(), "")));
    }

    private List<End> place(PrimitiveStep primitive, Expr.Call call, Scope scope, Path path, Places.Use use)
            throws SourceException {
        String operand = primitive.operands().get(0);
        boolean isLvalue = operand.startsWith("&");
        int parameter = primitive.parameters().indexOf(isLvalue ? operand.substring(1) : operand);
        Expr argument = call.arguments().get(parameter);
        if (isLvalue) {
            return places.find(argument, scope, path, (at, place) -> use.of(at, shared(place, argument)));
        }
        return side.evaluate(
                argument,
                scope,
                path,
                (at, value) -> use.of(at, shared(places.target(value, argument.at()), argument)));
    }

    private Place shared(Place place, Expr argument) throws SourceException {
        if (!(place instanceof Place.Shared)) {
            throw text.error(argument.at(), "expected shared memory, not a private variable");
        }
        if (!(place.type() instanceof CType.Int || place.type() instanceof CType.Pointer)) {
            throw text.error(argument.at(), "expected a single value in shared memory, not a whole struct or array");
        }
        return place;
    }

    /** What is done with the values of all operands behind the address. */
    private interface Operands {
        List<End> of(Path path, List<Value> values) throws SourceException;
    }

    private List<End> operands(
            PrimitiveStep primitive,
            Expr.Call call,
            List<Value> values,
            Scope scope,
            Path.Mark start,
            Path path,
            Operands use)
            throws SourceException {
        int index = values.size() + 1;
        if (index == primitive.operands().size()) {
            return use.of(path, values);
        }
        String operand = primitive.operands().get(index);
        int parameter = primitive.parameters().indexOf(operand);
        Path.Mark between = path.mark();
        Then then = (at, value) -> {
            at.expectSequenced(start, between, text, call.at());
            List<Value> more = new ArrayList<>(values);
            more.add(value);
            return operands(primitive, call, more, scope, start, at, use);
        };
        return parameter < 0
                ? then.with(path, Value.of(Long.parseLong(operand)))
                : side.evaluate(call.arguments().get(parameter), scope, path, then);
    }

    private List<End> access(
            PrimitiveStep primitive, Expr.Call call, Place.Shared place, List<Value> operands, Path path, Then then)
            throws SourceException {
        expectKind(primitive, call, place.address());
        String register = side.registers().fresh(places.hint(place.address()));
        Value result = Expressions.register(place.type(), register);
        Expression address = place.address();
        switch (primitive.operation()) {
            case LOAD -> add(path, place, new Instruction.Load(register, address, primitive.mode()));
            case STORE -> {
                Expression value =
                        Arithmetic.convert(operands.get(0), place.type()).term();
                add(path, place, new Instruction.Store(address, value, primitive.mode()));
                return then.with(path, Value.NOTHING);
            }
            case CLEAN, INVALIDATE -> path.add(new Instruction.CacheMaintenance(primitive.barrier(), address, ""));
            case MAP ->
                throw text.error(
                        call.at(),
                        call.name() + ": what lies behind memory is said where it is declared, by a word such as "
                                + String.join(" or ", Dialect.MEMORY));
            case LOCK -> path.add(new Instruction.Lock(address));
            case UNLOCK -> path.add(new Instruction.Unlock(address));
            case TRYLOCK -> path.add(new Instruction.TryLock(register, address));
            case ISLOCKED -> path.add(new Instruction.IsLocked(register, address));
            default -> add(path, place, update(primitive, register, place, operands));
        }
        return then.with(path, primitive.operation().hasResult() ? result : Value.NOTHING);
    }

    /** An accessor of registers is for registers, and cache maintenance for memory that needs it. */
    private void expectKind(PrimitiveStep primitive, Expr.Call call, Expression address) throws SourceException {
        if (primitive.kind() == null || !(address instanceof Expression.Constant at)) {
            return;
        }
        int location = Address.index(at.value());
        LocationKind kind = side.memory().kind(location);
        boolean isRegister = primitive.kind() == LocationKind.MMIO;
        if (isRegister && kind == LocationKind.COHERENT) {
            throw text.error(
                    call.at(),
                    call.name() + " is for a device's register: expected 'mmio' before the type of "
                            + side.memory().name(location));
        }
    }

    private void add(Path path, Place.Shared place, Instruction instruction) {
        Item.Access bare = new Item.Access(instruction, places.hint(place.address()), null, true);
        boolean isAnnotated = bare.mode() != Mode.ONCE && bare.mode() != Mode.NORETURN && bare.mode() != Mode.PLAIN;
        FileSite site = isAnnotated ? armed.get() : null;
        path.access(site == null ? bare : new Item.Access(instruction, bare.location(), site, true));
    }

    private static Instruction update(
            PrimitiveStep primitive, String register, Place.Shared place, List<Value> operands) {
        Value old = new Value(place.type(), new Expression.Old());
        Expression condition = ALWAYS;
        Value updated;
        Value result = old;
        switch (primitive.operation()) {
            case EXCHANGE -> updated = operands.get(0);
            case COMPARE_EXCHANGE -> {
                condition = Arithmetic.binary("==", old, Arithmetic.convert(operands.get(0), place.type()))
                        .term();
                updated = operands.get(1);
            }
            case ADD_UNLESS -> {
                condition = Arithmetic.binary("!=", old, operands.get(1)).term();
                updated = Arithmetic.binary("+", old, operands.get(0));
                result = new Value(CType.INT, condition);
            }
            default -> {
                updated = Arithmetic.convert(operated(primitive.operator(), old, operands.get(0)), place.type());
                boolean isNew = primitive.operation() == PrimitiveStep.Operation.UPDATE_RETURN;
                result = !isNew ? old : primitive.test() == null ? updated : tested(primitive.test(), updated);
            }
        }
        return new Instruction.ReadModifyWrite(
                primitive.operation() == PrimitiveStep.Operation.UPDATE ? "" : register,
                place.address(),
                condition,
                Arithmetic.convert(updated, place.type()).term(),
                result.term(),
                primitive.mode());
    }

    private static Value operated(Operator operator, Value old, Value operand) {
        Operator exact = Arithmetic.of(operator, old.type());
        return new Value(old.type(), Expression.binary(exact, old.term(), operand.term()));
    }

    private static Value tested(Operator test, Value value) {
        return new Value(CType.INT, Expression.binary(test, value.term(), Expression.constant(0)));
    }

    /**
     * {@code notify(x, v)} is a store that the sender's earlier stores go before wherever they go, as writel and a trap
     * are; {@code woken(x)} waits for one: what follows it is after the notification.
     */
    List<End> notification(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        boolean sends = call.name().equals("notify");
        if (call.arguments().size() != (sends ? 2 : 1)) {
            throw text.error(call.at(), sends ? "expected notify(location, value)" : "expected woken(location)");
        }
        Expr location = call.arguments().get(0);
        return places.find(location, scope, path, (found, at) -> {
            Place.Shared place = (Place.Shared) shared(at, location);
            if (!sends) {
                return woken(place, found, then);
            }
            return side.evaluate(call.arguments().get(1), scope, found, (done, value) -> {
                done.add(new Instruction.Fence(new Barrier("notify", FenceKind.STORE_STORE, Reach.SYSTEM, false), ""));
                Expression stored = Arithmetic.convert(value, place.type()).term();
                done.access(fixed(place, new Instruction.Store(place.address(), stored, Mode.ONCE)));
                return then.with(done, Value.NOTHING);
            });
        });
    }

    private List<End> woken(Place.Shared place, Path path, Then then) throws SourceException {
        String register = side.registers().fresh(places.hint(place.address()));
        path.access(fixed(place, new Instruction.Load(register, place.address(), Mode.ONCE)));
        Value value = Expressions.register(place.type(), register);
        Block awake = new Block();
        Block asleep = new Block();
        path.block().add(new Item.Branch(value.term(), awake, asleep));
        Path in = path.in(awake);
        in.add(new Instruction.Fence(new Barrier("wakeup", FenceKind.FULL, Reach.DEVICE, true), ""));
        List<End> ends = new ArrayList<>(then.with(in, value));
        ends.add(End.of(path.in(asleep), End.Kind.STOPPED));
        return ends;
    }

    private Item.Access fixed(Place.Shared place, Instruction instruction) {
        return new Item.Access(instruction, places.hint(place.address()), null, false);
    }
}
