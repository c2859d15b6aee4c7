package dev.fencepost.properties.msix;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixAccess;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Decode;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Reset;
import dev.fencepost.model.msix.table.Action.Use;
import dev.fencepost.model.msix.table.Action.Write;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Message;
import dev.fencepost.model.msix.table.Setup;
import java.util.ArrayList;
import java.util.List;

/** The implementation, driven by the model's actions. */
public final class TableDevice implements MsixDevice {
    private final List<Message> sent = new ArrayList<>();
    private final MsixTable table;

    /** A table as the model is set up, in memory of its own. */
    public TableDevice(Setup setup) {
        this(setup, new ArrayMemory(bytes(setup)));
    }

    /** The same in that memory. */
    public TableDevice(Setup setup, SharedMemory memory) {
        this(setup, memory, new MsixLayout(setup.vectors(), 0));
    }

    /** The same at another place. */
    public TableDevice(Setup setup, SharedMemory memory, MsixLayout layout) {
        table = new MsixTable(
                memory,
                layout,
                (vector, address, data) -> sent.add(new Message(vector, address, data)),
                setup.badRead() == BadRead.ALL_ONES ? -1 : 0);
    }

    /** How much memory it takes. */
    public static int bytes(Setup setup) {
        return new MsixLayout(setup.vectors(), 0).end();
    }

    @Override
    public Seen apply(Action action) {
        sent.clear();
        long value = 0;
        MsixAccess access = MsixAccess.DONE;
        if (action instanceof Read read) {
            MsixRegion region = region(read.region());
            access = table.check(region, read.offset(), read.size(), false);
            value = table.read(region, read.offset(), read.size());
        } else if (action instanceof Write write) {
            access = table.write(region(write.region()), write.offset(), write.size(), write.value());
        } else if (action instanceof Control control) {
            table.control(control.enable(), control.functionMask());
        } else if (action instanceof Decode decode) {
            table.decode(decode.on());
        } else if (action instanceof Event event) {
            table.event(event.vector());
        } else if (action instanceof Use use) {
            table.use(use.vector());
        } else if (action instanceof Release release) {
            table.release(release.vector());
        } else if (action instanceof Reset) {
            table.reset();
        }
        return new Seen(value, access == MsixAccess.DONE ? "" : access.name(), List.copyOf(sent));
    }

    private static MsixRegion region(dev.fencepost.model.msix.table.Region region) {
        return MsixRegion.valueOf(region.name());
    }
}
