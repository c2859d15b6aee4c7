package dev.fencepost.properties.msix;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.DeviceModel;
import dev.fencepost.impl.msix.MsixAccess;
import dev.fencepost.impl.msix.MsixAnnouncement;
import dev.fencepost.impl.msix.MsixCapability;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixRoute;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.properties.argument.Arguments;

/** The numbers that MSI-X takes. */
public final class MsixArguments {
    private static final int VECTORS = 4;
    private static final int LAST = 60;
    private static final long REFUSED = 0x5555_5555_5555_5555L;

    private MsixArguments() {}

    /** A table that is open and in use, and a shadow before it with vector 0 bound. */
    private static final class Scene {
        private final ArrayMemory memory = new ArrayMemory(256);
        private final StringBuilder told = new StringBuilder();
        private final MsixTable table = new MsixTable(
                memory,
                new MsixLayout(VECTORS, 16),
                (vector, address, data) -> told.append(vector).append("sent "),
                REFUSED);
        private final MsixAnnouncement announcement = new MsixAnnouncement(VECTORS, 0, 0, 0, 64);
        private final MsixCapability capability = new MsixCapability(table, announcement, 0, REFUSED);
        private final MsixShadow shadow = new MsixShadow(table, new Silent(), true);

        Scene() {
            table.decode(true);
            table.control(true, false);
            for (int vector = 0; vector < VECTORS; vector++) {
                table.use(vector);
            }
            shadow.bind(0, 0xfee0_0000L, 7, false);
        }

        String state() {
            return Arguments.dump(memory) + told;
        }
    }

    /** A device model of which only the answer is looked at. */
    private static final class Silent implements DeviceModel {
        @Override
        public long read(int offset, int size) {
            return REFUSED;
        }

        @Override
        public void write(int offset, int size, long value) {}
    }

    /** All of them. */
    public static Arguments<?> table() {
        Arguments<Scene> table = new Arguments<>(Scene::new, Scene::state);
        MsixLayout layout = new MsixLayout(VECTORS, 16);
        int most = Integer.MAX_VALUE - (20 * MsixLayout.MOST_VECTORS + 12);
        table.refused("MsixLayout.new#0", 1, MsixLayout.MOST_VECTORS, (s, n) -> new MsixLayout((int) n, 0))
                .refused("MsixLayout.new#1", 0, most, (s, n) -> new MsixLayout(1, (int) n))
                .index("MsixLayout.dword#0", VECTORS, (s, n) -> layout.dword((int) n, 0))
                .index("MsixLayout.dword#1", 4, (s, n) -> layout.dword(0, (int) n))
                .index("MsixLayout.state#0", VECTORS, (s, n) -> layout.state((int) n));
        device(table);
        capability(table);
        software(table);
        shadow(table);
        return table;
    }

    private static void capability(Arguments<Scene> table) {
        long most = 0xffff_fff8L;
        table.refused("MsixAnnouncement.new#0", 1, 2048, (s, n) -> new MsixAnnouncement((int) n, 0, 0, 0, 0))
                .refused("MsixAnnouncement.new#1", 0, 7, (s, n) -> new MsixAnnouncement(1, (int) n, 0, 0, 0))
                .refusedWide("MsixAnnouncement.new#2", 0, most, (s, n) -> new MsixAnnouncement(1, 0, n, 0, 0))
                .refused("MsixAnnouncement.new#3", 0, 7, (s, n) -> new MsixAnnouncement(1, 0, 0, (int) n, 0))
                .refusedWide("MsixAnnouncement.new#4", 0, most, (s, n) -> new MsixAnnouncement(1, 0, 0, 0, n))
                .index("MsixAnnouncement.dword#0", 3, (s, n) -> s.announcement.dword((int) n))
                .any("MsixAnnouncement.of#0", "MsixAnnouncement.of#1", "MsixAnnouncement.of#2")
                .any("MsixAnnouncement.faults#0")
                .refused(
                        "MsixCapability.new#2",
                        0,
                        255,
                        (s, n) -> new MsixCapability(s.table, s.announcement, (int) n, 0))
                .any("MsixCapability.new#3", "MsixCapability.write#2")
                .answered(
                        "MsixCapability.check#0",
                        0,
                        11,
                        false,
                        MsixAccess.RANGE,
                        (s, n) -> s.capability.check((int) n, 1))
                .answeredBy(
                        "MsixCapability.check#1", 1, 2, MsixArguments::width, (s, n) -> s.capability.check(0, (int) n))
                .answered("MsixCapability.read#0", 0, 11, false, 0x55L, (s, n) -> s.capability.read((int) n, 1))
                .answeredBy("MsixCapability.read#1", 1, 2, MsixArguments::part, (s, n) -> s.capability.read(0, (int) n))
                .answered(
                        "MsixCapability.write#0",
                        0,
                        11,
                        false,
                        MsixAccess.RANGE,
                        (s, n) -> s.capability.write((int) n, 1, 0))
                .answeredBy(
                        "MsixCapability.write#1",
                        1,
                        2,
                        MsixArguments::width,
                        (s, n) -> s.capability.write(4, (int) n, 0));
    }

    private static Object width(long size) {
        return size == 4 ? MsixAccess.DONE : MsixAccess.SIZE;
    }

    private static Object part(long size) {
        return size == 4 ? 0x8003_0011L : cut(size);
    }

    private static void device(Arguments<Scene> table) {
        table.index("MsixTable.event#0", VECTORS, (s, n) -> {
                    s.table.event((int) n);
                    return "done";
                })
                .index("MsixTable.use#0", VECTORS, (s, n) -> {
                    s.table.use((int) n);
                    return "done";
                })
                .index("MsixTable.release#0", VECTORS, (s, n) -> {
                    s.table.release((int) n);
                    return "done";
                })
                .any("MsixTable.new#3", "MsixTable.write#3", "MsixShadow.bind#1", "MsixShadow.bind#2")
                .any("MsixShadow.write#2");
    }

    private static Object misplaced(long offset) {
        return offset % 4 != 0 ? MsixAccess.ALIGNMENT : MsixAccess.RANGE;
    }

    /** Double words from 0 to the last one; 4 and 8 bytes. Offsets between have the same answers as those outside. */
    private static void software(Arguments<Scene> table) {
        MsixRegion region = MsixRegion.TABLE;
        table.answeredBy(
                        "MsixTable.check#1",
                        0,
                        LAST,
                        MsixArguments::misplaced,
                        (s, n) -> s.table.check(region, (int) n, 4, false))
                .answered(
                        "MsixTable.check#2",
                        4,
                        8,
                        false,
                        MsixAccess.SIZE,
                        (s, n) -> s.table.check(region, 0, (int) n, false))
                .answered(
                        "MsixTable.read#1",
                        0,
                        LAST,
                        false,
                        REFUSED & 0xffff_ffffL,
                        (s, n) -> s.table.read(region, (int) n, 4))
                .answeredBy("MsixTable.read#2", 4, 8, MsixArguments::cut, (s, n) -> s.table.read(region, 0, (int) n))
                .answeredBy(
                        "MsixTable.write#1",
                        0,
                        LAST,
                        MsixArguments::misplaced,
                        (s, n) -> s.table.write(region, (int) n, 4, 0))
                .answered(
                        "MsixTable.write#2",
                        4,
                        8,
                        false,
                        MsixAccess.SIZE,
                        (s, n) -> s.table.write(region, 0, (int) n, 0));
    }

    private static Object cut(long size) {
        return size <= 0 ? 0L : size >= 8 ? REFUSED : REFUSED & (1L << 8 * size) - 1;
    }

    private static void shadow(Arguments<Scene> table) {
        table.answered("MsixShadow.read#0", 0, LAST, false, REFUSED, (s, n) -> s.shadow.read((int) n, 4))
                .answered("MsixShadow.read#1", 4, 8, false, REFUSED, (s, n) -> s.shadow.read(0, (int) n))
                .answeredBy(
                        "MsixShadow.write#0",
                        0,
                        LAST,
                        offset -> offset % 4 != 0 ? MsixRoute.DROPPED : MsixRoute.FORWARDED,
                        (s, n) -> s.shadow.write((int) n, 4, 0))
                .answered(
                        "MsixShadow.write#1", 4, 8, false, MsixRoute.FORWARDED, (s, n) -> s.shadow.write(0, (int) n, 0))
                .index("MsixShadow.bind#0", VECTORS, (s, n) -> {
                    s.shadow.bind((int) n, 0, 0, false);
                    return "done";
                })
                .index("MsixShadow.unbind#0", VECTORS, (s, n) -> {
                    s.shadow.unbind((int) n);
                    return "done";
                })
                .index("MsixShadow.hostMask#0", VECTORS, (s, n) -> s.shadow.hostMask((int) n, true));
    }
}
