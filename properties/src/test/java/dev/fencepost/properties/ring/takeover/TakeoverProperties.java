package dev.fencepost.properties.ring.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A device dies behind any of its accesses, and the next one too, also of recovering: no buffer is lost, none comes
 * back twice or before it was written, and no wakeup is lost (S2, S3, S4, S6).
 */
class TakeoverProperties {
    private static final int HISTORIES = Boolean.getBoolean("fencepost.deep") ? 300 : 12;

    static List<TakeoverRing> rings() {
        return TakeoverRing.all();
    }

    @ParameterizedTest
    @MethodSource("rings")
    void nothingIsLostOrDoneTwiceWhereverADeviceDies(TakeoverRing ring) {
        assertThat(firstFailure(ring, UnaryOperator.identity())).isNull();
    }

    /** A buffer is used, and the device dies before it has asked whether to tell the driver (S6). */
    @ParameterizedTest
    @MethodSource("rings")
    void deviceThatDoesNotAskWhenItTakesOverLosesAWakeup(TakeoverRing ring) {
        List<String> failures = new ArrayList<>();
        for (int seed = 0; seed < HISTORIES && failures.isEmpty(); seed++) {
            int accesses = new TakeoverLife(ring, seed, List.of(), UnaryOperator.identity()).run();
            for (int first = 1; first <= accesses; first++) {
                try {
                    new TakeoverLife(ring, seed, List.of(first), UnaryOperator.identity())
                            .withoutAsking()
                            .run();
                } catch (AssertionError lost) {
                    failures.add(lost.getMessage());
                }
            }
        }
        assertThat(failures).isNotEmpty().allMatch(failure -> failure.endsWith("(S6)"));
    }

    /** A device dies of two staged buffers; the next one gives back one of them, and that is what the driver gets. */
    @ParameterizedTest
    @MethodSource("rings")
    void whatWasStagedAndNeverShownDoesNotShow(TakeoverRing ring) {
        assertThat(gotAfterOneOfTwo(ring, UnaryOperator.identity())).containsExactly(0, RingDriver.NONE);
        if (ring.packed()) {
            assertThat(gotAfterOneOfTwo(ring, memory -> LogMutants.hidingNothing(ring, memory)))
                    .as("the mutant: the second one shows by what the first device wrote")
                    .containsExactly(0, 1);
        }
    }

    private static List<Integer> gotAfterOneOfTwo(TakeoverRing ring, UnaryOperator<SharedMemory> altered) {
        SharedMemory memory = new ArrayMemory(TakeoverRing.MEMORY);
        SharedMemory seen = altered.apply(memory);
        RingDriver driver = ring.driver(memory);
        RingDevice first = ring.device(seen, seen);
        first.reset();
        Segments taken = new Segments(ring.size());
        for (int i = 0; i < 2; i++) {
            driver.add(new Segments(1).writable(TakeoverRing.BUFFERS + 16 * i, 8), i);
            first.stage(first.take(taken), 8);
        }
        RingDevice second = ring.device(seen, seen);
        second.recover();
        second.use(second.take(taken), 8);
        return List.of(driver.get(), driver.get());
    }

    static List<Arguments> mutants() {
        return rings().stream()
                .flatMap(ring -> LogMutants.of(ring).keySet().stream().map(name -> Arguments.of(name, ring)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void deviceThatKeepsItsLogWronglyIsNoticed(String name, TakeoverRing ring) {
        assertThat(firstFailure(ring, LogMutants.of(ring).get(name))).isNotNull();
    }

    /** What the first history said that went wrong, or null. */
    private static String firstFailure(TakeoverRing ring, UnaryOperator<SharedMemory> altered) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            int accesses = new TakeoverLife(ring, seed, List.of(), altered).run();
            for (int first = 1; first <= accesses; first++) {
                // The second one dies somewhere between the beginning of its recovery and soon after it.
                List<Integer> crashes = List.of(first, 1 + (first * 7 + seed) % 40);
                try {
                    new TakeoverLife(ring, seed, crashes, altered).run();
                } catch (AssertionError | RuntimeException wrong) {
                    return "history " + seed + ", crashes behind accesses " + crashes + ": " + wrong;
                }
            }
        }
        return null;
    }
}
