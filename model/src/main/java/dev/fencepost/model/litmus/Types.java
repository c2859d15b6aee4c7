package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.PrimitiveStep;
import dev.fencepost.model.platform.PrimitiveSteps;
import java.util.Map;

/** The types of the expressions of one function. What was never declared is an int. */
final class Types {
    private static final String INT = "int";

    private final Map<String, String> names;

    /** {@code names}: the types of parameters and variables. */
    Types(Map<String, String> names) {
        this.names = names;
    }

    /** The type of a variable. */
    String of(String name) {
        return names.getOrDefault(name, INT);
    }

    /** The integers that an expression can be. */
    IntegerType integer(CExpression expression) {
        return CType.integer(of(expression));
    }

    /** The integers that the memory at {@code address} holds. */
    IntegerType cell(CExpression address) {
        String target = CType.pointee(of(address));
        return target == null || target.endsWith("*") ? IntegerType.S32 : CType.integer(target);
    }

    String of(CExpression expression) {
        if (expression instanceof CExpression.Name name) {
            return of(name.name());
        } else if (expression instanceof CExpression.Cast cast) {
            return cast.type();
        } else if (expression instanceof CExpression.Binary binary) {
            return binary(binary);
        } else if (expression instanceof CExpression.Dereference plain) {
            return pointee(plain.address());
        } else if (expression instanceof CExpression.Element element) {
            return of(element.base());
        } else if (expression instanceof CExpression.Field) {
            return INT + "*";
        } else if (expression instanceof CExpression.Call call) {
            return result(call);
        }
        return INT;
    }

    private String binary(CExpression.Binary binary) {
        String left = of(binary.left());
        if (AddressArithmetic.isTruth(binary.operator())) {
            return INT;
        } else if (CType.pointee(left) != null) {
            return left;
        }
        boolean shift = binary.operator() == Operator.SHIFT_LEFT || binary.operator() == Operator.SHIFT_RIGHT;
        boolean unsigned = CType.integer(left).isUnsignedInt()
                || !shift && integer(binary.right()).isUnsignedInt();
        return unsigned ? "unsigned" : INT;
    }

    private String result(CExpression.Call call) {
        for (PrimitiveStep primitive : PrimitiveSteps.named(call.name())) {
            boolean value = primitive.operation().hasResult() && primitive.test() == null;
            if (value && primitive.operation() != PrimitiveStep.Operation.ADD_UNLESS) {
                return pointee(ConstantMemory.address(call, primitive));
            }
        }
        return INT;
    }

    private String pointee(CExpression address) {
        String target = address == null ? null : CType.pointee(of(address));
        return target == null ? INT : target;
    }
}
