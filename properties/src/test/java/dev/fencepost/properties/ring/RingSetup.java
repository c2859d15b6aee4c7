package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.properties.ring.packed.PackedSetup;
import dev.fencepost.properties.ring.split.SplitSetup;

/** The ring of a history, split or packed, at the start of its memory. */
public interface RingSetup {
    /** Reads what {@link #text} wrote, or returns null. */
    static RingSetup of(String text) {
        SplitSetup split = SplitSetup.of(text);
        return split == null ? PackedSetup.of(text) : split;
    }

    /** The queue size. */
    int size();

    /** Whether IN_ORDER was negotiated. */
    boolean inOrder();

    /** Whether the driver builds indirect tables. */
    boolean tables();

    /** Whether the device reads payload where it lies. */
    boolean inPlace();

    /** The first offset behind the ring. */
    int end();

    /** The driver's end; {@code tables} may be null. */
    RingDriver driver(SharedMemory memory, BufferWindow window, IndirectTables tables);

    /** The device's end. */
    RingDevice device(SharedMemory memory, BufferWindow window, DevicePolicy policy);

    /** The model beside it. */
    RingReference<?> reference(SharedMemory memory);

    /** How a {@link RingReplay} begins. */
    String text();
}
