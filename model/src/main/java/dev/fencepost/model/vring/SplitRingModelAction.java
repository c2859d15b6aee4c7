package dev.fencepost.model.vring;

import dev.fencepost.model.platform.Side;
import dev.fencepost.model.vring.SplitRingModelState.Segment;
import java.util.List;

/** Something that one side of {@link SplitRingModel} does, in one step. */
public sealed interface SplitRingModelAction {
    /** Who does it. */
    Side side();

    /** An action of the driver. */
    sealed interface OfDriver extends SplitRingModelAction {
        @Override
        default Side side() {
            return Side.DRIVER;
        }
    }

    /** An action of the device. */
    sealed interface OfDevice extends SplitRingModelAction {
        @Override
        default Side side() {
            return Side.DEVICE;
        }
    }

    /**
     * Writes the descriptors of a buffer and an entry of the avail ring.
     *
     * @param ids free descriptors, head first: one for each segment, or one for an indirect table of all segments
     * @param segments readable ones first
     */
    record Add(List<Integer> ids, List<Segment> segments) implements OfDriver {}

    /** Moves avail.idx over all buffers added. */
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

    /** A hostile driver changes the length of a descriptor that the device has taken. */
    record Rewrite(int id, int length) implements OfDriver {}

    /** Takes the next available buffer: reads its head, walks and validates its chain. */
    record Take() implements OfDevice {}

    /**
     * Writes an element of the used ring.
     *
     * @param head the buffer, with IN_ORDER the last of a batch
     * @param length bytes written into it
     * @param buffers how many buffers it closes: 1 without IN_ORDER
     */
    record Use(int head, int length, int buffers) implements OfDevice {}

    /** Moves used.idx over all buffers used. */
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
