package dev.fencepost.properties.argument;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.argument.Argument.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The table of a subject: the numbers that its methods take, tried on a fixture that is made anew for each.
 *
 * @param <F> the fixture
 */
public final class Arguments<F> {
    /** What is done with a fixture and a number. */
    @FunctionalInterface
    public interface Call<F> {
        /** Calls it. */
        Object with(F fixture, long number);
    }

    private final Supplier<F> fresh;
    private final Function<F, String> state;
    private final List<Argument> all = new ArrayList<>();
    private final List<String> any = new ArrayList<>();

    /** On fixtures like that, of which that can be seen. */
    public Arguments(Supplier<F> fresh, Function<F, String> state) {
        this.fresh = fresh;
        this.state = state;
    }

    /** A number for which there is an exception unless it is in that range. */
    public Arguments<F> refused(String name, long low, long high, Call<F> call) {
        return add(name, low, high, false, null, call);
    }

    /** The same for an index of so many. */
    public Arguments<F> index(String name, int count, Call<F> call) {
        return refused(name, 0, count - 1, call);
    }

    /** A number of 64 bits. */
    public Arguments<F> refusedWide(String name, long low, long high, Call<F> call) {
        return add(name, low, high, true, null, call);
    }

    /** A number that is answered: a peer chooses it. */
    public Arguments<F> answered(String name, long low, long high, boolean wide, Object answer, Call<F> call) {
        return add(name, low, high, wide, number -> answer, call);
    }

    /** The same where the answer depends on the number. */
    public Arguments<F> answeredBy(String name, long low, long high, LongFunction<Object> answer, Call<F> call) {
        return add(name, low, high, false, answer, call);
    }

    /** Parameters that take any number: contents. */
    public Arguments<F> any(String... names) {
        any.addAll(List.of(names));
        return this;
    }

    private Arguments<F> add(
            String name, long low, long high, boolean wide, LongFunction<Object> answer, Call<F> call) {
        all.add(new Argument(name, low, high, wide, answer, () -> {
            F fixture = fresh.get();
            return new Trial() {
                @Override
                public Object call(long number) {
                    return call.with(fixture, number);
                }

                @Override
                public String state() {
                    return state.apply(fixture);
                }
            };
        }));
        return this;
    }

    /** Those that have a range. */
    public List<Argument> all() {
        return all;
    }

    /** Those that have none. */
    public List<String> unbounded() {
        return any;
    }

    /** The contents of a memory. */
    public static String dump(SharedMemory memory) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at + 8 <= memory.size(); at += 8) {
            long word = memory.load64(Mode.PLAIN, at);
            if (word != 0) {
                text.append(at).append('=').append(Long.toHexString(word)).append(' ');
            }
        }
        return text.toString();
    }

    /** What a number gives for each of so many, in one text. */
    public static String each(int count, ToLongFunction<Integer> number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(number.applyAsLong(i)).append(' ');
        }
        return text.toString();
    }
}
