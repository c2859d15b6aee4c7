package dev.fencepost.stress.jpf;

/** Places of a ring and of the payload behind it. */
abstract class RingWords extends Words {
    private final int payload;

    /** Names for a ring that ends at that offset. */
    RingWords(int end) {
        super("driver", "device");
        payload = end + 3 & ~3;
    }

    /** Where the payload begins. */
    final int payload() {
        return payload;
    }

    @Override
    final String name(int offset) {
        return offset >= payload ? "payload[" + (offset - payload) / 4 + "]" : part(offset);
    }

    /** What stands at a place in the ring. */
    abstract String part(int offset);
}
