package dev.fencepost.properties.qemu;

import java.nio.file.Path;

/** QEMU's block device, to be given rings that no driver may make. It answers what it answers before a kick returns. */
final class RawReferee implements AutoCloseable {
    private static final int MEMORY = 4 << 20;

    private final Qemu qemu;
    private final VirtioTransport transport;
    private final int start;

    RawReferee(Path program) {
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
        transport.kick(0);
        boolean broken = (transport.status() & VirtioTransport.NEEDS_RESET) != 0;
        return new RawRing.Outcome(ring.used(memory.shared(), start), broken ? "broken" : "");
    }

    @Override
    public void close() {
        qemu.close();
    }
}
