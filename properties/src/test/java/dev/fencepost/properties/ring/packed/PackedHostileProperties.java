package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.properties.ring.RingAttack;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The packed ring against the peer of {@code SplitHostileProperties}, whose mutants are noticed there. */
class PackedHostileProperties {
    /**
     * What a packed ring has no fields for, and a chain of more than 2^32 bytes, which needs a window of gigabytes. Of
     * the flags in an indirect table only WRITE counts, so that none is nested (P7).
     */
    private static final Set<RingFault> NEVER = EnumSet.of(
            RingFault.AVAIL_INDEX_JUMP,
            RingFault.HEAD_OUT_OF_RANGE,
            RingFault.HEAD_IN_FLIGHT,
            RingFault.NEXT_OUT_OF_RANGE,
            RingFault.CHAIN_TOO_LARGE,
            RingFault.INDIRECT_NESTED,
            RingFault.USED_INDEX_CHANGED,
            RingFault.USED_INDEX_JUMP,
            RingFault.USED_OUT_OF_ORDER);

    @Test
    void anyCorruptionEndsInTypedFaultOrNothing() {
        assertThat(EnumSet.complementOf(EnumSet.copyOf(RingAttack.faults(PackedHostileProperties::attack))))
                .as("faults never met")
                .isEqualTo(NEVER);
    }

    private static RingAttack attack(SplittableRandom random, Set<RingFault> faults) {
        PackedSetup setup = new PackedSetup(
                1 + random.nextInt(8), random.nextBoolean(), random.nextBoolean(), random.nextInt(4) != 0, false);
        return new RingAttack(setup, new PackedFields(setup.layout()), random, faults);
    }
}
