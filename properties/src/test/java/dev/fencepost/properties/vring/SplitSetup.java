package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.IndirectTables;
import dev.fencepost.impl.vring.RingDevice;
import dev.fencepost.impl.vring.RingDriver;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A split ring for histories.
 *
 * @param log logarithm of the queue size
 * @param tables whether the driver builds indirect tables
 */
record SplitSetup(int log, boolean eventIdx, boolean inOrder, boolean tables, boolean inPlace, int firstIndex)
        implements RingSetup {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})(e?)(o?)(t?)(p?)-(\\d{1,5})");

    /** Reads what {@link #text} wrote, or returns null. */
    static SplitSetup of(String text) {
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

    SplitLayout layout() {
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
