package dev.fencepost.stress.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the columns of a benchmark's table are called, for those that do not measure exchanges on rings. Stands on the
 * class of the benchmark, whose parameter {@code size} is the first column and whose other parameters are the subject.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BenchLabels {
    /** What {@code size} counts, at most 9 characters. */
    String size() default "ring size";

    /** What an operation is: the unit is nanoseconds per this. At most 10 characters. */
    String per() default "exchange";

    /** The subjects that the others are compared with; in each size one of them at most is measured. */
    String[] against() default {"SPLIT", "SMP"};

    /** What these are called in the last column, at most 10 characters. */
    String yardstick() default "split ring";

    /** Whether the table is followed by a chart of how each subject grows with {@code size}. */
    boolean chart() default false;

    /**
     * Methods of the class, of which the n-th is run by n threads: all tables are followed by what the threads get done
     * together, as bars.
     */
    String[] threads() default {};
}
