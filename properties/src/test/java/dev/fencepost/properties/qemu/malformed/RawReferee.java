package dev.fencepost.properties.qemu.malformed;

import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.Qemu;
import dev.fencepost.properties.qemu.QemuException;
import dev.fencepost.properties.qemu.QemuMachine;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.VirtioMmio;
import dev.fencepost.properties.qemu.VirtioTransport;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * QEMU's block device, to be given rings that no driver may make. It answers what it answers before a kick returns.
 *
 * <p>A packed ring that it refuses may be QEMU's end: up to 7.2 at least, its block device goes on for ever with a
 * queue that is not empty, and for a packed one does not look whether it has given the queue up. It says what is wrong
 * before; that, and no answer, is taken for a refusal, and another QEMU is started.
 */
final class RawReferee implements Standby.Peer {
    private static final int MEMORY = 4 << 20;
    private static final int PATIENCE_AFTER_COMPLAINT = 200;

    private static final String BROKEN = "broken";

    private final Path program;
    private Qemu qemu;
    private VirtioTransport transport;
    private int start;
    private boolean isLost;

    RawReferee(Path program) {
        this.program = program;
        start();
    }

    private void start() {
        QemuMachine machine = QemuMachine.microvm(MEMORY)
                .with("-global", "virtio-mmio.ioeventfd=off")
                .with("-blockdev", "null-co,node-name=nothing,size=65536")
                .with("-device", "virtio-blk-device,drive=nothing,packed=on,serial=fencepost");
        qemu = Qemu.start(program, machine);
        transport = VirtioMmio.find(qemu.qtest(), VirtioMmio.BLOCK);
        start = qemu.memory().allocate(RawRing.BYTES, 1 << 12);
    }

    /** What QEMU makes of a ring; whatever was before, it starts with a reset. */
    RawRing.Outcome outcome(RawRing ring) {
        GuestMemory memory = qemu.memory();
        transport.reset();
        transport.negotiate(ring.features());
        ring.write(memory.shared(), start, memory.address(start));
        ring.start(transport, memory.address(start));
        transport.ready();
        String broken = kick();
        try {
            return new RawRing.Outcome(ring.used(memory.shared(), start), broken);
        } finally {
            if (isLost) {
                qemu.close();
                isLost = false;
                start();
            }
        }
    }

    /** Kicks; what is broken then. QEMU is lost where it dies, or complains and then does not come back. */
    private String kick() {
        long heard = qemu.heard();
        VirtioTransport kicked = transport;
        FutureTask<Void> kick = new FutureTask<>(() -> kicked.kick(0), null);
        // Not in the common pool: its only thread may be the one that waits here.
        Thread kicking = new Thread(kick, "kick");
        kicking.setDaemon(true);
        kicking.start();
        while (true) {
            boolean complained = qemu.heard() != heard;
            try {
                kick.get(complained ? PATIENCE_AFTER_COMPLAINT : 1, TimeUnit.MILLISECONDS);
                return (transport.status() & VirtioTransport.NEEDS_RESET) == 0 ? "" : BROKEN;
            } catch (TimeoutException e) {
                if (complained) {
                    isLost = true;
                    return BROKEN;
                }
            } catch (ExecutionException e) {
                if (qemu.isAlive()) {
                    throw new QemuException("QEMU and a ring: " + e.getCause().getMessage(), e);
                }
                isLost = true;
                return RawRing.Outcome.DIES;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new QemuException("interrupted while QEMU looks at a ring", e);
            }
        }
    }

    @Override
    public boolean isSound() {
        return qemu.isSound();
    }

    @Override
    public void close() {
        qemu.close();
    }
}
