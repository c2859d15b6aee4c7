package dev.fencepost.properties.house;

import dev.fencepost.model.spec.Clause;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which clauses a test would notice the breach of; {@link ClaimsTest} wants one for each. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Claims {
    /** The clauses. */
    Clause[] value();
}
