package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.stress.harness.Program;

/** The device's side: uses one buffer after the other, sleeps in between, and is never done. */
final class DeviceProgram implements Program {
    private static final int DISABLE = 0;
    private static final int SERVE = 1;
    private static final int DECIDE = 2;
    private static final int INTERRUPT = 3;
    private static final int ENABLE = 4;
    private static final int ASLEEP = 5;
    private static final String[] NAMES = {
        "disable kicks", "serve", "decide on an interrupt", "interrupt", "enable kicks", "asleep"
    };

    private final SharedMemory memory;
    private final Notifications notifications;
    private final RingDevice device;
    private final Segments segments;
    private int at = DISABLE;
    private int served;

    DeviceProgram(SharedMemory memory, RingDevice device, Notifications notifications, RingSetup setup) {
        this.memory = memory;
        this.notifications = notifications;
        this.device = device;
        segments = new Segments(setup.size());
    }

    @Override
    public int ways(boolean drained) {
        return isAwake(drained) ? 1 : 0;
    }

    private boolean isAwake(boolean drained) {
        if (at == ASLEEP) {
            return notifications.kick;
        }
        return at != INTERRUPT || drained;
    }

    @Override
    public void run(int way) {
        if (at == DISABLE) {
            device.disableKicks();
            at = SERVE;
        } else if (at == SERVE) {
            serve();
        } else if (at == DECIDE) {
            at = device.needsInterrupt() ? INTERRUPT : SERVE;
        } else if (at == INTERRUPT) {
            notifications.interrupt = true;
            at = SERVE;
        } else if (at == ENABLE) {
            at = device.enableKicks() ? ASLEEP : DISABLE;
        } else {
            notifications.kick = false;
            at = DISABLE;
        }
    }

    private void serve() {
        int buffer = device.take(segments);
        if (buffer == RingDevice.NONE) {
            at = ENABLE;
            return;
        }
        for (int i = 0; i < segments.count(); i++) {
            memory.store32(Mode.PLAIN, segments.offset(i), served + 1);
        }
        device.use(buffer, segments.writableBytes());
        served++;
        // What was here is nobody's business any more: equal states are to look equal.
        segments.clear();
        at = DECIDE;
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
