package dev.fencepost.properties.qemu.malformed;

import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
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
    /** Those on either layout. */
    static List<RawAttack> all() {
        List<RawAttack> all = new ArrayList<>(SplitAttacks.all());
        all.addAll(PackedAttacks.all());
        return all;
    }
}
