package dev.fencepost.stress.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that asks Java PathFinder. Where nobody asks for it, the test counts as skipped, and says why; where somebody
 * does and it is not there, {@link Jpf#get} fails in the test.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithJpf.Condition.class)
@interface WithJpf {
    /** Looks for one. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                return Jpf.find().isPresent()
                        ? ConditionEvaluationResult.enabled("there is a Java PathFinder")
                        : ConditionEvaluationResult.disabled(Jpf.HOW);
            } catch (IllegalStateException missing) {
                return ConditionEvaluationResult.enabled(missing.getMessage());
            }
        }
    }
}
