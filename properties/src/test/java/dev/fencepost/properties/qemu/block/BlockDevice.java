package dev.fencepost.properties.qemu.block;

import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.PciFunction;
import dev.fencepost.properties.qemu.Qemu;
import dev.fencepost.properties.qemu.QemuMachine;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.VirtioMmio;
import dev.fencepost.properties.qemu.VirtioPci;
import dev.fencepost.properties.qemu.VirtioTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A QEMU with one block device, its disk, and what is known of that. */
final class BlockDevice implements Standby.Peer {
    static final String ID = "fencepost-disk";

    private static final int MEMORY = 32 << 20;
    private static final int SECTORS = 4096;
    private static final int PORT = 4;
    private static final long ADDRESSES = 0xfe00_0000L;
    private static final String DEVICE =
            ",drive=disk,serial=" + ID + ",packed=on,queue-size=1024,discard=on," + "write-zeroes=on,num-queues=1";

    private final Qemu qemu;
    private final VirtioTransport transport;
    private final BlockModel model = new BlockModel(SECTORS);
    private final int mark;

    BlockDevice(Path program, boolean pci) {
        QemuMachine machine = pci
                ? QemuMachine.q35(MEMORY)
                        .with("-device", "pcie-root-port,id=root,chassis=1,addr=" + PORT)
                        .with(disk("virtio-blk-pci,bus=root,disable-legacy=on"))
                : QemuMachine.microvm(MEMORY).with(disk("virtio-blk-device"));
        qemu = Qemu.start(program, machine, Map.of("disk", (long) SECTORS * BlockModel.SECTOR));
        transport = pci ? pci() : VirtioMmio.find(qemu.qtest(), VirtioMmio.BLOCK);
        mark = qemu.memory().mark();
    }

    private static String[] disk(String device) {
        return new String[] {
            "-blockdev",
            "driver=raw,node-name=disk,discard=unmap,file.driver=file,file.filename=$DIR/disk",
            "-device",
            device + DEVICE
        };
    }

    private VirtioTransport pci() {
        PciFunction function = PciFunction.behind(new PciFunction(qemu.qtest(), 0, PORT), 1, ADDRESSES);
        VirtioPci virtio = new VirtioPci(qemu.qtest(), function, ADDRESSES);
        function.setBar(virtio.bar(), ADDRESSES);
        function.write(2, PciFunction.COMMAND, PciFunction.MEMORY_SPACE | PciFunction.BUS_MASTER);
        return virtio;
    }

    VirtioTransport transport() {
        return transport;
    }

    BlockModel model() {
        return model;
    }

    /** Guest memory as it is. */
    GuestMemory memory() {
        return qemu.memory();
    }

    /** Guest memory, all of it free. */
    GuestMemory freeMemory() {
        qemu.memory().release(mark);
        return qemu.memory();
    }

    /** Holds the file behind the disk against the model. */
    void checkFile() {
        try {
            byte[] bytes = Files.readAllBytes(qemu.folder().resolve("disk"));
            if (bytes.length != SECTORS * BlockModel.SECTOR) {
                throw new AssertionError("the disk has " + bytes.length + " bytes");
            }
            model.read(0, SECTORS, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
