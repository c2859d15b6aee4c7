package dev.fencepost.properties.dispatch;

import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Op;
import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.dispatch.Setup.Option;
import java.util.List;
import java.util.Set;

/** Setups of the dispatch machine: each a situation in which some of the precautions matter. */
public enum DispatchScenes {
    /** Two vCPUs write one register, while the topology is swapped. */
    WRITES(List.of(w(Kind.WRITE, 0), w(Kind.WRITE, 1)), List.of(w(Kind.WRITE, 0)), List.of(w(Kind.REARRANGE, 0))),
    /** DMA of each device meets the other's registers. */
    DMA(List.of(op(Kind.DMA, 0, 1)), List.of(op(Kind.DMA, 1, 0)), List.of()),
    /** DMA of a device meets its own registers. */
    DMA_TO_ITSELF(List.of(op(Kind.DMA, 0, 0)), List.of(w(Kind.WRITE, 0)), List.of()),
    /** Interrupts of vCPUs are raised. */
    INTERRUPTS(List.of(op(Kind.RAISE, 0, 1)), List.of(op(Kind.RAISE, 1, 0)), List.of()),
    /** A device is unplugged under load. */
    UNPLUG(List.of(w(Kind.WRITE, 0)), List.of(w(Kind.WRITE, 0)), List.of(w(Kind.UNPLUG, 0))),
    /** One device is unplugged by a vCPU while the main loop changes the rest. */
    TWO_WRITERS(List.of(w(Kind.WRITE, 0)), List.of(w(Kind.UNPLUG, 0)), List.of(w(Kind.REARRANGE, 1))),
    /** A device comes and goes. */
    PLUG(
            Set.of(Option.ABSENT),
            List.of(w(Kind.WRITE, 0), w(Kind.WRITE, 0)),
            List.of(),
            List.of(w(Kind.PLUG, 0), w(Kind.UNPLUG, 0))),
    /** Its region has an alias. */
    ALIAS(Set.of(Option.ALIAS), List.of(w(Kind.WRITE, 0)), List.of(), List.of(w(Kind.UNPLUG, 0))),
    /** A device that the I/O thread serves is unplugged. */
    UNPLUG_STARTED(
            Set.of(Option.STARTED), List.of(w(Kind.KICK, 0)), List.of(w(Kind.WRITE, 0)), List.of(w(Kind.UNPLUG, 0))),
    /** Both vCPUs kick a queue that the I/O thread serves. */
    KICKS(Set.of(Option.STARTED), List.of(w(Kind.KICK, 0), w(Kind.KICK, 0)), List.of(w(Kind.KICK, 0)), List.of()),
    /** A queue is handed over to the I/O thread and back, while it is kicked. */
    HANDOVER(List.of(w(Kind.KICK, 0)), List.of(w(Kind.KICK, 0)), List.of(w(Kind.START, 0), w(Kind.STOP, 0))),
    /** The I/O thread tells the main loop about requests. */
    NOTIFIES(
            Set.of(Option.STARTED, Option.NOTIFIES),
            List.of(w(Kind.KICK, 0)),
            List.of(w(Kind.KICK, 1)),
            List.of(w(Kind.UNPLUG, 0))),
    /** Writes are kept for later. */
    COALESCED(
            List.of(w(Kind.COALESCE, 0), w(Kind.COALESCE, 0), w(Kind.COALESCE, 0), w(Kind.WRITE, 0)),
            List.of(w(Kind.WRITE, 1)),
            List.of()),
    /** A bottom half accesses its own device. */
    BOTTOM_HALVES(List.of(w(Kind.WRITE, 0)), List.of(), List.of(w(Kind.BOTTOM_HALF, 0))),
    /** Everyone wants the bounce buffer. */
    BOUNCE(List.of(w(Kind.CLAIM, 0)), List.of(w(Kind.CLAIM, 0)), List.of()),
    /** vCPUs with translations of their own. */
    TRANSLATIONS(
            Set.of(Option.TRANSLATIONS),
            List.of(w(Kind.WRITE, 0), w(Kind.WRITE, 0)),
            List.of(),
            List.of(w(Kind.UNPLUG, 1)));

    private final Set<Option> options;
    private final List<List<Op>> vcpus;
    private final List<Op> main;

    DispatchScenes(List<Op> vcpu0, List<Op> vcpu1, List<Op> main) {
        this(Set.of(), vcpu0, vcpu1, main);
    }

    DispatchScenes(Set<Option> options, List<Op> vcpu0, List<Op> vcpu1, List<Op> main) {
        this.options = options;
        this.vcpus = vcpu1.isEmpty() ? List.of(vcpu0) : List.of(vcpu0, vcpu1);
        this.main = main;
    }

    private static Op w(Kind kind, int device) {
        return Op.of(kind, device);
    }

    private static Op op(Kind kind, int device, int target) {
        return new Op(kind, device, target);
    }

    /** Whether its devices may be protected like this. */
    boolean allows(Locking first, Locking second) {
        return switch (this) {
            case COALESCED, BOTTOM_HALVES -> first == Locking.GLOBAL;
            case HANDOVER -> first != Locking.LOCK_FREE;
            default -> true;
        };
    }

    /** With two devices so protected. */
    public Setup with(Locking first, Locking second) {
        return new Setup(List.of(first, second), vcpus, main, options, Set.of());
    }
}
