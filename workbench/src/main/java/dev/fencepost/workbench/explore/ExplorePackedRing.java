package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.packed.PackedRingMachine;
import dev.fencepost.model.ring.packed.PackedRingPrecaution;
import dev.fencepost.model.ring.packed.PackedRingSetup;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fencepost explore packed-ring}. */
@Command(
        name = "packed-ring",
        description = "The packed virtqueue: driver and device.",
        footer = {
            "",
            "What driver and device may do, one action at a time (clauses P1 to P7, S4, S6, S8 and S9), on a ring of"
                    + " any size. A position is shown as offset/wrap counter.",
            ExploreLimits.EXIT_STATUS
        })
final class ExplorePackedRing extends ExploreModel {
    private static final int LARGEST = 16;

    @Option(names = "--size", paramLabel = "N", defaultValue = "2", description = "Queue size (${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--buffers",
            paramLabel = "K",
            defaultValue = "2",
            description = "Buffers that pass through the ring (${DEFAULT-VALUE}); 0 for no bound.")
    private int buffers;

    @Option(names = "--event-idx", description = "With VIRTIO_F_EVENT_IDX: notifications by position, too.")
    private boolean eventIdx;

    @Option(names = "--indirect", description = "With VIRTIO_F_INDIRECT_DESC.")
    private boolean indirect;

    @Option(names = "--in-order", description = "With VIRTIO_F_IN_ORDER.")
    private boolean inOrder;

    @Option(
            names = "--without",
            paramLabel = "PRECAUTION",
            completionCandidates = Precautions.class,
            description = "Leave out a precaution of driver or device; can be given several times. One of"
                    + " ${COMPLETION-CANDIDATES}.")
    private List<String> without = List.of();

    /** Their names. */
    private static final class Precautions extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Precautions() {
            super(Named.all(PackedRingPrecaution.class));
        }
    }

    ExplorePackedRing(Output output) {
        super(output);
    }

    @Override
    protected Machine<?> machine() {
        if (size > LARGEST) {
            throw new BadInput("--size " + size + ": at most " + LARGEST + " can be explored");
        }
        return new PackedRingMachine(
                new PackedRingSetup(size, eventIdx, indirect, inOrder),
                RingBounds.ofBuffers(buffers),
                Set.copyOf(Named.without(without, PackedRingPrecaution.class)));
    }
}
