package dev.fencepost.properties.qemu.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.qemu.block.BlockPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A long random history of a driver of ours on a device that answers in the kick. As nothing is left to chance, all is
 * compared: what comes back and in which order, what may sleep, who is to be kicked, and when there is an interrupt.
 * {@link BlockPlan#flight} and {@link BlockPlan#pci} are not used: as many are in flight as there is room for.
 */
final class PromptRun {
    private static final int HEADER = 16;
    private static final int NAME = 20;
    private static final int STRETCH = 64;
    private static final int STATUS = HEADER + NAME;
    private static final int UNTOUCHED = 0x77;

    private final PromptPeer peer;
    private final BlockPlan plan;
    private final Random random;
    private final RingDriver driver;
    private final PromptOracle oracle;
    private final Segments segments = new Segments(6);
    private final int stretches;
    private final Deque<Integer> tokens = new ArrayDeque<>();
    private final Deque<Integer> needs = new ArrayDeque<>();
    private int free;
    private long added;
    private long completed;
    private boolean unasked;

    PromptRun(PromptPeer peer, BlockPlan plan, UnaryOperator<RingDriver> altered) {
        this.peer = peer;
        this.plan = plan;
        random = new Random(plan.seed());
        driver = altered.apply(peer.open(plan));
        oracle = new PromptOracle(plan);
        // One more than may be in flight: the one for which there is no room.
        stretches = peer.allocate(STRETCH * (plan.size() + 1));
        free = plan.size();
    }

    /** Does all of it; what goes wrong comes with how to run it again. */
    void run() {
        try {
            while (completed < plan.requests()) {
                round();
            }
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError(
                    wrong.getMessage() + "\nafter " + completed + " requests of the plan " + plan
                            + "\nRun it again:\n  " + plan.command("PromptProperties"),
                    wrong);
        }
    }

    private void round() {
        callbacks();
        addSome();
        callbacks();
        if (random.nextInt(4) != 0) {
            kick();
            callbacks();
        }
        takeSome();
        assertThat(driver.free()).as("free descriptors").isEqualTo(free);
        assertThat(driver.outstanding()).as("outstanding buffers").isEqualTo(oracle.outstanding());
    }

    private void callbacks() {
        switch (random.nextInt(6)) {
            case 0:
                driver.disableCallbacks();
                oracle.disable();
                break;
            case 1:
                assertThat(driver.enableCallbacks()).as("may sleep (S6)").isEqualTo(oracle.enable());
                break;
            case 2:
                assertThat(driver.enableCallbacksDelayed())
                        .as("may sleep until three quarters are used (S6)")
                        .isEqualTo(oracle.enableDelayed());
                break;
            default:
        }
    }

    /** Most batches are small, some as large as the ring. */
    private void addSome() {
        int batch = random.nextInt(4) == 0 ? plan.size() : 1 + random.nextInt(8);
        boolean oneByOne = random.nextBoolean();
        for (int i = 0; i < batch && addOne(oneByOne); i++) {
            // There may be room for more.
        }
        // What stays staged goes with what is added next.
        if (!oneByOne && random.nextInt(4) != 0) {
            driver.publish();
            unasked |= oracle.publish();
        }
    }

    private boolean addOne(boolean publish) {
        int token = (int) (added % (plan.size() + 1));
        int at = stretches + STRETCH * token;
        peer.memory().store32(Mode.PLAIN, at, PromptPeer.GET_ID);
        peer.memory().store32(Mode.PLAIN, at + STATUS, UNTOUCHED);
        request(at);
        int count = segments.count();
        int needed = plan.indirect() && count > 1 ? 1 : count;
        boolean room = publish ? driver.add(segments, token) : driver.stage(segments, token);
        assertThat(room).as("room for %d descriptors of %d", needed, free).isEqualTo(needed <= free);
        if (room) {
            free -= needed;
            needs.add(needed);
            tokens.add(token);
            added++;
            oracle.stage(plan.packed() ? needed : 1);
            if (publish) {
                unasked |= oracle.publish();
            }
        }
        return room;
    }

    /** Header, name and status in up to six pieces, as many as the ring has entries. */
    private void request(int at) {
        segments.clear();
        int most = Math.min(plan.size(), 6);
        int readable = 1 + random.nextInt(Math.min(3, most - 1));
        for (int i = 0; i < readable; i++) {
            segments.readable(at + 4 * i, i == readable - 1 ? HEADER - 4 * i : 4);
        }
        int writable = 1 + random.nextInt(Math.min(3, most - readable));
        for (int i = 0; i < writable; i++) {
            int from = HEADER + 4 * i;
            segments.writable(at + from, i == writable - 1 ? STATUS + 1 - from : 4);
        }
    }

    private void kick() {
        assertThat(driver.needsKick()).as("needs a kick (S6)").isEqualTo(unasked);
        if (unasked) {
            unasked = false;
            peer.kick();
            oracle.kick();
            assertThat(peer.needsReset()).as("the device needs a reset").isFalse();
        }
        boolean interrupted = peer.takeInterrupt();
        assertThat(oracle.isRight(interrupted))
                .as(interrupted ? "an interrupt too many (S7, P5)" : "an interrupt is lost (S6)")
                .isTrue();
    }

    private void takeSome() {
        int most = random.nextInt(3) == 0 ? random.nextInt(plan.size() + 1) : plan.size();
        for (int i = 0; i < most; i++) {
            int token = driver.get();
            assertThat(token).as("comes back (S4)").isEqualTo(oracle.isWaiting() ? tokens.remove() : RingDriver.NONE);
            if (token == RingDriver.NONE) {
                return;
            }
            oracle.take();
            free += needs.remove();
            completed++;
            assertThat(driver.gotLength()).as("used length (S4)").isEqualTo(NAME + 1);
            int status = peer.memory().load32(Mode.PLAIN, stretches + STRETCH * token + STATUS);
            assertThat(status).as("status").isZero();
        }
    }
}
