package dev.fencepost.properties.ring.peer;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;

/** A mutant of whoever loads a field: one bit of it is always what it was when the ring was sound. */
final class OverlookedBit extends Recorder {
    private final PeerField field;
    private final long bit;
    private boolean attacked;
    private long sound;

    OverlookedBit(SharedMemory memory, PeerField field, long bit) {
        super(memory);
        this.field = field;
        this.bit = bit;
    }

    @Override
    public void record(Event event) {}

    private long seen(int at, int width, long value) {
        int shift = 8 * (field.offset() - at);
        if (field.offset() < at || field.offset() + field.bits() / 8 > at + width || !attacked) {
            return value;
        }
        return value & ~(bit << shift) | (sound & bit) << shift;
    }

    /** From now on the peer writes what it likes. */
    void beginAttack() {
        sound = field.load(this);
        attacked = true;
    }

    @Override
    public int load16(Mode mode, int at) {
        return (int) seen(at, 2, super.load16(mode, at));
    }

    @Override
    public int load32(Mode mode, int at) {
        return (int) seen(at, 4, super.load32(mode, at) & 0xffff_ffffL);
    }

    @Override
    public long load64(Mode mode, int at) {
        return seen(at, 8, super.load64(mode, at));
    }
}
