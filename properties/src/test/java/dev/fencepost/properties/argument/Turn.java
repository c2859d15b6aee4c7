package dev.fencepost.properties.argument;

import java.util.function.Supplier;

/**
 * A call that may not come now.
 *
 * @param name which
 * @param refusal what it throws
 * @param call makes it
 * @param state everything that anybody could see change
 */
public record Turn(String name, Class<? extends RuntimeException> refusal, Runnable call, Supplier<String> state) {
    /** What is wrong with how it is refused; null if nothing. */
    String fault() {
        String before = state.get();
        String found = "nothing is thrown";
        try {
            call.run();
        } catch (RuntimeException thrown) {
            found = thrown.getClass() == refusal && thrown.getMessage() != null ? null : "throws " + thrown;
        }
        return found == null && !state.get().equals(before) ? "something has changed" : found;
    }

    @Override
    public String toString() {
        return name;
    }
}
