package dev.fencepost.model.ring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Packs the states that {@link RingChoices} lead to: segments of one byte, one readable and one writable at most.
 * Fields are declared, written and read in one order, that of the record's components.
 *
 * @param <S> a state
 */
public abstract class RingCodec<S> implements Codec<S> {
    /** The most bytes that a segment, or what was written into a buffer, can have. */
    public static final int LONGEST = 2;

    /** The largest {@link #shape}. */
    public static final int SHAPES = 4;

    private static final RingMode[] MODES = RingMode.values();

    /** The queue size. */
    public final int size;

    private final Layout layout = new Layout();
    private final List<Field> fields = new ArrayList<>();
    private int[] values;
    private int at;

    public RingCodec(int size) {
        this.size = size;
    }

    public final void declare(int times, int... most) {
        for (int i = 0; i < times; i++) {
            for (int max : most) {
                fields.add(layout.field(Math.max(1, max)));
            }
        }
    }

    /** The last fields: what happened so far, as far as {@code bounds} count it. */
    public final void declareHistory(RingBounds bounds) {
        declare(1, bounds.buffers(), bounds.resets(), bounds.rewrites());
        values = new int[fields.size()];
    }

    public static int lastMode() {
        return MODES.length - 1;
    }

    public abstract void write(S state);

    public abstract S read();

    @Override
    public final int words() {
        return layout.words();
    }

    @Override
    public final void encode(S state, long[] words) {
        at = 0;
        write(state);
        Arrays.fill(words, 0);
        for (int i = 0; i < values.length; i++) {
            fields.get(i).set(words, values[i]);
        }
    }

    @Override
    public final S decode(long[] words) {
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).get(words);
        }
        at = 0;
        return read();
    }

    public final void put(int... more) {
        for (int value : more) {
            values[at++] = value;
        }
    }

    public final void put(RingHistory history) {
        put(history.added(), history.resets(), history.rewrites());
    }

    /** Writes a list of at most {@code most} elements: its length, then {@code element} for each. */
    public final <T> void put(List<T> list, int most, int fieldsOfOne, Consumer<T> element) {
        put(list.size());
        int end = at + most * fieldsOfOne;
        list.forEach(element);
        Arrays.fill(values, at, end, 0); // the fields of elements that are not there
        at = end;
    }

    public final int next() {
        return values[at++];
    }

    public final boolean nextBit() {
        return next() != 0;
    }

    public final RingMode nextMode() {
        return MODES[next()];
    }

    public final RingHistory nextHistory() {
        return new RingHistory(next(), next(), next());
    }

    /** Reads what {@link #put(List, int, int, Consumer)} wrote. */
    public final <T> List<T> nextList(int most, int fieldsOfOne, Supplier<T> element) {
        int count = next();
        int end = at + most * fieldsOfOne;
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        at = end;
        return list;
    }

    public static int bit(boolean value) {
        return value ? 1 : 0;
    }

    /** Bit 0 for a readable segment, bit 1 for a writable one; 4 for readable ones, as many as the ring has entries. */
    public static int shape(List<RingSegment> segments) {
        if (segments.size() > 2) {
            return SHAPES;
        }
        return bit(segments.contains(RingChoices.READ)) + 2 * bit(segments.contains(RingChoices.WRITE));
    }

    public final List<RingSegment> segments(int shape) {
        return switch (shape) {
            case 0 -> List.of();
            case 1 -> List.of(RingChoices.READ);
            case 2 -> List.of(RingChoices.WRITE);
            case 3 -> List.of(RingChoices.READ, RingChoices.WRITE);
            default -> Collections.nCopies(size, RingChoices.READ);
        };
    }
}
