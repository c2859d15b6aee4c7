package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that a driver process, a device process and the test map: a few words to agree by, the ring, and the buffers.
 * In the place of a transport stand generations: the test asks for one, the device stops, the driver resets the ring,
 * both go on.
 */
final class SharedFile {
    static final int PAYLOAD = 64;

    /** Behind the ring, which stands at the start: which generation the test wants; written by the test. */
    static final int WANTED = 1 << 13;
    /** For which generation the device has stopped; written by it. */
    static final int DEVICE_STOPPED = WANTED + 64;
    /** Which generation the ring has been reset for; written by the driver. */
    static final int RING_RESET = WANTED + 128;
    /** Buffers that came back with the right answer; written by the driver. */
    static final int COMPLETED = WANTED + 192;
    /** Not 0 once a side has found something wrong. */
    static final int WRONG = WANTED + 256;

    private static final int BUFFERS = 1 << 14;

    final MappedMemory memory;
    private final RingSetup ring;
    private final BufferWindow window;

    SharedFile(Path path, RingSetup ring) throws IOException {
        if (ring.end() > WANTED) {
            throw new IllegalArgumentException(ring + " has no room before byte " + WANTED);
        }
        this.ring = ring;
        int size = BUFFERS + ring.size() * 2 * PAYLOAD;
        window = new BufferWindow(1L << 40, BUFFERS, size);
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            memory = MappedMemory.of(file.map(FileChannel.MapMode.READ_WRITE, 0, size), BarrierPolicy.WEAK);
        }
    }

    /** How many buffers can be in flight at most. */
    int ringSize() {
        return ring.size();
    }

    /** A driver, which resets the ring. */
    RingDriver driver() {
        return ring.driver(memory, window, null);
    }

    /** A device on a ring that has been reset. */
    RingDevice device() {
        return ring.device(memory, window, DevicePolicy.strict());
    }

    int get(int word) {
        return memory.load32(Mode.ACQUIRE, word);
    }

    void set(int word, int value) {
        memory.store32(Mode.RELEASE, word, value);
    }

    /** Where the request of buffer {@code token} lies; its answer lies behind it. */
    static int request(int token) {
        return BUFFERS + token * 2 * PAYLOAD;
    }

    static int answer(int token) {
        return request(token) + PAYLOAD;
    }

    /** Fills a payload with what {@code seed} makes of it, and its checksum. */
    void fill(int offset, long seed) {
        long sum = seed;
        memory.store64(Mode.PLAIN, offset, seed);
        for (int i = 8; i < PAYLOAD - 8; i += 8) {
            long word = mix(seed + i);
            memory.store64(Mode.PLAIN, offset + i, word);
            sum = mix(sum + word);
        }
        memory.store64(Mode.PLAIN, offset + PAYLOAD - 8, sum);
    }

    /** The seed of a payload, or -1 where its checksum is wrong. */
    long seed(int offset) {
        long seed = memory.load64(Mode.PLAIN, offset);
        long sum = seed;
        for (int i = 8; i < PAYLOAD - 8; i += 8) {
            sum = mix(sum + memory.load64(Mode.PLAIN, offset + i));
        }
        return sum == memory.load64(Mode.PLAIN, offset + PAYLOAD - 8) ? seed : -1;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 31) * 0x9e37_79b9_7f4a_7c15L;
        return mixed ^ mixed >>> 29;
    }
}
