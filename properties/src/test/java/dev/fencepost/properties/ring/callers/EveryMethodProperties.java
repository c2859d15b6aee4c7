package dev.fencepost.properties.ring.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.InflightLog;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One rule for every public method and constructor that takes a number: whatever it is given, it works, or refuses by
 * an exception that says so, before anything has changed. Found by reflection, so that what is added later is tried.
 */
class EveryMethodProperties {
    private static final List<Long> NUMBERS = List.of(
            0L,
            -1L,
            1L,
            2L,
            4L,
            16L,
            255L,
            0x7fffL,
            0x8000L,
            0x8004L,
            0xffffL,
            0x1_0000L,
            0x1_0001L,
            0x7fff_fff0L,
            (long) Integer.MAX_VALUE,
            (long) Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1L << 32,
            17L);

    /**
     * Something with public methods.
     *
     * @param made one that is in use
     * @param seen what its callers see of it
     */
    private record Subject(Supplier<Object> made, Supplier<String> seen) {
        @Override
        public String toString() {
            return made.get().getClass().getSimpleName();
        }
    }

    private static Stream<Supplier<Subject>> subjects() {
        return Stream.of(
                () -> driver(false),
                () -> driver(true),
                () -> device(false),
                () -> device(true),
                () -> of(SplitLayout.contiguous(4, 0)),
                () -> of(PackedLayout.contiguous(5, 0)),
                () -> of(new IndirectTables(0, 2)),
                () -> of(SplitFeatures.none()));
    }

    private static Subject of(Object value) {
        return new Subject(() -> value, () -> "");
    }

    private static Ends inUse(boolean packed) {
        Ends ends = Ends.of(packed, false);
        ends.driver.add(Ends.one(), 3);
        ends.driver.add(Ends.one(), 4);
        ends.device.take(ends.taken);
        return ends;
    }

    private static Subject driver(boolean packed) {
        Ends ends = inUse(packed);
        return new Subject(() -> ends.driver, () -> Arrays.toString(ends.driver.save()) + memory(ends));
    }

    private static Subject device(boolean packed) {
        Ends ends = inUse(packed);
        return new Subject(
                () -> ends.device,
                () -> ends.device.taken() + " taken, at " + ends.device.ownPosition() + " and "
                        + ends.device.peerPosition() + memory(ends));
    }

    private static String memory(Ends ends) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Ends.TABLES; i += 8) {
            text.append(',').append(ends.memory.load64(Mode.PLAIN, i));
        }
        return text.toString();
    }

    static List<Supplier<Subject>> all() {
        return subjects().toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void numbersAreTakenOrRefused(Supplier<Subject> subjects) {
        int refused = 0;
        for (Method method : subjects.get().made().get().getClass().getMethods()) {
            if (isPlain(method)) {
                for (Object[] numbers : numbers(method)) {
                    refused += tryOut(method, subjects.get(), numbers) ? 1 : 0;
                }
            }
        }
        assertThat(refused).as("refusals").isPositive();
    }

    /** Takes numbers, and segments if need be, and is none of what an object has anyway. */
    private static boolean isPlain(Executable method) {
        return method.getDeclaringClass().getName().startsWith("dev.fencepost")
                && method.getParameterCount() > 0
                && Modifier.isPublic(method.getModifiers())
                && Arrays.stream(method.getParameterTypes())
                        .allMatch(type -> type == int.class || type == long.class || type == Segments.class);
    }

    private static List<Object[]> numbers(Executable method) {
        List<Object[]> all = new ArrayList<>();
        all.add(new Object[0]);
        for (Class<?> type : method.getParameterTypes()) {
            List<Object[]> longer = new ArrayList<>();
            for (Object[] begun : all) {
                for (Object value : values(type)) {
                    Object[] next = Arrays.copyOf(begun, begun.length + 1);
                    next[begun.length] = value;
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<?> values(Class<?> type) {
        if (type == Segments.class) {
            return List.of(new Segments(0), new Segments(8).writable(-5, -7), new Segments(8).readable(1 << 30, 9));
        }
        return type == long.class
                ? NUMBERS
                : NUMBERS.stream().map(Long::intValue).distinct().toList();
    }

    /** Whether it was refused; if so, nothing has changed. */
    private static boolean tryOut(Method method, Subject subject, Object[] numbers) {
        String before = subject.seen().get();
        try {
            method.invoke(subject.made().get(), numbers);
            return false;
        } catch (InvocationTargetException refusal) {
            if (refusal.getCause() instanceof BrokenRingException) {
                // What the number says is not what the peer's memory says: a fault, and the caller's to end with a
                // reset.
                return true;
            }
            requireTyped(method, numbers, refusal.getCause());
            assertThat(subject.seen().get()).as(said(method, numbers)).isEqualTo(before);
            return true;
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void requireTyped(Executable method, Object[] numbers, Throwable refusal) {
        assertThat(refusal)
                .as(said(method, numbers))
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
        assertThat(refusal.getMessage()).as(said(method, numbers)).isNotBlank();
    }

    private static String said(Executable method, Object[] numbers) {
        return method.getName() + Arrays.toString(numbers);
    }

    static List<Executable> makers() {
        return Stream.of(SplitLayout.class, PackedLayout.class, BufferWindow.class, IndirectTables.class)
                .flatMap(type -> Stream.concat(
                        Stream.of(type.getConstructors()),
                        Stream.of(type.getMethods()).filter(method -> Modifier.isStatic(method.getModifiers()))))
                .map(Executable.class::cast)
                .filter(EveryMethodProperties::isPlain)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("makers")
    void whatIsMadeOfNumbersIsMadeOrRefused(Executable maker) {
        for (Object[] numbers : numbers(maker)) {
            try {
                if (maker instanceof Constructor<?> constructor) {
                    constructor.newInstance(numbers);
                } else {
                    ((Method) maker).invoke(null, numbers);
                }
            } catch (InvocationTargetException refusal) {
                requireTyped(maker, numbers, refusal.getCause());
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** Whose constructors and methods take a memory, or are those of a list. */
    @Test
    void logsAndSegmentsAreMadeOrRefused() {
        for (long number : NUMBERS) {
            for (Runnable maker : List.<Runnable>of(
                    () -> new InflightLog(new ArrayMemory(4096), (int) number, 4),
                    () -> new InflightLog(new ArrayMemory(4096), 0, (int) number),
                    () -> InflightLog.bytes((int) number),
                    () -> new Segments((int) Math.min(number, 1 << 16)))) {
                try {
                    maker.run();
                } catch (IllegalArgumentException refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                }
            }
        }
    }
}
