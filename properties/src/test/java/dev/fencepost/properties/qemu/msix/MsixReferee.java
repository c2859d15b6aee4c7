package dev.fencepost.properties.qemu.msix;

import dev.fencepost.properties.qemu.Qemu;
import dev.fencepost.properties.qemu.QemuMachine;
import dev.fencepost.properties.qemu.Standby;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One QEMU with a function for each number of vectors; our side has the same number of queues. */
final class MsixReferee implements Standby.Peer {
    /** Few, a few, and more than a quad word of the PBA holds. */
    static final int[] VECTORS = {2, 5, 70};

    private static final int MEMORY = 4 << 20;
    private static final long ADDRESSES = 0xfe00_0000L;
    private static final int ADDRESSES_EACH = 1 << 20;
    private static final int FIRST_PORT = 4;

    private final Qemu qemu;
    private final Map<Integer, MsixQemu> functions = new LinkedHashMap<>();

    MsixReferee(Path program) {
        QemuMachine machine =
                QemuMachine.q35(MEMORY).with("-blockdev", "null-co,node-name=nothing,size=65536,read-only=on");
        for (int i = 0; i < VECTORS.length; i++) {
            machine = machine.with(
                    "-device",
                    "pcie-root-port,id=port" + i + ",chassis=" + (i + 1) + ",addr=" + (FIRST_PORT + i),
                    "-device",
                    "virtio-blk-pci,drive=nothing,share-rw=on,disable-legacy=on,ioeventfd=off,bus=port" + i
                            + ",num-queues=" + queues(VECTORS[i]) + ",vectors=" + VECTORS[i]);
        }
        qemu = Qemu.start(program, machine);
        qemu.memory().allocate(MsixSide.INBOX_BYTES, 1);
        for (int i = 0; i < VECTORS.length; i++) {
            long addresses = ADDRESSES + (long) i * ADDRESSES_EACH;
            int queues = queues(VECTORS[i]);
            functions.put(VECTORS[i], new MsixQemu(qemu, FIRST_PORT + i, i + 1, addresses, queues));
        }
    }

    /** More than vectors, so that some share one. */
    static int queues(int vectors) {
        return vectors + 1;
    }

    /** The function with that many vectors. */
    MsixQemu function(int vectors) {
        MsixQemu function = functions.get(vectors);
        if (function == null) {
            throw new IllegalArgumentException(
                    "no function with " + vectors + " vectors, expected one of " + functions.keySet());
        }
        return function;
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
