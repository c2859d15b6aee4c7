package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.ring.RingReference;
import dev.fencepost.properties.ring.RingSetup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A split ring for histories.
 *
 * @param log logarithm of the queue size
 * @param tables whether the driver builds indirect tables
 */
public record SplitSetup(int log, boolean eventIdx, boolean inOrder, boolean tables, boolean inPlace, int firstIndex)
        implements RingSetup {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})(e?)(o?)(t?)(p?)-(\\d{1,5})");

    /** Reads what {@link #text} wrote, or returns null. */
    public static SplitSetup of(String text) {
        Matcher m = TEXT.matcher(text);
        return m.matches()
                ? new SplitSetup(
                        Integer.parseInt(m.group(1)),
                        !m.group(2).isEmpty(),
                        !m.group(3).isEmpty(),
                        !m.group(4).isEmpty(),
                        !m.group(5).isEmpty(),
                        Integer.parseInt(m.group(6)))
                : null;
    }

    @Override
    public String text() {
        return log
                + (eventIdx ? "e" : "")
                + (inOrder ? "o" : "")
                + (tables ? "t" : "")
                + (inPlace ? "p" : "")
                + '-'
                + firstIndex;
    }

    @Override
    public int size() {
        return 1 << log;
    }

    SplitFeatures features() {
        return new SplitFeatures(eventIdx, inOrder, tables, firstIndex);
    }

    public SplitLayout layout() {
        return SplitLayout.contiguous(size(), 0);
    }

    @Override
    public int end() {
        return layout().end();
    }

    @Override
    public RingDriver driver(SharedMemory memory, BufferWindow window, IndirectTables indirect) {
        return new SplitDriver(memory, layout(), features(), window, indirect);
    }

    @Override
    public RingDevice device(SharedMemory memory, BufferWindow window, DevicePolicy policy) {
        return new SplitDevice(memory, layout(), features(), window, policy);
    }

    @Override
    public RingReference<?> reference(SharedMemory memory) {
        return new SplitReference(this, memory, layout());
    }

    @Override
    public String toString() {
        return "ring of " + size() + (eventIdx ? " EVENT_IDX" : "") + (inOrder ? " IN_ORDER" : "")
                + (tables ? " INDIRECT" : "") + (inPlace ? " in place" : "") + " from index " + firstIndex;
    }
}
