package dev.fencepost.stress.grant.persistent;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import java.nio.ByteBuffer;

/** A cache with one grant that two devices share, and a word of its page: what an actor of a lesson does with them. */
final class GrantDesk {
    /** What a device saw that was refused. */
    static final int REFUSED = -1;
    /** What the request before left in the page. */
    static final int PAYLOAD = 42;

    /** Bytes of the page that are looked at, rounded up to a cache line. */
    static final int BYTES = 64;

    private static final CacheLimits LIMITS = new CacheLimits(true, 1, 1, 1, 1);
    private static final int[] NAMES = {0};

    private final SharedMemory page;
    private final boolean locked;
    private final int[][] found = new int[2][1];
    private PersistentGrants cache;

    GrantDesk(ByteBuffer memory, boolean locked) {
        page = MappedMemory.of(memory, BarrierPolicy.WEAK);
        this.locked = locked;
    }

    /** The grant is kept, and nobody uses it. */
    GrantDesk withKeptGrant() {
        page.store32(Mode.PLAIN, 0, 0);
        CacheLock lock = locked ? CacheLock.shared() : CacheLock.none();
        cache = PersistentGrants.tree(new Mapper(), lock, LIMITS, 2);
        cache.connect(0);
        cache.connect(1);
        cache.begin(0, NAMES, 1, found[0]);
        cache.finish(0, found[0], 1);
        return this;
    }

    /** The grant is kept, and device 0 uses it. */
    GrantDesk withGrantInUse() {
        withKeptGrant();
        cache.begin(0, NAMES, 1, found[0]);
        return this;
    }

    /** A device begins a request; 1 if it has the grant. */
    int take(int device) {
        return cache.begin(device, NAMES, 1, found[device]) == PersistentGrants.OK ? 1 : 0;
    }

    /** Device 0 writes into the page and gives it back. */
    void writeAndReturn() {
        page.store32(Mode.PLAIN, 0, PAYLOAD);
        cache.finish(0, found[0], 1);
    }

    /** Device 1 begins a request with the page, and looks what is in it. */
    int reuse() {
        return take(1) == 1 ? page.load32(Mode.PLAIN, 0) : REFUSED;
    }

    /** Maps everything to itself. */
    private static final class Mapper extends GrantMapper {
        @Override
        public int map(int reference) {
            return reference;
        }

        @Override
        public void unmap(int mapping) {}

        @Override
        public void flush() {}
    }
}
