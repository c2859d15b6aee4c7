package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.properties.ring.RingReference;
import dev.fencepost.properties.ring.RingSetup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packed ring for histories.
 *
 * @param size the queue size, a power of two or not
 * @param tables whether the driver builds indirect tables
 */
public record PackedSetup(int size, boolean eventIdx, boolean inOrder, boolean tables, boolean inPlace)
        implements RingSetup {
    private static final Pattern TEXT = Pattern.compile("packed(\\d{1,5})(e?)(o?)(t?)(p?)");

    /** Reads what {@link #text} wrote, or returns null. */
    public static PackedSetup of(String text) {
        Matcher m = TEXT.matcher(text);
        return m.matches()
                ? new PackedSetup(
                        Integer.parseInt(m.group(1)),
                        !m.group(2).isEmpty(),
                        !m.group(3).isEmpty(),
                        !m.group(4).isEmpty(),
                        !m.group(5).isEmpty())
                : null;
    }

    @Override
    public String text() {
        return "packed" + size + (eventIdx ? "e" : "") + (inOrder ? "o" : "") + (tables ? "t" : "")
                + (inPlace ? "p" : "");
    }

    PackedFeatures features() {
        return new PackedFeatures(eventIdx, inOrder, tables);
    }

    public PackedLayout layout() {
        return PackedLayout.contiguous(size, 0);
    }

    @Override
    public int end() {
        return layout().end();
    }

    @Override
    public RingDriver driver(SharedMemory memory, BufferWindow window, IndirectTables indirect) {
        return new PackedDriver(memory, layout(), features(), window, indirect);
    }

    @Override
    public RingDevice device(SharedMemory memory, BufferWindow window, DevicePolicy policy) {
        return new PackedDevice(memory, layout(), features(), window, policy);
    }

    @Override
    public RingReference<?> reference(SharedMemory memory) {
        return new PackedReference(this, memory);
    }

    @Override
    public String toString() {
        return "packed ring of " + size + (eventIdx ? " EVENT_IDX" : "") + (inOrder ? " IN_ORDER" : "")
                + (tables ? " INDIRECT" : "") + (inPlace ? " in place" : "");
    }
}
