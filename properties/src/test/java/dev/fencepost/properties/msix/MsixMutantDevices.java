package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Write;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.model.msix.table.Setup;
import java.util.List;

/** Capabilities that get something wrong, most of them as it shipped: the implementation behind a crooked door. */
public enum MsixMutantDevices {
    /** An event sets its neighbour's bit. */
    ONE_OFF {
        @Override
        MsixDevice.Seen apply(MsixDevice right, Action action, int vectors) {
            return right.apply(
                    action instanceof Event event && vectors > 1 ? new Event((event.vector() + 1) % vectors) : action);
        }
    },
    /** Row 83: an access that is not aligned is taken for the double word that it begins in. */
    MISALIGNED_TAKEN {
        @Override
        MsixDevice.Seen apply(MsixDevice right, Action action, int vectors) {
            if (action instanceof Read read) {
                return right.apply(new Read(read.region(), down(read.offset()), read.size()));
            } else if (action instanceof Write write) {
                return right.apply(new Write(write.region(), down(write.offset()), write.size(), write.value()));
            }
            return right.apply(action);
        }
    },
    /** Row 93: the loop over all vectors looks for its end in what it moves along, and stops after the first. */
    LOOP_ENDS_EARLY {
        @Override
        MsixDevice.Seen apply(MsixDevice right, Action action, int vectors) {
            MsixDevice.Seen seen = right.apply(action);
            List<dev.fencepost.model.msix.table.Message> sent = seen.messages();
            return action instanceof Control && sent.size() > 1
                    ? new MsixDevice.Seen(seen.value(), seen.refusal(), sent.subList(0, 1))
                    : seen;
        }
    },
    /** Row 97: a register behind the table on its page counts as vector control of an entry that is not there. */
    BEYOND_TABLE_TAKEN {
        @Override
        MsixDevice.Seen apply(MsixDevice right, Action action, int vectors) {
            boolean beyond = action instanceof Write write
                    && write.region() == Region.TABLE
                    && write.offset() >= Region.TABLE.bytes(vectors)
                    && write.size() == 4;
            return right.apply(beyond ? new Write(Region.TABLE, Region.ENTRY - 4, 4, 0) : action);
        }
    },
    /** Row 100: a device that takes double words only is handed bytes as well, at the width of a double word. */
    SIZE_IGNORED {
        @Override
        MsixDevice.Seen apply(MsixDevice right, Action action, int vectors) {
            if (action instanceof Read read && read.size() < 4) {
                return right.apply(new Read(read.region(), down(read.offset()), 4));
            } else if (action instanceof Write write && write.size() < 4) {
                return right.apply(new Write(write.region(), down(write.offset()), 4, write.value()));
            }
            return right.apply(action);
        }
    };

    private static int down(int offset) {
        return offset - Math.floorMod(offset, 4);
    }

    abstract MsixDevice.Seen apply(MsixDevice right, Action action, int vectors);

    /** The broken device. */
    public MsixDevice on(Setup setup) {
        MsixDevice right = new TableDevice(setup);
        return action -> apply(right, action, setup.vectors());
    }
}
