package dev.fencepost.properties.dispatch;

import static dev.fencepost.properties.dispatch.DispatchStage.ANY;
import static dev.fencepost.properties.dispatch.DispatchStage.GOING;
import static dev.fencepost.properties.dispatch.DispatchStage.MAIN;
import static dev.fencepost.properties.dispatch.DispatchStage.OK;
import static dev.fencepost.properties.dispatch.DispatchStage.OTHER;
import static dev.fencepost.properties.dispatch.DispatchStage.STAYING;
import static dev.fencepost.properties.dispatch.DispatchStage.VCPU;
import static dev.fencepost.properties.dispatch.DispatchStage.require;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.dispatch.DispatchStage.Watched;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** What one thread does and what another does meanwhile. */
enum DispatchPlot {
    /** A write to a device that is unplugged, and another put in its place. */
    WRITE_UNPLUG((w, locking) -> {
        Watched going = w.plug(locking, GOING);
        return new Acts(() -> w.write(VCPU, GOING, ANY), () -> {
            w.unplug(going);
            w.reclaim(w.thread(MAIN));
            w.plug(locking, GOING);
            rearrange(w);
        });
    }),
    /** A write to a device that stays, while others go and all views are used anew. */
    WRITE_STAYS((w, locking) -> {
        Watched going = w.plug(locking, GOING);
        w.plug(locking, STAYING);
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> {
            w.unplug(going);
            rearrange(w);
        });
    }),
    /** The same, while others come: where an entry stood, another one stands. */
    WRITE_SHUFFLED((w, locking) -> {
        Watched going = w.plug(locking, GOING);
        w.plug(locking, STAYING);
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> {
            w.unplug(going);
            w.plug(locking, GOING / 2);
            w.plug(locking, GOING + GOING / 2);
            rearrange(w);
        });
    }),
    /** A write begins after a device was unplugged: that waits for no such reader. */
    WRITE_RECLAIM((w, locking) -> {
        w.plug(locking, STAYING);
        w.unplug(w.plug(locking, GOING));
        return new Acts(
                () -> w.write(VCPU, STAYING, OK),
                () -> require(w.reclaim(w.thread(MAIN)) == 0, Clause.Q3, "who began to read later is waited for"));
    }),
    /** Two vCPUs write to one device. */
    TWO_WRITES((w, locking) -> {
        w.plug(locking, STAYING);
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> w.write(OTHER, STAYING, OK));
    }),
    /** A device writes to its own registers while it is written to. */
    DMA_TO_ITSELF((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        boolean lockFree = locking == Locking.LOCK_FREE;
        device.onWrite(by -> {
            device.onWrite(again -> {});
            w.write(by.number(), STAYING, lockFree ? OK : Set.of(BusResult.REENTERED));
        });
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> w.write(OTHER, STAYING, OK));
    }),
    /** It writes to its other region: the guard is the device's, and not a region's. */
    DMA_TO_ANOTHER_REGION((w, locking) -> {
        Watched device = w.plugTwo(locking, STAYING, GOING);
        boolean lockFree = locking == Locking.LOCK_FREE;
        device.onWrite(by -> {
            device.onWrite(again -> {});
            w.write(by.number(), GOING, lockFree ? OK : Set.of(BusResult.REENTERED));
        });
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> w.topology.rearrange(w.thread(MAIN)));
    }),
    /** It does so by way of another device. */
    DMA_AND_BACK((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        Watched other = w.plug(locking, GOING);
        boolean global = locking == Locking.GLOBAL;
        boolean locked = locking == Locking.DEVICE;
        device.onWrite(by -> w.write(by.number(), GOING, locked ? Set.of(BusResult.LOCK_HELD) : OK));
        other.onWrite(by -> {
            device.onWrite(again -> {});
            w.write(by.number(), STAYING, global ? Set.of(BusResult.REENTERED) : OK);
        });
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> w.topology.rearrange(w.thread(MAIN)));
    }),
    /** A device is unplugged by its own callback. */
    UNPLUG_ITSELF((w, locking) -> {
        Watched device = w.plug(locking == Locking.DEVICE ? Locking.GLOBAL : locking, STAYING);
        device.onWrite(by -> {
            w.unplug(by, device);
            require(w.reclaim(by) != 0, Clause.Q4, "a device is gone while its callback runs");
        });
        return new Acts(() -> w.write(VCPU, STAYING, OK), () -> w.reclaim(w.thread(MAIN)));
    }),
    /** A kick while the queue is handed over. */
    KICK_START((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        return new Acts(() -> w.kick(VCPU, device, OK), () -> w.start(device));
    }),
    /** A kick of another device than the one whose queue is handed over: it is nobody's business but the vCPU's. */
    KICK_OTHER((w, locking) -> {
        Watched other = w.plug(locking, GOING);
        Watched device = started(w, locking);
        return new Acts(
                () -> {
                    w.kick(VCPU, other, OK);
                    require(other.isHandled(), Clause.Q8, "a kick of a device that has its queue is put off");
                },
                () -> w.kick(OTHER, device, OK));
    }),
    /** A kick while the queue is taken back. */
    KICK_STOP((w, locking) -> {
        Watched device = started(w, locking);
        return new Acts(() -> w.kick(VCPU, device, OK), () -> w.stop(device));
    }),
    /** A kick while the device is unplugged. */
    KICK_UNPLUG((w, locking) -> {
        Watched device = started(w, locking);
        return new Acts(() -> w.kick(VCPU, device, ANY), () -> {
            w.unplug(device);
            w.reclaim(w.thread(MAIN));
        });
    }),
    /** A kick while the I/O thread finds nothing to do and goes to sleep. */
    KICK_SLEEP((w, locking) -> {
        Watched device = started(w, locking);
        return new Acts(() -> w.kick(VCPU, device, OK), () -> sleep(w, device));
    }),
    /** The I/O thread goes to sleep while it is kicked. */
    SLEEP_KICK((w, locking) -> {
        Watched device = started(w, locking);
        return new Acts(() -> sleep(w, device), () -> w.kick(VCPU, device, OK));
    }),
    /** The I/O thread serves a queue that is kicked again. */
    POLL_KICK((w, locking) -> {
        Watched device = kicked(w, locking);
        return new Acts(w.dataPlane::poll, () -> w.kick(VCPU, device, OK));
    }),
    /** It serves a queue that is taken back. */
    POLL_STOP((w, locking) -> {
        Watched device = kicked(w, locking);
        return new Acts(w.dataPlane::poll, () -> w.stop(device));
    }),
    /** It serves a queue whose device is unplugged. */
    POLL_UNPLUG((w, locking) -> {
        Watched device = kicked(w, locking);
        return new Acts(w.dataPlane::poll, () -> {
            w.unplug(device);
            w.reclaim(w.thread(MAIN));
        });
    }),
    /** A queue is handed over to an I/O thread that looks at once. */
    START_POLL((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        return new Acts(() -> w.start(device), w.dataPlane::poll);
    }),
    /** A queue is handed over while it is kicked. */
    START_KICK((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        return new Acts(() -> w.start(device), () -> w.kick(VCPU, device, OK));
    }),
    /** A queue is taken back while it is kicked. */
    STOP_KICK((w, locking) -> {
        Watched device = started(w, locking);
        return new Acts(() -> w.stop(device), () -> w.kick(VCPU, device, OK));
    }),
    /** A queue is taken back while the I/O thread looks. */
    STOP_POLL((w, locking) -> {
        Watched device = kicked(w, locking);
        return new Acts(() -> w.stop(device), w.dataPlane::poll);
    }),
    /** A device is unplugged while it is written to. */
    UNPLUG_WRITE((w, locking) -> {
        Watched going = w.plug(locking, GOING);
        return new Acts(() -> unplugAndReclaim(w, going), () -> w.write(VCPU, GOING, ANY));
    }),
    /** A device is unplugged while it is kicked. */
    UNPLUG_KICK((w, locking) -> {
        Watched device = started(w, locking);
        return new Acts(() -> unplugAndReclaim(w, device), () -> w.kick(VCPU, device, ANY));
    }),
    /** A device is unplugged while the I/O thread looks. */
    UNPLUG_POLL((w, locking) -> {
        Watched device = kicked(w, locking);
        return new Acts(() -> unplugAndReclaim(w, device), w.dataPlane::poll);
    }),
    /** A device is plugged while it is written to. */
    PLUG_WRITE((w, locking) -> {
        w.plug(locking, STAYING);
        return new Acts(() -> w.plug(locking, GOING), () -> {
            w.write(VCPU, GOING, Set.of(BusResult.OK, BusResult.UNMAPPED));
            w.write(VCPU, STAYING, OK);
        });
    }),
    /** The view is built anew while a device is written to. */
    REARRANGE_WRITE((w, locking) -> {
        w.plug(locking, GOING);
        w.plug(locking, STAYING);
        return new Acts(() -> rearrange(w), () -> w.write(VCPU, STAYING, OK));
    }),
    /** Interrupts are raised from a callback and from another vCPU. */
    INTERRUPTS((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        int all = 1 << 3 | 1 << 5;
        long[] taken = new long[1];
        device.onWrite(by -> w.dispatcher.raise(by, 1, 3));
        return new Acts(
                () -> {
                    w.write(VCPU, STAYING, OK);
                    taken[0] |= w.dispatcher.takeInterrupts(w.thread(VCPU), 1);
                    require((taken[0] & 1 << 3) != 0, Clause.Q6, "an interrupt is lost");
                },
                () -> {
                    w.dispatcher.raise(w.thread(OTHER), 1, 5);
                    w.onSettled(() -> {
                        taken[0] |= w.dispatcher.takeInterrupts(w.thread(VCPU), 1);
                        require(taken[0] == all, Clause.Q6, "an interrupt of another vCPU is lost");
                    });
                });
    }),
    /** Writes that are kept are passed on while another vCPU passes them on. */
    FLUSH((w, locking) -> {
        Watched kept = w.plug(Region.of(16, Locking.GLOBAL).withCoalescing(), GOING);
        w.plug(locking, STAYING);
        w.onSettled(() ->
                require(kept.offsets().equals(List.of(0L, 4L)), Clause.Q7, "writes that were kept come out of order"));
        return new Acts(
                () -> {
                    w.write(VCPU, GOING, OK);
                    w.write(VCPU, GOING + 4, OK);
                    w.dispatcher.flush(w.thread(VCPU));
                },
                () -> w.write(OTHER, STAYING, OK));
    }),
    /** What is done twice is done once. */
    TWICE((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        return new Acts(
                () -> {
                    w.start(device);
                    w.start(device);
                    w.stop(device);
                    w.stop(device);
                },
                () -> w.kick(VCPU, device, OK));
    }),
    /** What cannot be done changes nothing and leaves no lock. */
    REFUSED((w, locking) -> {
        Watched device = w.plug(locking, STAYING);
        int none = device.number() + 1;
        return new Acts(
                () -> {
                    refused(w, () -> w.topology.unplug(w.thread(MAIN), none));
                    refused(w, () -> w.topology.start(w.thread(MAIN), none));
                    refused(w, () -> w.topology.stop(w.thread(MAIN), none));
                    refused(w, () -> w.topology.plug(w.thread(MAIN), device, STAYING));
                },
                () -> w.write(VCPU, STAYING, OK));
    }),
    /** Writes that are kept come before what another vCPU does to another device. */
    COALESCED((w, locking) -> {
        Watched kept = w.plug(Region.of(16, Locking.GLOBAL).withCoalescing(), GOING);
        w.plug(Locking.GLOBAL, STAYING);
        return new Acts(
                () -> {
                    w.write(VCPU, GOING, OK);
                    w.write(VCPU, GOING, OK);
                    w.write(VCPU, STAYING, OK);
                    require(kept.counted() >= 2, Clause.Q7, "a write that was kept comes after a later one");
                },
                () -> w.write(OTHER, STAYING, OK));
    });

    /** What the first does, and what the second does whole at some point in between. */
    record Acts(Runnable first, Runnable second) {}

    private final BiFunction<DispatchStage, Locking, Acts> acts;

    DispatchPlot(BiFunction<DispatchStage, Locking, Acts> acts) {
        this.acts = acts;
    }

    /** On a dispatcher without devices, with devices that are protected like that. */
    Acts acts(DispatchStage watch, Locking locking) {
        return acts.apply(watch, locking);
    }

    private static void refused(DispatchStage w, Runnable impossible) {
        try {
            impossible.run();
        } catch (IllegalArgumentException expected) {
            w.requireNoLock();
            return;
        }
        throw new DispatchStage.Broken(Clause.Q9, "what cannot be done is done");
    }

    /** Uses all views anew, as far as no reader keeps them: one more and it would have to wait for that reader. */
    private static void rearrange(DispatchStage w) {
        for (int i = 0; i < 4 && w.reclaim(w.thread(MAIN)) < 4; i++) {
            w.topology.rearrange(w.thread(MAIN));
        }
        w.reclaim(w.thread(MAIN));
    }

    private static void unplugAndReclaim(DispatchStage w, Watched device) {
        w.unplug(device);
        w.reclaim(w.thread(MAIN));
    }

    private static Watched started(DispatchStage w, Locking locking) {
        Watched device = w.plug(locking, STAYING);
        w.start(device);
        w.dataPlane.poll();
        return device;
    }

    private static Watched kicked(DispatchStage w, Locking locking) {
        Watched device = started(w, locking);
        w.kick(VCPU, device, OK);
        return device;
    }

    /** Asleep with a request that nobody woke it for, it would sleep for ever. */
    private static void sleep(DispatchStage w, Watched device) {
        while (w.dataPlane.poll()) {}
        boolean asleep = w.dataPlane.maySleep();
        w.asleep(asleep);
    }
}
