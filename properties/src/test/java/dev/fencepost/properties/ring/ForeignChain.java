package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.model.platform.BarrierSite;
import java.util.List;
import java.util.function.Function;

/**
 * What some driver, but not ours, makes available, and what our device does with it by the policy that it was made
 * with. A driver and a device of one access after the other: the first word that the device reads is the last that the
 * driver wrote, by which it shows the others; and the same the other way.
 *
 * @param name for messages
 * @param written by the driver, in this order
 * @param read the names of the words that the device reads, in this order
 * @param takes how many buffers that are
 * @param used written by the device when it gives all of them back without having written into any
 * @param untouched words that none of this is about
 * @param sites of the driver's barrier, then the device's: before it reads, before it shows, and before it decides
 * @param shows what the driver passes before its last word
 * @param device makes the device
 */
public record ForeignChain(
        String name,
        List<Word> written,
        List<String> read,
        int takes,
        List<Word> used,
        List<Word> untouched,
        List<BarrierSite> sites,
        Site shows,
        Function<SharedMemory, RingDevice> device) {
    /** The part of memory that all of them lie in, and the part of it where buffers and tables are. */
    public static final int MEMORY = 1 << 12;

    public static final int WINDOW = 1 << 10;
    /** A buffer, and a table. */
    public static final int BUFFER = 1 << 11;

    public static final int TABLE = WINDOW;

    /** A field, and the value that somebody writes there. */
    public record Word(String name, int offset, int bytes, long value) {}

    /** The word that shows what the driver wrote. */
    Word shown() {
        return written.get(written.size() - 1);
    }

    /** The same chain, and a device that reads something else of it. */
    ForeignChain readAs(ForeignChain other) {
        return new ForeignChain(name, written, other.read, takes, used, untouched, sites, shows, device);
    }

    @Override
    public String toString() {
        return name;
    }
}
