package dev.fencepost.properties.qemu;

import dev.fencepost.model.spec.Clause;
import java.util.List;

/**
 * Something that a driver may not do, among three requests that are sound without it.
 *
 * @param layout of the ring: split or packed
 * @param name in words
 * @param clause that it is about
 * @param ring on which it is done
 * @param sound the same without it
 */
record RawAttack(String layout, String name, Clause clause, RawRing ring, RawRing sound) {
    /** Those on every layout. */
    static List<RawAttack> all() {
        return SplitAttacks.all();
    }
}
