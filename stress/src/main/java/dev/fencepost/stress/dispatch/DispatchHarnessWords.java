package dev.fencepost.stress.dispatch;

import dev.fencepost.stress.harness.Words;

/** Places of a dispatcher in memory: lines of 40 bytes, views of as many as they need. */
final class DispatchHarnessWords extends Words {
    private static final int LINE = 40;
    private static final String[] OF_DEVICE = {
        "references", "retired", "realized", "engaged", "started", "attached", "kicked", "state", "unplugged in"
    };

    private final int threads;
    private final int devices;
    private final int wakes;

    /** With the harness's devices from {@code devices} on. */
    DispatchHarnessWords(int vcpus, int devices, int wakes) {
        super(actors(vcpus));
        threads = vcpus + 2;
        this.devices = devices;
        this.wakes = wakes;
    }

    private static String[] actors(int vcpus) {
        String[] actors = new String[vcpus + 2];
        for (int i = 0; i < vcpus; i++) {
            actors[i] = "vCPU " + i;
        }
        actors[vcpus] = "I/O thread";
        actors[vcpus + 1] = "main loop";
        return actors;
    }

    @Override
    public String name(int offset) {
        if (offset >= wakes) {
            return "wake";
        } else if (offset >= devices) {
            return ofHarnessDevice(offset - devices);
        }
        int line = offset / LINE;
        if (line == 0) {
            return "current view";
        } else if (line == 1) {
            return "epoch";
        } else if (line == 2) {
            return "asleep";
        } else if (line == 3) {
            return "coalesced writes";
        } else if (line < 4 + threads) {
            return "reader[" + (line - 4) + "]";
        } else if (line < 6 + threads) {
            return OF_DEVICE[offset % LINE / 4] + "[" + (line - 4 - threads) + "]";
        }
        return "view[" + (line - 7 - threads) + "]+" + offset % LINE;
    }

    private static String ofHarnessDevice(int offset) {
        int device = offset / DispatchHarnessDevice.BYTES;
        int at = offset % DispatchHarnessDevice.BYTES;
        String name = at == 0 ? "register" : at == 4 ? "freed" : at < 16 ? "posted" : "handled";
        return name + (at < 8 ? "" : "[" + at % 8 / 4 + "]") + " of device " + device;
    }
}
