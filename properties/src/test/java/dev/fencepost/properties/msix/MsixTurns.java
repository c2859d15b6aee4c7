package dev.fencepost.properties.msix;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.properties.argument.Arguments;
import dev.fencepost.properties.argument.Turn;
import java.util.List;

/** Calls out of turn on MSI-X tables. */
public final class MsixTurns {
    private MsixTurns() {}

    /** All of them. */
    public static List<Turn> all() {
        ArrayMemory memory = new ArrayMemory(256);
        MsixTable table = new MsixTable(memory, new MsixLayout(2, 0), (vector, address, data) -> {}, 0);
        for (int i = 0; i < 65535; i++) {
            table.use(1);
        }
        return List.of(
                new Turn(
                        "one use more than can be counted",
                        IllegalStateException.class,
                        () -> table.use(1),
                        () -> Arguments.dump(memory)),
                new Turn(
                        "a memory that is too small",
                        IllegalArgumentException.class,
                        () -> new MsixTable(memory, new MsixLayout(2, 240), (vector, address, data) -> {}, 0),
                        () -> Arguments.dump(memory)));
    }
}
