package dev.fencepost.properties.grant.table;

import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.ListFrames;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.grant.table.GrantFrameListModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** The lists of a table's frames, beside the model's. Behind each list stands something else, which must stay. */
public final class GrantFrameListCheck {
    private static final int ENTRIES_PER_FRAME = 512;
    private static final int MOST = 24;
    private static final long OTHERS = -7;

    private final int grantFrames;
    private final GrantFrameListModel model;
    private final GrantHypervisor hypervisor;
    private final IntUnaryOperator told;

    /** Tables from that frame on; {@code told} is what the hypervisor hears of how much room a list has. */
    GrantFrameListCheck(int first, int grantFrames, IntUnaryOperator told) {
        this.grantFrames = grantFrames;
        this.told = told;
        model = new GrantFrameListModel(first, grantFrames);
        GrantLayout layout = new GrantLayout(first * GrantHypervisor.PAGE, grantFrames * ENTRIES_PER_FRAME);
        GrantTable[] tables = {new GrantTable(new ArrayMemory(layout.end()), layout, 0)};
        hypervisor = new GrantHypervisor(
                tables,
                new GrantCheckedLocks(),
                new Frames(1),
                new Translations[] {new Translations(1, 1)},
                new ArrayMemory(0),
                new ArrayMemory(GrantHypervisor.maptrackBytes(1, 2)),
                1,
                2,
                new int[] {0});
    }

    /** Asks for {@code count} frames in a list with that much room; what differs then, if anything does. */
    Optional<String> ask(boolean status, int version, int count, int room) {
        hypervisor.setVersion(0, version);
        ArrayMemory list = new ArrayMemory(Long.BYTES * (2 * MOST));
        for (int i = 0; i < 2 * MOST; i++) {
            list.store64(Mode.PLAIN, Long.BYTES * i, OTHERS);
        }
        ListFrames op = new ListFrames();
        op.count = count;
        op.list = list;
        op.room = told.applyAsInt(room);
        GrantFrameListModel.Answer expected =
                status ? model.getStatusFrames(version, count, room) : model.setupTable(count, room);
        if (status) {
            hypervisor.getStatusFrames(0, op);
        } else {
            hypervisor.setupTable(0, op);
        }
        List<Long> seen = new ArrayList<>();
        List<Long> due = new ArrayList<>();
        for (int i = 0; i < 2 * MOST; i++) {
            seen.add(list.load64(Mode.PLAIN, Long.BYTES * i));
            due.add(
                    i < expected.frames().size()
                            ? Long.valueOf(expected.frames().get(i))
                            : Long.valueOf(OTHERS));
        }
        boolean same = op.status == expected.status().code() && seen.equals(due);
        return same
                ? Optional.empty()
                : Optional.of((status ? "status frames" : "frames") + " of a table of " + grantFrames + ", version "
                        + version + ": " + count + " in a list for " + room + ": expected " + expected + ", was "
                        + op.status + " and " + seen);
    }

    /**
     * Asks for every number of frames with every room, in tables small and large; how many hypercalls it took until one
     * went wrong, if one did.
     *
     * @param told what the hypervisor hears of how much room a list has
     */
    public static OptionalInt of(IntUnaryOperator told) {
        for (int grantFrames = 1; grantFrames <= MOST; grantFrames++) {
            GrantFrameListCheck check = new GrantFrameListCheck(3, grantFrames, told);
            for (int count = -1; count <= grantFrames + 1; count++) {
                for (int room = 0; room <= grantFrames + 1; room++) {
                    for (int version = 1; version <= 2; version++) {
                        if (check.ask(true, version, count, room)
                                .or(check.asked(version, count, room))
                                .isPresent()) {
                            return OptionalInt.of(1); // each stands for itself: no hypercall before it matters
                        }
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private java.util.function.Supplier<Optional<String>> asked(int version, int count, int room) {
        return () -> ask(false, version, count, room);
    }
}
