package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Address;
import dev.fencepost.model.memory.Observable;
import dev.fencepost.model.memory.Symbol;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Collects the executions of one test and prints them as herd7 prints them. */
public final class LitmusSummary {
    private final LitmusTest test;
    private final List<Observable> columns = new ArrayList<>();
    private final Set<LongBuffer> states = new HashSet<>();
    private final TreeSet<String> flags = new TreeSet<>();
    private long positive;
    private long negative;
    private boolean loopBoundReached;

    /** An empty summary of {@code test}. */
    public LitmusSummary(LitmusTest test) {
        this.test = test;
        test.observed().forEach(observed -> columns.addAll(observed.parts()));
    }

    /** Whether an execution with these final {@code values} passes the filter, and so counts. */
    public boolean counts(ToLongFunction<Observable> values) {
        return test.filter().holds(values);
    }

    /**
     * Adds an execution that passes the filter.
     *
     * @param values its final values
     * @param raised the flags that it raises
     */
    public void add(ToLongFunction<Observable> values, Set<String> raised) {
        long[] state = new long[columns.size()];
        for (int i = 0; i < state.length; i++) {
            state[i] = values.applyAsLong(columns.get(i));
        }
        states.add(LongBuffer.wrap(state));
        flags.addAll(raised);
        if (test.observesLock()) {
            flags.add("lock-final");
        }
        if (test.condition().holds(values)) {
            positive++;
        } else {
            negative++;
        }
    }

    /** Notes that some execution ran into the bound of a loop, so that outcomes may be missing. */
    public void loopBoundReached() {
        loopBoundReached = true;
    }

    /** Whether some execution ran into the bound of a loop. */
    public boolean isBounded() {
        return loopBoundReached;
    }

    /** The test. */
    public LitmusTest test() {
        return test;
    }

    /** Executions for the condition. */
    public long positive() {
        return positive;
    }

    /** Executions against the condition. */
    public long negative() {
        return negative;
    }

    /** The flags that some execution raised, sorted. */
    public List<String> flags() {
        return List.copyOf(flags);
    }

    /** {@code Never}, {@code Sometimes} or {@code Always}: how often the condition held, whatever its quantifier. */
    public String observation() {
        if (positive == 0) {
            return "Never";
        }
        return negative == 0 ? "Always" : "Sometimes";
    }

    /** The final states as lines, in the order of herd7. */
    public List<String> states() {
        Comparator<Long> values = this::compare;
        List<LongBuffer> sorted = new ArrayList<>(states);
        sorted.sort((left, right) -> {
            for (int i = 0; i < columns.size(); i++) {
                int order = values.compare(left.get(i), right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        return sorted.stream().map(this::line).toList();
    }

    /** Symbols before numbers before addresses, and those by name. */
    private int compare(long left, long right) {
        if (Symbol.isSymbol(left) || Symbol.isSymbol(right)) {
            int kinds = Boolean.compare(Symbol.isSymbol(right), Symbol.isSymbol(left));
            return kinds != 0 ? kinds : Long.compare(left, right);
        } else if (!Address.isAddress(left) || !Address.isAddress(right)) {
            return Long.compare(left, right);
        }
        return name(left).compareTo(name(right));
    }

    private String line(LongBuffer state) {
        StringBuilder line = new StringBuilder();
        int next = 0;
        for (Observed observed : test.observed()) {
            line.append(line.isEmpty() ? "" : " ").append(observed.label()).append('=');
            line.append(observed.array() ? "{" : "");
            for (int i = 0; i < observed.parts().size(); i++) {
                line.append(i == 0 ? "" : ",").append(value(state.get(next++), observed.type()));
            }
            line.append(observed.array() ? "};" : ";");
        }
        return line.toString();
    }

    private String value(long value, String type) {
        if (Symbol.isSymbol(value)) {
            // herd7 numbers them by a counter of its own.
            return "S" + Symbol.index(value);
        } else if (Address.isAddress(value)) {
            return name(value);
        }
        return switch (type) {
            case "char", "int8_t" -> Long.toString((byte) value);
            case "uint8_t" -> Long.toString(value & 0xff);
            case "short", "int16_t" -> Long.toString((short) value);
            case "uint16_t" -> Long.toString(value & 0xffff);
            case "uint32_t" -> Long.toString(value & 0xffff_ffffL);
            default -> Long.toString(value);
        };
    }

    private String name(long address) {
        int index = Address.index(address);
        return index < test.addressNames().size() ? test.addressNames().get(index) : "address " + index;
    }

    /** Everything as herd7 prints it, with {@code seconds} as the time taken. */
    public String text(double seconds) {
        StringBuilder text = new StringBuilder();
        List<String> lines = states();
        text.append("Test ")
                .append(test.name())
                .append(' ')
                .append(test.quantifier().kind())
                .append('\n');
        text.append("States ").append(lines.size()).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        boolean forbidden = test.quantifier() == Quantifier.NOT_EXISTS;
        text.append(loopBoundReached ? "Loop " : "");
        text.append(test.quantifier().satisfied(positive, negative) ? "Ok\n" : "No\n");
        text.append("Witnesses\nPositive: ").append(forbidden ? negative : positive);
        text.append(" Negative: ").append(forbidden ? positive : negative).append('\n');
        flags.forEach(flag -> text.append("Flag ").append(flag).append('\n'));
        text.append("Condition ").append(test.conditionText()).append('\n');
        text.append("Observation ").append(test.name()).append(' ').append(observation());
        text.append(' ').append(positive).append(' ').append(negative).append('\n');
        text.append(String.format(Locale.ROOT, "Time %s %.2f\n", test.name(), seconds));
        return text.append("Hash=").append(test.hash()).append("\n\n").toString();
    }
}
