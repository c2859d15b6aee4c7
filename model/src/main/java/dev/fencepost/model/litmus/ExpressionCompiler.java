package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.PrimitiveStep;
import dev.fencepost.model.platform.PrimitiveSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles the expressions of one statement: their accesses become instructions, in the order they are written. */
final class ExpressionCompiler {
    private final Scope scope;
    private final List<Instruction> steps = new ArrayList<>();

    ExpressionCompiler(Scope scope) {
        this.scope = scope;
    }

    /** The instructions so far. */
    List<Instruction> steps() {
        return steps;
    }

    void add(Instruction instruction) {
        steps.add(instruction);
    }

    Expression value(CExpression expression) throws LitmusException {
        return value(expression, null);
    }

    /** Compiles {@code expression}; where it is an access, its result goes to {@code target} if that is not null. */
    Expression value(CExpression expression, String target) throws LitmusException {
        if (expression instanceof CExpression.Number number) {
            return Expression.constant(number.value());
        } else if (expression instanceof CExpression.Name name) {
            return scope.name(name.name());
        } else if (expression instanceof CExpression.Binary binary) {
            return binary(binary);
        } else if (expression instanceof CExpression.Cast cast) {
            return CType.integer(cast.type())
                    .convert(value(cast.operand()), scope.types().integer(cast.operand()));
        } else if (expression instanceof CExpression.Field field) {
            return Expression.binary(Operator.ADD, value(field.base()), scope.fieldOffset(field));
        } else if (expression instanceof CExpression.Element element) {
            Expression base = value(element.base());
            return Expression.binary(Operator.ADD, base, scope.elementOffset(element, value(element.index())));
        } else if (expression instanceof CExpression.Dereference plain) {
            return load(scope.address(value(plain.address()), plain.offset()), Mode.PLAIN, target);
        }
        CExpression.Call call = (CExpression.Call) expression;
        List<PrimitiveStep> primitives = lookUp(scope, call);
        Expression result = null;
        for (PrimitiveStep primitive : primitives) {
            Expression value = call(call, primitive, primitive.operation().hasResult() ? target : null);
            result = value == null ? result : value;
        }
        if (result == null) {
            throw scope.error(call.offset(), call.name() + " has no value: expected an expression");
        }
        return result;
    }

    /** The steps of the primitive that {@code call} names, with its arguments counted. */
    static List<PrimitiveStep> lookUp(Scope scope, CExpression.Call call) throws LitmusException {
        List<PrimitiveStep> primitives = PrimitiveSteps.named(call.name());
        if (primitives.isEmpty()) {
            throw scope.error(
                    call.offset(), "unknown primitive " + call.name() + ": expected one of the Linux kernel's");
        }
        PrimitiveStep first = primitives.get(0);
        if (first.operation() == PrimitiveStep.Operation.REFUSE) {
            throw scope.error(call.offset(), first.operands().get(0) + " is not supported: " + call.name());
        } else if (primitives.stream()
                .noneMatch(one -> one.parameters().size() == call.arguments().size())) {
            throw scope.error(
                    call.offset(),
                    call.name() + " has " + call.arguments().size() + " arguments: expected "
                            + first.parameters().size());
        }
        List<PrimitiveStep> steps = PrimitiveSteps.called(call.name(), words(call));
        if (steps.isEmpty()) {
            throw scope.error(
                    call.offset(), call.name() + " does not exist with these words: expected " + forms(primitives));
        }
        return steps;
    }

    /** The arguments that are names; the others are empty. */
    private static List<String> words(CExpression.Call call) {
        return call.arguments().stream()
                .map(argument -> argument instanceof CExpression.Name name ? name.name() : "")
                .toList();
    }

    private static String forms(List<PrimitiveStep> primitives) {
        return primitives.stream()
                .flatMap(primitive -> primitive.parameters().stream())
                .filter(parameter -> parameter.startsWith("="))
                .map(parameter -> parameter.substring(1))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Expression binary(CExpression.Binary binary) throws LitmusException {
        Expression left = value(binary.left());
        int before = steps.size();
        Expression right = value(binary.right());
        boolean logical = binary.operator() == Operator.LOGICAL_AND || binary.operator() == Operator.LOGICAL_OR;
        if (logical && steps.size() > before) {
            throw scope.error(
                    binary.right().offset(),
                    "memory access that && or || may skip: expected nested 'if', which says what happens when");
        }
        return new Arithmetic(scope).of(binary, left, right);
    }

    private Expression load(Expression address, Mode mode, String target) {
        String register = register(target);
        steps.add(new Instruction.Load(register, address, mode));
        return Expression.register(register);
    }

    private String register(String target) {
        return target == null ? scope.temporary() : target;
    }

    /** Compiles one step of a primitive; null where it has no result. */
    Expression call(CExpression.Call call, PrimitiveStep named, String target) throws LitmusException {
        PrimitiveStep primitive = scope.built(named, call.offset());
        Map<String, CExpression> arguments = new HashMap<>();
        for (int i = 0; i < primitive.parameters().size(); i++) {
            arguments.put(primitive.parameters().get(i), call.arguments().get(i));
        }
        if (primitive.operation() == PrimitiveStep.Operation.FENCE) {
            return done(new Instruction.Fence(primitive.barrier(), ""));
        } else if (primitive.operation() == PrimitiveStep.Operation.SIGNAL) {
            Expression signal = scope.name(LocationUse.SIGNAL);
            return done(new Instruction.Store(signal, Expression.constant(1), Mode.ONCE));
        }
        Expression address = scope.address(operand(call, primitive, 0, arguments), call.offset());
        return switch (primitive.operation()) {
            case LOAD -> load(address, primitive.mode(), target);
            case STORE -> done(new Instruction.Store(address, stored(call, primitive, 1, arguments), primitive.mode()));
            case MAP -> null;
            case CLEAN, INVALIDATE -> done(new Instruction.CacheMaintenance(primitive.barrier(), address, ""));
            case LOCK -> done(new Instruction.Lock(address));
            case UNLOCK -> done(new Instruction.Unlock(address));
            case TRYLOCK -> result(register(target), name -> new Instruction.TryLock(name, address));
            case ISLOCKED -> result(register(target), name -> new Instruction.IsLocked(name, address));
            default -> new UpdateCompiler(this, scope, call, primitive, arguments).compile(address, target);
        };
    }

    private Expression done(Instruction instruction) {
        steps.add(instruction);
        return null;
    }

    private Expression result(String register, java.util.function.Function<String, Instruction> make) {
        steps.add(make.apply(register));
        return Expression.register(register);
    }

    /** The operand at {@code index} as the memory that the primitive is about holds it. */
    Expression stored(CExpression.Call call, PrimitiveStep primitive, int index, Map<String, CExpression> arguments)
            throws LitmusException {
        CExpression argument = arguments.get(primitive.operands().get(index));
        IntegerType from = argument == null ? IntegerType.S32 : scope.types().integer(argument);
        return cell(call, primitive).convert(operand(call, primitive, index, arguments), from);
    }

    /** The integers that the memory holds that the primitive is about. */
    IntegerType cell(CExpression.Call call, PrimitiveStep primitive) {
        CExpression address = ConstantMemory.address(call, primitive);
        return address == null ? IntegerType.S32 : scope.types().cell(address);
    }

    /** Compiles the operand at {@code index} of the primitive's line. */
    Expression operand(CExpression.Call call, PrimitiveStep primitive, int index, Map<String, CExpression> arguments)
            throws LitmusException {
        String operand = primitive.operands().get(index);
        if (Dialect.isDigit(operand.charAt(0))) {
            return Expression.constant(Long.parseLong(operand));
        } else if (!operand.startsWith("&")) {
            return value(arguments.get(operand));
        }
        CExpression argument = arguments.get(operand.substring(1));
        if (argument instanceof CExpression.Dereference lvalue) {
            return value(lvalue.address());
        }
        throw scope.error(
                argument.offset(), "first argument of " + call.name() + " is no lvalue: expected for example *x");
    }
}
