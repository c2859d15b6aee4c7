package dev.fencepost.stress.ring;

import dev.fencepost.stress.harness.Words;

/** Places of a ring and of the payload behind it. */
public abstract class RingWords extends Words {
    private final int payload;

    /** Names for a ring that ends at that offset. */
    public RingWords(int end) {
        super("driver", "device");
        payload = end + 3 & ~3;
    }

    /** Where the payload begins. */
    final int payload() {
        return payload;
    }

    @Override
    public final String name(int offset) {
        return offset >= payload ? "payload[" + (offset - payload) / 4 + "]" : part(offset);
    }

    /** What stands at a place in the ring. */
    public abstract String part(int offset);
}
