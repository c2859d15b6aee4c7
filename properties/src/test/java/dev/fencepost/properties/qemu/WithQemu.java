package dev.fencepost.properties.qemu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test, or all of a class, that asks QEMU. On a machine without one the test counts as skipped, and says why; where
 * somebody asks for one that is not there, {@link QemuProgram#get} fails in the test.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithQemu.Condition.class)
@AddLifecycleHook(WithQemu.Hook.class)
public @interface WithQemu {
    /** For jqwik. */
    final class Hook implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return QemuProgram.isLeftOut() ? SkipResult.skip(QemuProgram.HOW) : SkipResult.doNotSkip();
        }
    }

    /** For JUnit. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return QemuProgram.isLeftOut()
                    ? ConditionEvaluationResult.disabled(QemuProgram.HOW)
                    : ConditionEvaluationResult.enabled("there is a QEMU");
        }
    }
}
