package dev.fencepost.properties.qemu.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.GuestQueue;
import dev.fencepost.properties.qemu.Qemu;
import dev.fencepost.properties.qemu.QemuMachine;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.VirtioMmio;
import dev.fencepost.properties.qemu.VirtioTransport;
import dev.fencepost.properties.qemu.WithQemu;
import dev.fencepost.properties.waiting.Patience;
import dev.fencepost.properties.waiting.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Example;

/**
 * QEMU's entropy device: as many bytes as it says, all of them random, and not one beside them. It may give so many
 * bytes in a millisecond and no more, so that buffers come back half full: the block device says of each that it is
 * full.
 */
@WithQemu
class EntropyProperties {
    private static final int REQUESTS = Boolean.getBoolean("fencepost.deep") ? 20_000 : 500;
    private static final List<String> PLANS = List.of("ms64-1-1-1", "ms64e-1-1-1", "mp64-1-1-1", "mp64e-1-1-1");
    private static final String LIMITED = "virtio-rng-device,packed=on,max-bytes=1000,period=1";
    private static final int ENTRIES = 64;
    private static final int STRETCH = 256;
    private static final int GUARD = 0x3c;
    private static final int ENOUGH = 16;
    /** So many bytes that nobody writes, and that are not what they were by chance. */
    private static final int CERTAIN = 6;

    private static final Patience PATIENCE = Patience.seconds(20);

    private final Set<String> seen = new HashSet<>();
    private int cut;

    @Example
    @Claims(Clause.S4)
    void bytesAreRandomAndNoneAreBesideThem() {
        onEachQueue((queue, run) -> {
            cut = 0;
            run.accept(queue.driver());
            assertThat(cut).as("buffers that are not full").isPositive();
        });
    }

    /** The mutant: what a buffer has room for is what was written. */
    @Example
    void aLengthThatIsTheRoomIsNoticed() {
        onEachQueue((queue, run) -> {
            long[] room = new long[1];
            RingDriver mutant = new MutantDriver(queue.driver()) {
                private final long[] rooms = new long[ENTRIES];

                @Override
                public boolean add(Segments segments, int token) {
                    rooms[token] = segments.writableBytes();
                    return driver.add(segments, token);
                }

                @Override
                public int get() {
                    int token = driver.get();
                    room[0] = token == NONE ? 0 : rooms[token];
                    return token;
                }

                @Override
                public long gotLength() {
                    return room[0];
                }
            };
            assertThatThrownBy(() -> run.accept(mutant))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("nobody wrote");
        });
    }

    /** What is done to each queue, with what asks the device by any driver of it. */
    private interface Scene {
        void play(GuestQueue queue, Consumer<RingDriver> run);
    }

    private void onEachQueue(Scene scene) {
        QemuMachine machine = QemuMachine.microvm(4 << 20).with("-device", LIMITED);
        try (Qemu qemu = Qemu.start(QemuProgram.get(), machine)) {
            VirtioTransport device = VirtioMmio.find(qemu.qtest(), VirtioMmio.ENTROPY);
            for (String plan : PLANS) {
                BlockPlan shape = BlockPlan.parse(plan);
                device.reset();
                device.negotiate(shape.features());
                GuestQueue queue = shape.queue(qemu.memory(), 0);
                queue.start(device, 0);
                device.ready();
                scene.play(queue, driver -> ask(driver, device, qemu.memory()));
            }
        }
    }

    private void ask(RingDriver queue, VirtioTransport device, GuestMemory memory) {
        Random random = new Random(1);
        int stretches = memory.allocate(ENTRIES * STRETCH, 16);
        Segments segments = new Segments(1);
        int[] lengths = new int[ENTRIES];
        Progress progress = PATIENCE.with("one of the buffers in flight");
        for (int done = 0; done < REQUESTS; ) {
            int batch = 1 + random.nextInt(ENTRIES);
            for (int i = 0; i < batch; i++) {
                lengths[i] = 1 + random.nextInt(STRETCH);
                memory.fill(stretches + i * STRETCH, STRETCH, GUARD);
                segments.clear().writable(stretches + i * STRETCH, lengths[i]);
                assertThat(queue.add(segments, i)).isTrue();
            }
            if (queue.needsKick()) {
                device.kick(0);
            }
            for (int got = 0; got < batch; ) {
                progress.at(done + got);
                int token = queue.get();
                if (token != RingDriver.NONE) {
                    check(memory, stretches + token * STRETCH, lengths[token], queue.gotLength());
                    got++;
                }
            }
            done += batch;
        }
        assertThat(queue.get()).isEqualTo(RingDriver.NONE);
    }

    private void check(GuestMemory memory, int at, int wanted, long length) {
        byte[] bytes = new byte[STRETCH];
        memory.get(at, bytes, 0, STRETCH);
        assertThat(length).isBetween(1L, (long) wanted);
        for (int i = (int) length; i < STRETCH; i++) {
            assertThat(bytes[i]).as("byte %d behind %d", i, length).isEqualTo((byte) GUARD);
        }
        if (length >= CERTAIN) {
            byte[] untouched = new byte[CERTAIN];
            Arrays.fill(untouched, (byte) GUARD);
            assertThat(Arrays.copyOfRange(bytes, (int) length - CERTAIN, (int) length))
                    .as("the last of %d bytes, which nobody wrote", length)
                    .isNotEqualTo(untouched);
        }
        if (length >= ENOUGH) {
            assertThat(seen.add(new String(bytes, 0, ENOUGH, StandardCharsets.ISO_8859_1)))
                    .as("the same bytes a second time")
                    .isTrue();
        }
        cut += length < wanted ? 1 : 0;
    }
}
