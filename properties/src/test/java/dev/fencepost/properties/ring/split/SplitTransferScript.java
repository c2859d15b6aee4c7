package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.function.Function;

/** Buffers that pass with their payload; nobody sleeps. */
final class SplitTransferScript extends SplitScript {
    private final int[] replies;

    SplitTransferScript(
            SplitRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        super(one, driverSide, deviceSide);
        replies = new int[shape.batch()];
    }

    @Override
    void plan(Steps driving, Steps serving) {
        driverMemory.unrecorded(driver::disableCallbacks);
        if (scenario.name().equals("kept-index")) {
            for (int i = 0; i < buffers(); i++) {
                int buffer = i;
                driving.then(() -> add(buffer));
            }
            serving.then(this::serveKept);
            return;
        }
        transfer(driving);
        int from = 0;
        if (scenario.name().startsWith("batch")) {
            from = slots;
            serving.then(this::serveBatch);
        }
        for (int i = from; i < buffers(); i++) {
            int buffer = i;
            serving.then(() -> serve(buffer));
        }
    }

    private void transfer(Steps driving) {
        int oldest = 0;
        for (int i = 0; i < buffers(); i++) {
            int buffer = i;
            if (buffer >= slots) {
                int reused = oldest++;
                driving.then(() -> get(reused) && passOn(reused) && add(buffer));
            } else {
                driving.then(() -> add(buffer));
            }
        }
        for (int i = oldest; i < buffers(); i++) {
            int buffer = i;
            driving.then(() -> get(buffer));
        }
    }

    private boolean add(int buffer) {
        int page = places.page(buffer);
        for (int i = 0; i < shape.batch(); i++) {
            driverMemory.store32(Mode.OPAQUE, places.request(page, i), buffer + 1);
            driver.stage(places.buffer(page, i), buffer);
        }
        driver.publish();
        driver.needsKick();
        return true;
    }

    private boolean get(int buffer) {
        for (int i = 0; i < shape.batch(); i++) {
            if (driver.get() == SplitDriver.NONE) {
                return false;
            }
            replies[i] = driverMemory.load32(Mode.OPAQUE, places.reply(places.page(buffer), i));
        }
        return true;
    }

    /** With the length that stood in the used element, which is that of the last of those it closed. */
    private boolean passOn(int buffer) {
        for (int i = 0; i < shape.batch(); i++) {
            driverMemory.store32(Mode.OPAQUE, own("taken[" + buffer + "].len", i), (int) driver.gotLength());
            driverMemory.store32(Mode.OPAQUE, own("taken[" + buffer + "].payload", i), replies[i]);
        }
        return true;
    }

    private boolean serve(int buffer) {
        int[] heads = new int[shape.batch()];
        for (int i = 0; i < shape.batch(); i++) {
            heads[i] = take(buffer, i);
            if (heads[i] == SplitDevice.NONE) {
                return false;
            }
        }
        use(heads, buffer + 1);
        device.needsInterrupt();
        return true;
    }

    /** Takes one real buffer of those that stand for the program's, and writes the reply. */
    private int take(int buffer, int i) {
        int head = device.take(taken);
        if (head != SplitDevice.NONE) {
            int request = deviceMemory.load32(Mode.OPAQUE, taken.offset(0));
            if (!features.inPlace()) {
                deviceMemory.store32(Mode.OPAQUE, own("onward[" + buffer + ']', i), request);
            }
            int reply = taken.count() == 1 ? taken.offset(0) + 4 : taken.offset(taken.readableCount());
            deviceMemory.store32(Mode.OPAQUE, reply, buffer + 1);
        }
        return head;
    }

    private void use(int[] heads, int length) {
        if (shape.inOrder() && heads.length > 1) {
            device.useBatch(heads.length, length);
            return;
        }
        for (int head : heads) {
            device.stage(head, length);
        }
        device.publish();
    }

    /** As many buffers as the ring has slots, shown by one store. */
    private boolean serveBatch() {
        for (int buffer = 0; buffer < slots; buffer++) {
            int head = take(buffer, 0);
            if (head == SplitDevice.NONE) {
                return false;
            }
            device.stage(head, buffer + 1);
        }
        device.publish();
        device.needsInterrupt();
        return true;
    }

    /** The cell of a location that the program has once for each of its buffers. */
    private int own(String name, int buffer) {
        return places.cell(buffer == shape.buffer() ? name : "of another buffer");
    }

    private boolean serveKept() {
        device.enableKicks();
        for (int buffer = 0; device.waiting() > 0; buffer++) {
            serve(buffer);
        }
        return false;
    }
}
