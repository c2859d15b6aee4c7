package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.split.SplitRingMachine;
import dev.fencepost.model.ring.split.SplitRingPrecaution;
import dev.fencepost.model.ring.split.SplitRingSetup;
import dev.fencepost.model.ring.split.StoreBufferModel;
import dev.fencepost.model.ring.split.StoreBufferSetup;
import dev.fencepost.model.ring.split.StoreBufferSetup.Fence;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fencepost explore split-ring}. */
@Command(
        name = "split-ring",
        description = "The split virtqueue: driver and device.",
        footer = {
            "",
            "Without --tso or --sc: what driver and device may do, one action at a time (clauses S1 to S9). With one of"
                    + " them: each shared access is a step, on a machine with or without store buffers (clauses S3, S4"
                    + " and S6), and --drop leaves out full barriers.",
            ExploreLimits.EXIT_STATUS
        })
final class ExploreSplitRing extends ExploreModel {
    private static final int STORE_BUFFER = 2;
    private static final int LARGEST = 16;

    @Option(names = "--size", paramLabel = "N", defaultValue = "2", description = "Queue size (${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--buffers",
            paramLabel = "K",
            defaultValue = "2",
            description = "Buffers that pass through the ring (${DEFAULT-VALUE}); 0 for no bound.")
    private int buffers;

    @Option(names = "--event-idx", description = "With VIRTIO_F_EVENT_IDX; without, flags suppress notifications.")
    private boolean eventIdx;

    @Option(names = "--indirect", description = "With VIRTIO_F_INDIRECT_DESC.")
    private boolean indirect;

    @Option(names = "--in-order", description = "With VIRTIO_F_IN_ORDER.")
    private boolean inOrder;

    @ArgGroup
    private Order order = new Order();

    private static final class Order {
        @Option(names = "--tso", description = "On a machine with a store buffer of 2 entries for each side.")
        private boolean tso;

        @Option(names = "--sc", description = "On a sequentially consistent machine.")
        private boolean sc;
    }

    @Option(
            names = "--drop",
            paramLabel = "SITE",
            description = "Leave out the full barrier at D2, D5, V3 or V4; can be given several times.")
    private List<String> dropped = List.of();

    @Option(
            names = "--without",
            paramLabel = "PRECAUTION",
            completionCandidates = Precautions.class,
            description = "Leave out a precaution of driver or device, without --tso and --sc; can be given several"
                    + " times. One of ${COMPLETION-CANDIDATES}.")
    private List<String> without = List.of();

    /** Their names. */
    private static final class Precautions extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Precautions() {
            super(Named.all(SplitRingPrecaution.class));
        }
    }

    ExploreSplitRing(Output output) {
        super(output);
    }

    @Override
    protected Machine<?> machine() {
        boolean accesses = order.tso || order.sc;
        if (accesses && (indirect || inOrder)) {
            throw new BadInput("--indirect and --in-order are not in the model with --tso or --sc");
        }
        if (!accesses && !dropped.isEmpty()) {
            throw new BadInput("--drop needs --tso or --sc: without, the model has no barriers");
        }
        if (accesses && !without.isEmpty()) {
            throw new BadInput("--without " + without.get(0) + " is not in the model with --tso or --sc: see --drop");
        }
        if (size > LARGEST) {
            throw new BadInput("--size " + size + ": at most " + LARGEST + " can be explored");
        }
        if (accesses) {
            return new StoreBufferModel(
                    new StoreBufferSetup(size, buffers, eventIdx, order.tso ? STORE_BUFFER : 0, fences()));
        }
        int modulus = SplitRingSetup.scaledModulus(size);
        return new SplitRingMachine(
                new SplitRingSetup(size, modulus, eventIdx, indirect, inOrder),
                RingBounds.ofBuffers(buffers),
                Set.copyOf(Named.without(without, SplitRingPrecaution.class)));
    }

    private Set<Fence> fences() {
        Set<Fence> fences = EnumSet.noneOf(Fence.class);
        for (String name : dropped) {
            fences.add(Arrays.stream(Fence.values())
                    .filter(fence -> fence.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BadInput("--drop " + name + ": expected D2, D5, V3 or V4")));
        }
        return fences;
    }
}
