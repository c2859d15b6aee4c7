package dev.fencepost.properties.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.vring.RingDriver;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;

/** QEMU's entropy device: as many bytes as it says, all of them random, and not one beside them. */
class EntropyProperties {
    private static final int REQUESTS = Boolean.getBoolean("fencepost.deep") ? 20_000 : 500;
    private static final List<String> PLANS = List.of("ms64-1-1-1", "ms64e-1-1-1", "mp64-1-1-1", "mp64e-1-1-1");
    private static final int ENTRIES = 64;
    private static final int STRETCH = 256;
    private static final int GUARD = 0x3c;
    private static final int ENOUGH = 16;
    private static final int SECONDS = 20;

    @Example
    @Claims(Clause.S4)
    void bytesAreRandomAndNoneAreBesideThem() {
        QemuProgram.find().ifPresent(program -> {
            QemuMachine machine = QemuMachine.microvm(4 << 20).with("-device", "virtio-rng-device,packed=on");
            try (Qemu qemu = Qemu.start(program, machine)) {
                VirtioTransport device = VirtioMmio.find(qemu.qtest(), VirtioMmio.ENTROPY);
                for (String plan : PLANS) {
                    BlockPlan shape = BlockPlan.parse(plan);
                    device.reset();
                    device.negotiate(shape.features());
                    GuestQueue queue = shape.queue(qemu.memory(), 0);
                    queue.start(device, 0);
                    device.ready();
                    ask(queue.driver(), device, qemu.memory());
                }
            }
        });
    }

    private static void ask(RingDriver queue, VirtioTransport device, GuestMemory memory) {
        Random random = new Random(1);
        Set<String> seen = new HashSet<>();
        int stretches = memory.allocate(ENTRIES * STRETCH, 16);
        Segments segments = new Segments(1);
        int[] lengths = new int[ENTRIES];
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
            for (int i = 0; i < batch; i++) {
                int token = await(queue);
                check(memory, stretches + token * STRETCH, lengths[token], queue.gotLength(), seen);
            }
            done += batch;
        }
        assertThat(queue.get()).isEqualTo(RingDriver.NONE);
    }

    private static int await(RingDriver queue) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            int token = queue.get();
            if (token != RingDriver.NONE) {
                return token;
            }
            assertThat(System.nanoTime()).as("nothing comes for %d s", SECONDS).isLessThan(end);
            Thread.yield();
        }
    }

    private static void check(GuestMemory memory, int at, int wanted, long length, Set<String> seen) {
        byte[] bytes = new byte[STRETCH];
        memory.get(at, bytes, 0, STRETCH);
        assertThat(length).isBetween(1L, (long) wanted);
        for (int i = (int) length; i < STRETCH; i++) {
            assertThat(bytes[i]).as("byte %d behind %d", i, length).isEqualTo((byte) GUARD);
        }
        if (length >= ENOUGH) {
            assertThat(seen.add(new String(bytes, 0, ENOUGH, java.nio.charset.StandardCharsets.ISO_8859_1)))
                    .as("the same bytes a second time")
                    .isTrue();
        }
    }
}
