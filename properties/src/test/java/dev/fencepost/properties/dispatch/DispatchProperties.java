package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.dispatch.DispatchHistory.Kind;
import dev.fencepost.properties.dispatch.DispatchHistory.Step;
import dev.fencepost.properties.house.Claims;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Long histories: whatever is plugged, accessed and unplugged in whatever order, the bus gives what the model gives.
 */
@Claims({Clause.Q1, Clause.Q2, Clause.Q3, Clause.Q4, Clause.Q7, Clause.Q9})
class DispatchProperties {
    private static final int LENGTH = 200;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void implementationDoesWhatTheModelDoes(@ForAll("histories") List<Step> history) {
        new DispatchHistory(UnaryOperator.identity()).run(history);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(3, Kind.PLUG),
                Tuple.of(2, Kind.UNPLUG),
                Tuple.of(1, Kind.REARRANGE),
                Tuple.of(2, Kind.RECLAIM),
                Tuple.of(8, Kind.READ),
                Tuple.of(8, Kind.WRITE));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.of(1, 2, 4, 8, 8, 8),
                        Arbitraries.of(0L, 8L, 16L, 24L, 40L, 48L, 0x1234_5678_9abc_def0L, 3L, 0x7654_3210_0000_0004L))
                .as(Step::new)
                .list()
                .ofMaxSize(LENGTH);
    }

    /** Memory that is wrong in one respect. */
    enum Wrong {
        /** A new view never becomes the current one. */
        NEVER_SWAPPED {
            @Override
            SharedMemory on(SharedMemory memory) {
                return new ArrayMemory(memory.size()) {
                    @Override
                    public void store32(Mode mode, int offset, int value) {
                        if (offset != 0) {
                            super.store32(mode, offset, value);
                        }
                    }
                };
            }
        },
        /** Ranges are read one byte too long. */
        RANGE_TOO_LONG {
            @Override
            SharedMemory on(SharedMemory memory) {
                return new ArrayMemory(memory.size()) {
                    @Override
                    public void store64(Mode mode, int offset, long value) {
                        super.store64(mode, offset, (value & 15) == 15 ? value + 1 : value);
                    }
                };
            }
        },
        /** A store of a width that is lost now and then. */
        LOST_STORE {
            @Override
            SharedMemory on(SharedMemory memory) {
                return new ArrayMemory(memory.size()) {
                    private int stores;

                    @Override
                    public void store32(Mode mode, int offset, int value) {
                        if (++stores % 29 != 0) {
                            super.store32(mode, offset, value);
                        }
                    }
                };
            }
        };

        abstract SharedMemory on(SharedMemory memory);
    }

    @ParameterizedTest
    @EnumSource
    void memoryThatIsWrongIsNoticed(Wrong wrong) {
        assertThatThrownBy(() -> {
                    for (int seed = 0; seed < 50; seed++) {
                        new DispatchHistory(wrong::on).run(randomHistory(seed));
                    }
                })
                .satisfies(thrown -> assertThat(thrown).isInstanceOfAny(AssertionError.class, RuntimeException.class));
    }

    private static List<Step> randomHistory(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.ints(LENGTH, 0, Kind.values().length)
                .mapToObj(kind -> new Step(
                        Kind.values()[kind], random.nextInt(12), 1 << random.nextInt(4), random.nextInt(6) * 8L))
                .toList();
    }
}
