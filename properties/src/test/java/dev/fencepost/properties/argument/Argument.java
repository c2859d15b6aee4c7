package dev.fencepost.properties.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A number that a method takes.
 *
 * @param name the method and which of its parameters, as {@code MsixTable.use#0}; a constructor is {@code new}
 * @param low the lowest number that is right
 * @param high the highest
 * @param wide whether the parameter has 64 bits
 * @param answer what a wrong number is answered by; null where that is an {@link IllegalArgumentException} that says it
 * @param fresh makes something to try it on
 */
public record Argument(
        String name, long low, long high, boolean wide, LongFunction<Object> answer, Supplier<Trial> fresh) {
    /** Something to call the method on. */
    public interface Trial {
        /** Calls it with that number; returns what it answers. */
        Object call(long number);

        /** Everything that anybody could see change. */
        String state();
    }

    /** Wrong numbers: beyond either end, and those that look right to whoever takes 8, 16 or 32 bits of them only. */
    List<Long> wrong() {
        List<Long> wrong = new ArrayList<>();
        for (long right : new long[] {low, high}) {
            for (int bits : new int[] {0, 8, 12, 16, 31, 32, 48, 63}) {
                wrong.add(right + (1L << bits));
                wrong.add(right - (1L << bits));
            }
        }
        wrong.addAll(List.of(-1L, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE));
        return wrong.stream()
                .distinct()
                .filter(number -> number < low || number > high)
                .filter(number -> wide || number == (int) (long) number)
                .toList();
    }

    /** What is wrong with how it is handled; empty if nothing. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (long number : wrong()) {
            Trial trial = fresh.get();
            String before = trial.state();
            String fault = fault(trial, number);
            if (fault == null && !trial.state().equals(before)) {
                fault = "something has changed";
            }
            if (fault != null) {
                faults.add(name + " of " + number + ": " + fault);
            }
        }
        return faults;
    }

    private String fault(Trial trial, long number) {
        try {
            Object found = trial.call(number);
            return answer != null && answer.apply(number).equals(found) ? null : "answers " + found;
        } catch (IllegalArgumentException refused) {
            boolean says =
                    answer == null && String.valueOf(refused.getMessage()).contains(Long.toString(number));
            return says ? null : "throws " + refused;
        } catch (RuntimeException other) {
            return "throws " + other;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
