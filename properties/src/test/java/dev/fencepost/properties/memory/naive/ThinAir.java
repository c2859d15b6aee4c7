package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the guessed values can be computed, starting from constants; where reads copy each other in a circle, nothing
 * determines their value, and each circle must have been guessed to be a {@link Symbol} of its own.
 */
final class ThinAir {
    /** What to guess: as many symbols as a small program can have circles. The first circle has the first. */
    static final List<Long> SYMBOLS = List.of(1L << 50, (1L << 50) + 1);

    private final Skeleton skeleton;
    private final Pairs rf;

    ThinAir(Skeleton skeleton, Pairs rf) {
        this.skeleton = skeleton;
        this.rf = rf;
    }

    boolean isClear() {
        long computed = computed();
        List<Integer> circles = new ArrayList<>();
        for (int read = 0; read < skeleton.steps.size(); read++) {
            if (!skeleton.step(read).reads()) {
                continue;
            }
            long value = skeleton.step(read).value();
            if (Pairs.contains(computed, read) == Symbol.isSymbol(value)) {
                return false;
            }
            if (Symbol.isSymbol(value)) {
                int circle = firstOfCircle(read);
                if (!circles.contains(circle)) {
                    circles.add(circle);
                }
                if (SYMBOLS.indexOf(value) != circles.indexOf(circle)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The reads that can be computed: those from a write whose value depends on no others. */
    private long computed() {
        long computed = 0;
        while (true) {
            long more = computed;
            for (int read = 0; read < skeleton.steps.size(); read++) {
                if (skeleton.step(read).reads() && (skeleton.step(source(read)).computed() & ~computed) == 0) {
                    more |= 1L << read;
                }
            }
            if (more == computed) {
                return computed;
            }
            computed = more;
        }
    }

    private int source(int read) {
        for (int write = 0; write < skeleton.steps.size(); write++) {
            if (rf.contains(write, read)) {
                return write;
            }
        }
        throw new IllegalStateException("read " + read + " has no source");
    }

    /** The first read of the circle of copies that {@code read} is in or takes its value from. */
    private int firstOfCircle(int read) {
        long seen = 0;
        int at = read;
        while (!Pairs.contains(seen, at)) {
            seen |= 1L << at;
            at = Long.numberOfTrailingZeros(skeleton.step(source(at)).computed());
        }
        int first = at;
        for (int next = Long.numberOfTrailingZeros(skeleton.step(source(at)).computed());
                next != at;
                next = Long.numberOfTrailingZeros(skeleton.step(source(next)).computed())) {
            first = Math.min(first, next);
        }
        return first;
    }
}
