package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.platform.PrimitiveStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compiles the statements of one thread to {@link Instruction}s. */
final class StatementCompiler {
    private final Scope scope;
    private final int unroll;

    /** {@code unroll} is the most rounds of a loop. */
    StatementCompiler(Scope scope, int unroll) {
        this.scope = scope;
        this.unroll = unroll;
    }

    List<Instruction> block(List<CStatement> statements) throws LitmusException {
        List<Instruction> result = new ArrayList<>();
        for (CStatement statement : statements) {
            compile(statement, result);
        }
        return result;
    }

    private void compile(CStatement statement, List<Instruction> result) throws LitmusException {
        ExpressionCompiler expressions = new ExpressionCompiler(scope);
        if (statement instanceof CStatement.Assign assign) {
            IntegerType to = CType.integer(scope.types().of(assign.register()));
            Expression value = to.convert(
                    expressions.value(assign.value(), assign.register()),
                    scope.types().integer(assign.value()));
            if (!value.equals(Expression.register(assign.register()))) {
                expressions.add(new Instruction.Assign(assign.register(), value));
            }
        } else if (statement instanceof CStatement.Store store) {
            Expression address = scope.address(
                    expressions.value(store.address()), store.address().offset());
            Expression value = scope.types()
                    .cell(store.address())
                    .convert(expressions.value(store.value()), scope.types().integer(store.value()));
            expressions.add(new Instruction.Store(address, value, dev.fencepost.model.memory.program.Mode.PLAIN));
        } else if (statement instanceof CStatement.Evaluate evaluate) {
            evaluate(evaluate.expression(), result);
        } else if (statement instanceof CStatement.If branch) {
            Expression condition = condition(expressions, branch.condition());
            result.addAll(Sequencing.of(expressions.steps()));
            result.add(new Instruction.If(condition, block(branch.then()), block(branch.otherwise())));
            return;
        } else if (statement instanceof CStatement.While loop) {
            Expression condition = condition(expressions, loop.condition());
            List<Instruction> test = Sequencing.of(expressions.steps());
            result.add(new Instruction.Loop(test, condition, block(loop.body()), unroll));
            return;
        }
        result.addAll(Sequencing.of(expressions.steps()));
    }

    private void evaluate(CExpression expression, List<Instruction> result) throws LitmusException {
        ExpressionCompiler expressions = new ExpressionCompiler(scope);
        if (!(expression instanceof CExpression.Call call)) {
            expressions.value(expression);
            result.addAll(Sequencing.of(expressions.steps()));
            return;
        }
        for (PrimitiveStep primitive : ExpressionCompiler.lookUp(scope, call)) {
            ExpressionCompiler step = new ExpressionCompiler(scope);
            step.call(call, primitive, null);
            result.addAll(Sequencing.of(step.steps()));
        }
    }

    /**
     * Compiles the condition of an if or a loop. What it guards is control dependent on every register that the whole
     * condition reads, operands of accesses in it included, so those are mentioned in the result.
     */
    private Expression condition(ExpressionCompiler expressions, CExpression written) throws LitmusException {
        Expression condition = expressions.value(written);
        Set<String> mentioned = new LinkedHashSet<>();
        RegisterUse.addTo(mentioned, condition);
        Set<String> used = new LinkedHashSet<>();
        expressions.steps().forEach(step -> RegisterUse.addTo(used, step));
        used.removeAll(mentioned);
        for (String register : used) {
            condition = UpdateCompiler.mentioning(condition, Expression.register(register));
        }
        return condition;
    }
}
