package dev.fencepost.properties.qemu.prompt;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.properties.qemu.GuestQueue;
import dev.fencepost.properties.qemu.Qemu;
import dev.fencepost.properties.qemu.QemuMachine;
import dev.fencepost.properties.qemu.VirtioMmio;
import dev.fencepost.properties.qemu.VirtioTransport;
import dev.fencepost.properties.qemu.block.BlockPlan;
import java.nio.file.Path;

/** QEMU's block device with nothing behind it, which does all its work in the kick. */
final class PromptQemu implements PromptPeer {
    private static final int MEMORY = 4 << 20;

    private final Qemu qemu;
    private final VirtioTransport transport;
    private final int mark;
    private GuestQueue queue;

    PromptQemu(Path program) {
        QemuMachine machine = QemuMachine.microvm(MEMORY)
                .with("-global", "virtio-mmio.ioeventfd=off")
                .with("-blockdev", "null-co,node-name=nothing,size=65536")
                .with("-device", "virtio-blk-device,drive=nothing,packed=on,queue-size=1024");
        qemu = Qemu.start(program, machine);
        transport = VirtioMmio.find(qemu.qtest(), VirtioMmio.BLOCK);
        mark = qemu.memory().mark();
    }

    @Override
    public RingDriver open(BlockPlan plan) {
        qemu.memory().release(mark);
        transport.reset();
        transport.negotiate(plan.features());
        queue = plan.queue(qemu.memory(), TABLE);
        queue.start(transport, 0);
        transport.ready();
        return queue.driver();
    }

    @Override
    public SharedMemory memory() {
        return qemu.memory().shared();
    }

    @Override
    public int allocate(int bytes) {
        return qemu.memory().allocate(bytes, 16);
    }

    @Override
    public int driverArea() {
        return queue.driverArea();
    }

    @Override
    public void kick() {
        transport.kick(0);
    }

    @Override
    public boolean takeInterrupt() {
        return (transport.takeInterrupts() & VirtioTransport.INTERRUPT_QUEUE) != 0;
    }

    @Override
    public boolean needsReset() {
        return (transport.status() & VirtioTransport.NEEDS_RESET) != 0;
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
