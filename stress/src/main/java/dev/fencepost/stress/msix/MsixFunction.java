package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;

/** The implementation's table of one vector, with a handler that counts what each actor sends. */
final class MsixFunction {
    /** What it takes of memory. */
    static final int BYTES = 64;

    private static final MsixLayout LAYOUT = new MsixLayout(1, 0);
    private static final int DATA = 8;
    private static final int CONTROL = 12;
    private static final int OLD = 1;
    private static final int NEW = 2;

    private final Sent byDevice = new Sent();
    private final Sent bySoftware = new Sent();
    private final MsixTable device;
    private final MsixTable software;

    /** What came of one actor. */
    private static final class Sent {
        private int count;
        private int data;

        void message(int said) {
            count++;
            data = said;
        }

        void clear() {
            count = 0;
            data = 0;
        }
    }

    /** Lays the table out. Both actors have an object of their own over the same memory. */
    MsixFunction(SharedMemory memory) {
        device = new MsixTable(memory, LAYOUT, (vector, address, data) -> byDevice.message(data), -1);
        software = new MsixTable(memory, LAYOUT, (vector, address, data) -> bySoftware.message(data), -1);
        software.use(0);
    }

    /** In use and closed: by its function mask, or by the vector's. */
    MsixFunction closed(boolean byFunction) {
        software.reset();
        software.decode(true);
        software.write(MsixRegion.TABLE, DATA, 4, OLD);
        software.control(true, byFunction);
        if (byFunction) {
            software.write(MsixRegion.TABLE, CONTROL, 4, 0);
        }
        byDevice.clear();
        bySoftware.clear();
        return this;
    }

    /** In use and open. */
    MsixFunction open() {
        closed(true).software.control(true, false);
        return this;
    }

    /** An event; how many messages the device sent. */
    int event() {
        device.event(0);
        return byDevice.count;
    }

    /** An event; what the message said that the device sent, 0 if it sent none. */
    int eventSays() {
        device.event(0);
        return byDevice.data;
    }

    /** Opens the function; how many messages software sent. */
    int openFunction() {
        software.startControl(true, false);
        return bySoftware.count;
    }

    /** Opens the vector; how many messages software sent. */
    int openVector() {
        software.write(MsixRegion.TABLE, CONTROL, 4, 0);
        return bySoftware.count;
    }

    /** Closes the function and, if nobody is sending then, writes another message; whether it did. */
    int closeFunctionAndWrite() {
        software.startControl(true, true);
        if (!software.isQuiet()) {
            return 0;
        }
        software.write(MsixRegion.TABLE, DATA, 4, NEW);
        return 1;
    }
}
