package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.GuestQueue;
import dev.fencepost.properties.qemu.VirtioTransport;
import dev.fencepost.properties.waiting.Patience;
import dev.fencepost.properties.waiting.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Random requests of our driver to a block device of QEMU's, many in flight, with resets in between. Every completion
 * comes once, with the right length and content; a driver that waits for an interrupt gets it.
 */
final class BlockRun {
    /** The most pieces of a request. */
    static final int SEGMENTS = 64;

    private static final Patience PATIENCE = Patience.seconds(20);
    /** A reset comes with every such turn: how many requests a turn has depends on how fast the device is. */
    private static final int RESETS = 25;

    private final BlockDevice device;
    private final BlockPlan plan;
    private final Random random;
    private final VirtioTransport transport;
    private final BlockModel model;
    private final GuestQueue place;
    private final RingDriver queue;
    private final Patience patience;
    private final Progress progress;
    private final List<BlockRequest> idle = new ArrayList<>();
    private final BlockRequest[] flying;
    private final List<Integer> freeTokens = new ArrayList<>();
    private int completed;
    private int turns;
    private int resets;

    BlockRun(BlockDevice device, BlockPlan plan) {
        this(device, plan, UnaryOperator.identity(), PATIENCE);
    }

    /**
     * The same with a driver that is another than ours.
     *
     * @param patience with an interrupt, and with a request
     */
    BlockRun(BlockDevice device, BlockPlan plan, UnaryOperator<RingDriver> altered, Patience patience) {
        this.device = device;
        this.patience = patience;
        progress = patience.with("one of the requests in flight");
        this.plan = plan;
        random = new Random(plan.seed());
        transport = device.transport();
        model = device.model();
        GuestMemory memory = device.freeMemory();
        place = plan.queue(memory, SEGMENTS);
        queue = altered.apply(place.driver());
        flying = new BlockRequest[plan.flight()];
        for (int i = 0; i < plan.flight(); i++) {
            idle.add(new BlockRequest(memory));
            freeTokens.add(i);
        }
    }

    /** How often the device was reset with requests in flight. */
    int resets() {
        return resets;
    }

    /** Does all of it; what goes wrong comes with how to run it again. */
    void run() {
        try {
            open();
            while (completed < plan.requests()) {
                turn();
                progress.at(completed);
            }
            drain();
            device.checkFile();
        } catch (AssertionError | RuntimeException wrong) {
            AssertionError told = new AssertionError(
                    wrong + "\nafter " + completed + " requests of the plan " + plan + "\nRun it again:\n  "
                            + plan.command("BlockProperties"),
                    wrong);
            told.setStackTrace(wrong.getStackTrace());
            throw told;
        }
    }

    private void open() {
        transport.reset();
        transport.negotiate(plan.features());
        if (transport.config(4, 0) != model.sectors()) {
            throw new AssertionError("the device has " + transport.config(4, 0) + " sectors");
        }
        queue.reset();
        place.start(transport, 0);
        transport.ready();
        queue.disableCallbacks();
    }

    private void turn() {
        int burst = 1 + random.nextInt(plan.flight());
        for (int i = 0; i < burst && !freeTokens.isEmpty() && addOne(); i++) {
            if (random.nextInt(4) == 0) {
                kick();
            }
        }
        kick();
        if (++turns % RESETS == 0) {
            reset();
        } else if (random.nextInt(3) == 0 || collect() == 0) {
            await();
            collect();
        }
    }

    private void kick() {
        if (queue.needsKick()) {
            transport.kick(0);
        }
    }

    /** Whether there was room for one. */
    private boolean addOne() {
        BlockRequest request = idle.get(idle.size() - 1);
        int token = freeTokens.get(freeTokens.size() - 1);
        if (!queue.add(BlockChoice.make(request, model, plan.segments(), random), token)) {
            giveBack(request);
            return false;
        }
        idle.remove(idle.size() - 1);
        freeTokens.remove(freeTokens.size() - 1);
        flying[token] = request;
        return true;
    }

    private void giveBack(BlockRequest request) {
        if (BlockChoice.hasSectors(request)) {
            model.release(request.sector(), request.count());
        }
    }

    /** Takes back what has come; how many that was. */
    private int collect() {
        int found = 0;
        for (int token = queue.get(); token != RingDriver.NONE; token = queue.get()) {
            BlockRequest request = flying[token];
            if (request == null) {
                throw new AssertionError("token " + token + " comes back, which is not in flight (S4)");
            }
            request.check(queue.gotLength(), model, BlockDevice.ID);
            BlockChoice.done(request, model);
            giveBack(request);
            free(token);
            completed++;
            found++;
        }
        return found;
    }

    private void free(int token) {
        idle.add(flying[token]);
        flying[token] = null;
        freeTokens.add(token);
    }

    /** Sleeps until the device interrupts, if anything is left to wait for; now and then for most of it. */
    private void await() {
        if (queue.outstanding() == 0) {
            return;
        }
        if (random.nextBoolean() ? queue.enableCallbacks() : queue.enableCallbacksDelayed()) {
            patience.until(
                    this::whatIsMissing, () -> (transport.takeInterrupts() & VirtioTransport.INTERRUPT_QUEUE) != 0);
        }
        queue.disableCallbacks();
    }

    private String whatIsMissing() {
        boolean broken = (transport.status() & VirtioTransport.NEEDS_RESET) != 0;
        return "an interrupt with " + queue.outstanding() + " requests in flight"
                + (broken ? ", and the device needs a reset" : "") + " (S6)";
    }

    private void drain() {
        while (queue.outstanding() > 0) {
            if (collect() == 0) {
                await();
                progress.at(completed);
            }
        }
    }

    /** In the middle of everything: what was in flight is done or not, and is never heard of again. */
    private void reset() {
        transport.reset();
        List<BlockRequest> gone = new ArrayList<>();
        for (int token = 0; token < flying.length; token++) {
            if (flying[token] != null) {
                BlockChoice.cutOff(flying[token], model);
                giveBack(flying[token]);
                flying[token].forbid();
                gone.add(flying[token]);
                free(token);
            }
        }
        open();
        for (BlockRequest request : gone) {
            if (request.isTouched()) {
                throw new AssertionError("after a reset the device writes into " + request);
            }
        }
        resets += gone.isEmpty() ? 0 : 1;
    }
}
