package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;
import dev.fencepost.properties.qemu.msix.MsixStep.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A guest that keeps to what software may do, so that it cannot tell whether a hypervisor answers for its table: it
 * accesses aligned double and quad words of the table, writes no reserved bits of vector control, changes a message
 * only while vector or function is masked (M5), and Message Control only while memory decode is on (M9).
 */
final class MsixCarefulGuest {
    private static final int CONTROL = 12;

    private final int vectors;
    private final boolean[] masked;
    private boolean open;
    private boolean decode;

    private MsixCarefulGuest(int vectors) {
        this.vectors = vectors;
        masked = new boolean[vectors];
        reset();
    }

    private void reset() {
        Arrays.fill(masked, true);
        open = false;
        decode = true;
    }

    /** What of a sequence such a guest does. */
    static MsixSequence of(MsixSequence sequence) {
        MsixCarefulGuest guest = new MsixCarefulGuest(sequence.vectors());
        List<MsixStep> steps = new ArrayList<>();
        for (MsixStep step : sequence.steps()) {
            MsixStep taken = guest.take(step);
            if (taken != null) {
                steps.add(taken);
            }
        }
        return new MsixSequence(sequence.vectors(), steps);
    }

    private MsixStep take(MsixStep step) {
        switch (step.kind()) {
            case RESET:
                reset();
                return step;
            case DECODE:
                decode = step.second() != 0;
                return step;
            case CONTROL:
                open = decode ? (step.second() & 3) == 2 : open;
                return decode ? step : null;
            case READ_TABLE:
                return isSound(step) ? step : null;
            case WRITE_TABLE:
                return isSound(step) ? write(step) : null;
            default:
                return step;
        }
    }

    private boolean isSound(MsixStep step) {
        boolean width = step.second() == Integer.BYTES || step.second() == Long.BYTES;
        return width
                && step.first() % step.second() == 0
                && step.first() + step.second() <= Region.TABLE.bytes(vectors);
    }

    private MsixStep write(MsixStep step) {
        int vector = step.first() / Region.ENTRY;
        int at = step.first() % Region.ENTRY;
        boolean message = at < CONTROL;
        boolean control = at + step.second() > CONTROL;
        if (message && decode && open && !masked[vector]) {
            return null;
        }
        int shift = message ? Integer.SIZE : 0;
        long value = control ? step.value() & (message ? 0x1_ffff_ffffL : 1) : step.value();
        if (control && decode) {
            masked[vector] = (value >>> shift & 1) != 0;
        }
        return new MsixStep(Kind.WRITE_TABLE, step.first(), step.second(), value);
    }
}
