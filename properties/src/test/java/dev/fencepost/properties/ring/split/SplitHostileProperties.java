package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.HostileMemory;
import dev.fencepost.properties.ring.RingAttack;
import dev.fencepost.properties.ring.TrustingDevice;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A peer that writes anything anywhere in shared memory at any time, also between two accesses of one operation:
 * whoever is attacked ends in one of the typed faults or goes on, touches nothing outside ring and window, fetches
 * nothing twice (S8), and always comes back.
 */
class SplitHostileProperties {
    /**
     * What random corruption is too unlikely to make, as a chain of more than 2^32 bytes needs a window of gigabytes,
     * what only a packed ring has, and what only a device notices that takes over.
     */
    private static final Set<RingFault> NEVER =
            EnumSet.of(RingFault.CHAIN_TOO_LARGE, RingFault.AVAILABLE_WHILE_HELD, RingFault.USED_INDEX_CHANGED);

    @Test
    void anyCorruptionEndsInTypedFaultOrNothing() {
        Set<RingFault> faults = RingAttack.faults(SplitHostileProperties::attack);
        assertThat(EnumSet.complementOf(EnumSet.copyOf(faults)))
                .as("faults never met")
                .isEqualTo(NEVER);
    }

    private static RingAttack attack(SplittableRandom random, Set<RingFault> faults) {
        SplitSetup setup = new SplitSetup(
                random.nextInt(4),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4) != 0,
                false,
                random.nextInt(0x10000));
        return new RingAttack(setup, new SplitFields(setup.layout()), random, faults);
    }

    @Test
    void uncheckedHeadIsNoticed() {
        assertNoticed(
                trusting -> trusting.take(false, false),
                memory -> memory.store16(Mode.PLAIN, trustedLayout().availRing(0), 1000),
                "outside");
    }

    @Test
    void endlessChainIsNoticed() {
        assertNoticed(
                trusting -> trusting.take(true, false),
                memory -> memory.store64(Mode.PLAIN, trustedLayout().descriptor(0) + 8, 8 | 1L << 32),
                "more than 1000 accesses");
    }

    @Test
    void secondFetchIsNoticed() {
        HostileMemory memory = memory();
        new TrustingDevice(memory, trustedLayout()).take(true, true);
        assertThat(memory.secondFetches()).isPositive();
    }

    private static SplitLayout trustedLayout() {
        return SplitLayout.contiguous(4, 0);
    }

    private static HostileMemory memory() {
        SplitLayout layout = trustedLayout();
        HostileMemory memory =
                new HostileMemory(new SplitFields(layout), layout.end(), 512, 1024, new SplittableRandom(1));
        memory.beginOperation();
        return memory;
    }

    private static void assertNoticed(Consumer<TrustingDevice> operation, Consumer<HostileMemory> attack, String how) {
        HostileMemory memory = memory();
        attack.accept(memory);
        assertThatThrownBy(() -> operation.accept(new TrustingDevice(memory, trustedLayout())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(how);
    }
}
