package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.Primitive.Family;
import dev.fencepost.model.platform.PrimitiveStep;
import java.util.Map;
import java.util.Set;

/** What the names of one thread mean, and its supply of fresh registers. */
final class Scope {
    private final Source source;
    private final Map<String, Long> constants;
    private final Set<Long> constantMemory;
    private final Layout layout;
    private final Types types;
    private final Structs structs;
    private final boolean up;
    private int temporaries;

    /**
     * @param constants the addresses of parameters that the thread never assigns to
     * @param constantMemory addresses of locations that no thread ever writes to
     * @param layout where the locations are
     * @param types of what has a name in this thread
     * @param up whether the thread's kernel is built without CONFIG_SMP
     */
    Scope(
            Source source,
            Map<String, Long> constants,
            Set<Long> constantMemory,
            Layout layout,
            Types types,
            Structs structs,
            boolean up) {
        this.source = source;
        this.constants = constants;
        this.constantMemory = constantMemory;
        this.layout = layout;
        this.types = types;
        this.structs = structs;
        this.up = up;
    }

    Expression name(String name) {
        Long address = constants.get(name);
        return address == null ? Expression.register(name) : Expression.constant(address);
    }

    /** What a primitive is in this thread's build: without CONFIG_SMP, the smp_* family is for the compiler alone. */
    PrimitiveStep built(PrimitiveStep primitive, int offset) throws LitmusException {
        if (!up || primitive.operation() == PrimitiveStep.Operation.LOAD && primitive.mode() != Mode.ACQUIRE) {
            return primitive;
        } else if (primitive.operation().locks()) {
            throw error(offset, primitive.name() + " of a UP build is not atomic for the other side: expected another");
        }
        return primitive.family() == Family.SMP ? primitive.withoutOrder() : primitive;
    }

    Types types() {
        return types;
    }

    /** How far a field is behind the start of its struct. */
    Expression fieldOffset(CExpression.Field field) throws LitmusException {
        int place = structs.place(types.of(field.base()), field.name());
        if (place < 0) {
            throw error(
                    field.offset(),
                    "the field " + field.name() + " of what is no pointer to a struct: expected struct S *");
        }
        return Expression.constant((long) place * layout.fieldBytes());
    }

    /** How far an element is behind the start of its array, whose size must be known and the index inside. */
    Expression elementOffset(CExpression.Element element, Expression index) throws LitmusException {
        String array = element.base() instanceof CExpression.Name name ? name.name() : "";
        int size = constants.containsKey(array) ? layout.size(array) : Place.WHOLE;
        if (size < 0) {
            throw error(
                    element.offset(),
                    "unexpected '[': expected the name of an array that the initial state declares, as int a[2]");
        } else if (!isInside(element.index(), size)) {
            throw error(
                    element.index().offset(),
                    "index that may lie outside " + array + "[" + size + "]: expected a number from 0 to " + (size - 1)
                            + ", or an index modulo " + size);
        }
        return Expression.binary(Operator.MULTIPLY, index, Expression.constant(layout.stride(array)));
    }

    /** Whether an index is a number inside the array, or taken modulo its size from what is not negative. */
    private boolean isInside(CExpression index, int size) {
        if (index instanceof CExpression.Number number) {
            return number.value() >= 0 && number.value() < size;
        } else if (index instanceof CExpression.Binary binary && binary.right() instanceof CExpression.Number number) {
            boolean masked = binary.operator() == Operator.AND && number.value() >= 0 && number.value() < size;
            boolean positive = types.integer(binary.left()).isUnsigned();
            return masked
                    || binary.operator() == Operator.REMAINDER
                            && positive
                            && number.value() > 0
                            && number.value() <= size;
        }
        return false;
    }

    /** A register that no test can name. */
    String temporary() {
        return "$" + ++temporaries;
    }

    /** Whether what {@code address} points to has its initial value for ever. */
    boolean isConstantMemory(Expression address) {
        return address instanceof Expression.Constant constant && constantMemory.contains(constant.value());
    }

    /** {@code address}, which must be the start of a location as far as that can be seen. */
    Expression address(Expression address, int offset) throws LitmusException {
        Long value = constant(address);
        if (value != null && layout.isMisplaced(value)) {
            throw error(
                    offset,
                    "access to an address at which no location starts: expected a multiple of the size of an element "
                            + "(addresses count bytes), inside the array");
        }
        return address;
    }

    private static Long constant(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Binary sum && sum.operator() == Operator.ADD) {
            Long left = constant(sum.left());
            Long right = constant(sum.right());
            return left == null || right == null ? null : (Long) (left + right);
        }
        return null;
    }

    LitmusException error(int offset, String message) {
        return source.error(offset, message);
    }
}
