package dev.fencepost.impl.msix;

import dev.fencepost.impl.argument.Arguments;
import java.util.Objects;

/**
 * A hypervisor's stand-in for the MSI-X table of a function that is passed through to a guest: it answers reads from
 * what it saw the guest write, keeps guest and host masks apart, and lets through to the device model what only that
 * can do. What Xen's vMSI-X does, from the reads of the patch of 2010 on.
 *
 * <p>Of the first {@link #SHADOWED} entries it keeps the message. An answer from the shadow is given only for what was
 * written since the vector was bound (M8). An unmask after a change of the message goes to the device model, which
 * binds the new one, and is done once that is back. Safe for many vCPUs: each vector has its lock, as an interrupt has
 * in Xen.
 */
public final class MsixShadow {
    /** Entries whose message is kept: as many as a Linux guest reads to flush, with room. */
    public static final int SHADOWED = 3;

    private static final int ENTRY = MsixLayout.ENTRY;
    private static final int DATA = 8;
    private static final int CONTROL = 12;
    private static final int NO_REPLAY = 0;

    private final MsixHardware hardware;
    private final DeviceModel model;
    private final boolean forwardsMasks;
    private final ShadowedVector[] vectors;
    private final MsixLedger ledger = new MsixLedger();
    private boolean enable;
    private boolean guestMaskAll;
    private boolean hostMaskAll;

    /**
     * A shadow in front of {@code hardware}, no vector of it bound yet.
     *
     * @param forwardsMasks whether the device model gets every write, as in Xen today; else masks end here, as in 2010
     */
    public MsixShadow(MsixHardware hardware, DeviceModel model, boolean forwardsMasks) {
        this.hardware = Objects.requireNonNull(hardware, "hardware");
        this.model = Objects.requireNonNull(model, "model");
        this.forwardsMasks = forwardsMasks;
        vectors = new ShadowedVector[hardware.vectors()];
        for (int vector = 0; vector < vectors.length; vector++) {
            vectors[vector] = new ShadowedVector();
        }
    }

    /** Where accesses went so far. */
    public MsixLedger ledger() {
        return ledger;
    }

    /**
     * The guest reads the table.
     *
     * @param offset in bytes from its start
     * @param size in bytes, 1 to 8; what is not aligned, or neither 4 nor 8, is the device model's to answer
     */
    public long read(int offset, int size) {
        if (isSound(offset, size)) {
            ShadowedVector vector = vectors[offset / ENTRY];
            synchronized (vector) {
                int at = offset % ENTRY;
                boolean low = isServed(vector, offset, at);
                if (low && (size == Integer.BYTES || isServed(vector, offset, at + Integer.BYTES))) {
                    ledger.read(MsixRoute.SERVED);
                    long value = dword(vector, at) & 0xffff_ffffL;
                    return size == Integer.BYTES
                            ? value
                            : (long) dword(vector, at + Integer.BYTES) << Integer.SIZE | value;
                }
            }
        }
        ledger.read(MsixRoute.FORWARDED);
        return withGuestMask(offset, size, model.read(offset, size));
    }

    /** The mask in a quad word is the guest's, also where only the device model knows the data beside it (M8). */
    private long withGuestMask(int offset, int size, long value) {
        if (size != Long.BYTES || !isSound(offset, size) || offset % ENTRY != DATA) {
            return value;
        }
        ShadowedVector vector = vectors[offset / ENTRY];
        synchronized (vector) {
            long control = (long) vector.control() << Integer.SIZE;
            return vector.isKnown() ? value & ~(1L << Integer.SIZE) | control : value;
        }
    }

    /** Checked before an index is made of the offset: bug 83 was that it was not. */
    private boolean isSound(int offset, int size) {
        return (size == Integer.BYTES || size == Long.BYTES)
                && offset % size == 0
                && offset >= 0
                && offset <= ENTRY * vectors.length - size;
    }

    private static boolean isServed(ShadowedVector vector, int offset, int at) {
        if (!vector.isKnown()) {
            return false;
        }
        return at == CONTROL || offset / ENTRY < SHADOWED && vector.isValid(at / Integer.BYTES);
    }

    private static int dword(ShadowedVector vector, int at) {
        return at == CONTROL ? vector.control() : vector.message(at / Integer.BYTES);
    }

    /**
     * The guest writes to the table.
     *
     * @param offset in bytes from its start
     * @param size in bytes; a misaligned write is dropped, one of an odd size is the device model's to judge
     * @param value in the low bits
     */
    public MsixRoute write(int offset, int size, long value) {
        if (size > 0 && offset % size != 0) {
            return ledger.write(MsixRoute.DROPPED);
        } else if (!isSound(offset, size)) {
            model.write(offset, size, value);
            return ledger.write(MsixRoute.FORWARDED);
        }
        ShadowedVector vector = vectors[offset / ENTRY];
        boolean known;
        int replay;
        synchronized (vector) {
            known = vector.isKnown();
            replay = known ? latch(vector, offset, size, value) : NO_REPLAY;
        }
        boolean message = offset % ENTRY < CONTROL;
        if (!known || message || replay != NO_REPLAY || forwardsMasks) {
            model.write(offset, size, value);
            if (replay != NO_REPLAY) {
                unmask(offset / ENTRY, replay);
            }
            return ledger.write(known ? MsixRoute.BOTH : MsixRoute.FORWARDED);
        }
        return ledger.write(MsixRoute.SERVED);
    }

    /** Takes note of a write; returns the number of an unmask that must wait for the device model. */
    private int latch(ShadowedVector vector, int offset, int size, long value) {
        int at = offset % ENTRY;
        if (at < CONTROL) {
            keep(vector, offset, (int) value);
            if (size == Integer.BYTES) {
                return NO_REPLAY;
            } else if (at < DATA) {
                keep(vector, offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
                return NO_REPLAY;
            }
        }
        int control = (int) (at == CONTROL ? value : value >>> Integer.SIZE);
        boolean masked = (control & 1) != 0;
        if (!masked && vector.isDirty()) {
            return vector.startReplay();
        }
        vector.guestMasks(masked);
        bringToHardware(offset / ENTRY, vector);
        return NO_REPLAY;
    }

    private static void keep(ShadowedVector vector, int offset, int value) {
        if (offset / ENTRY < SHADOWED) {
            vector.latch(offset % ENTRY / Integer.BYTES, value);
        } else {
            vector.touch();
        }
    }

    /** The device model is back; what another vCPU wrote to the mask bit meanwhile is newer (M8). */
    private void unmask(int index, int replay) {
        ShadowedVector vector = vectors[index];
        synchronized (vector) {
            if (vector.endReplay(replay)) {
                vector.guestMasks(false);
                bringToHardware(index, vector);
            }
        }
    }

    /** Only these writes, with the lock held, reach the mask bit of hardware (M8). */
    private void bringToHardware(int index, ShadowedVector vector) {
        hardware.write(MsixRegion.TABLE, ENTRY * index + CONTROL, Integer.BYTES, vector.physicalControl());
    }

    /**
     * The device model binds a vector: hardware gets its message, and from the first time on accesses are intercepted.
     *
     * @param masked whether the guest has it masked, as far as the device model knows; heeded the first time only
     * @throws IllegalArgumentException if the table has no such vector
     */
    public void bind(int index, long address, int data, boolean masked) {
        ShadowedVector vector = vector(index);
        synchronized (vector) {
            if (!vector.isKnown()) {
                vector.guestMasks(masked);
            }
            vector.bound();
            hardware.write(MsixRegion.TABLE, ENTRY * index + CONTROL, Integer.BYTES, 1); // no torn message (M5)
            hardware.read(MsixRegion.TABLE, ENTRY * index, Integer.BYTES);
            hardware.write(MsixRegion.TABLE, ENTRY * index, Long.BYTES, address);
            hardware.write(MsixRegion.TABLE, ENTRY * index + DATA, Integer.BYTES, data);
            bringToHardware(index, vector);
        }
    }

    /**
     * The device model gives a vector back: it is masked and no longer intercepted; others are none of its business.
     *
     * @throws IllegalArgumentException if the table has no such vector
     */
    public void unbind(int index) {
        ShadowedVector vector = vector(index);
        synchronized (vector) {
            if (vector.isKnown()) {
                vector.unbound();
                hardware.write(MsixRegion.TABLE, ENTRY * index + CONTROL, Integer.BYTES, 1);
            }
        }
    }

    /**
     * The hypervisor masks or unmasks a bound vector for reasons of its own. Where the guest has memory decode off, so
     * that the table does not answer, it masks the whole function instead, until {@link #reassign}; unmasking waits.
     *
     * @return whether it took effect
     * @throws IllegalArgumentException if the table has no such vector
     */
    public boolean hostMask(int index, boolean masked) {
        ShadowedVector vector = vector(index);
        synchronized (vector) {
            boolean reaches =
                    hardware.check(MsixRegion.TABLE, ENTRY * index + CONTROL, Integer.BYTES, true) == MsixAccess.DONE;
            if (!vector.isKnown() || !reaches && !masked) {
                return false;
            }
            vector.hostMasks(masked);
            if (reaches) {
                bringToHardware(index, vector);
            } else {
                maskAll();
            }
            return true;
        }
    }

    private ShadowedVector vector(int index) {
        return vectors[Arguments.index("vector", index, vectors.length)];
    }

    private synchronized void maskAll() {
        hostMaskAll = true;
        hardware.control(enable, true);
    }

    /**
     * The guest writes Message Control; the function stays masked while either wants it. Where that opens the function,
     * the device model has bound before what has a new message (M5).
     */
    public synchronized void control(boolean enabled, boolean functionMask) {
        enable = enabled;
        guestMaskAll = functionMask;
        hardware.control(enable, guestMaskAll || hostMaskAll);
    }

    /** The function is reset for another guest: nothing is left of this one, nor of what the host wanted of it (M1). */
    public void reassign() {
        for (ShadowedVector vector : vectors) {
            synchronized (vector) {
                vector.unbound();
            }
        }
        synchronized (this) {
            enable = false;
            guestMaskAll = false;
            hostMaskAll = false;
            hardware.reset();
        }
    }
}
