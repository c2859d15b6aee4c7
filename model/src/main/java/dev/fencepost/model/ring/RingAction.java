package dev.fencepost.model.ring;

import dev.fencepost.model.platform.Side;
import dev.fencepost.model.ring.packed.PackedRingModel;
import dev.fencepost.model.ring.split.SplitRingModel;
import java.util.List;

/** Something that one side of {@link SplitRingModel} or {@link PackedRingModel} does, in one step. */
public sealed interface RingAction {
    /** Who does it. */
    Side side();

    /** An action of the driver. */
    sealed interface OfDriver extends RingAction {
        @Override
        default Side side() {
            return Side.DRIVER;
        }
    }

    /** An action of the device. */
    sealed interface OfDevice extends RingAction {
        @Override
        default Side side() {
            return Side.DEVICE;
        }
    }

    /**
     * In the split ring: writes the descriptors of a buffer and an entry of the avail ring.
     *
     * @param ids free descriptors, head first: one for each segment, or one for an indirect table of all segments
     * @param segments readable ones first
     */
    record Add(List<Integer> ids, List<RingSegment> segments) implements OfDriver {}

    /**
     * In the packed ring: writes the descriptors of a buffer into the next slots, all but what makes them available.
     *
     * @param id a free buffer id
     * @param indirect one descriptor that names a table of all segments, instead of one for each
     * @param segments readable ones first
     */
    record AddList(int id, boolean indirect, List<RingSegment> segments) implements OfDriver {}

    /** Makes all buffers added available: moves avail.idx, or writes the flags of the first head. */
    record Publish() implements OfDriver {}

    /** Decides whether to kick, and does. */
    record DecideKick() implements OfDriver {}

    /** Takes one used buffer back. */
    record Get() implements OfDriver {}

    /** Asks for no interrupts; a hint. */
    record DisableCallbacks() implements OfDriver {}

    /**
     * Asks for an interrupt.
     *
     * @param delayed only when three quarters of what is in flight are used
     */
    record EnableCallbacks(boolean delayed) implements OfDriver {}

    /** Looks once more after asking, and sleeps if there is nothing. */
    record DriverLooksAgain() implements OfDriver {}

    /** An interrupt arrives. */
    record DriverWakes() implements OfDriver {}

    /** The ring starts anew on both sides, with no buffer. */
    record Reset() implements OfDriver {}

    /**
     * A hostile driver changes the length of a descriptor that the device has taken.
     *
     * @param buffer whose first descriptor
     * @param length what it is to say
     */
    record Rewrite(int buffer, int length) implements OfDriver {}

    /** Takes the next available buffer: walks and validates its descriptors. */
    record Take() implements OfDevice {}

    /**
     * Writes an element of the used ring, or a used descriptor.
     *
     * @param buffer by its head or id, with IN_ORDER the last of a batch
     * @param length bytes written into it
     * @param buffers how many buffers it closes: 1 without IN_ORDER
     */
    record Use(int buffer, int length, int buffers) implements OfDevice {}

    /** Shows all buffers used: moves used.idx, or writes the flags of the first used descriptor. */
    record PublishUsed() implements OfDevice {}

    /** Decides whether to interrupt, and does. */
    record DecideInterrupt() implements OfDevice {}

    /** Asks for no kicks; a hint. */
    record DisableKicks() implements OfDevice {}

    /** Asks for a kick. */
    record EnableKicks() implements OfDevice {}

    /** Looks once more after asking, and sleeps if there is nothing. */
    record DeviceLooksAgain() implements OfDevice {}

    /** A kick arrives. */
    record DeviceWakes() implements OfDevice {}
}
