package dev.fencepost.properties.qemu;

import java.util.ArrayList;
import java.util.List;

/** A PCI function of a machine, by its configuration space. */
public final class PciFunction {
    /** Command register. */
    public static final int COMMAND = 4;
    /** Command: answer to memory accesses. */
    public static final int MEMORY_SPACE = 2;
    /** Command: make accesses to memory, messages that interrupt among them. */
    public static final int BUS_MASTER = 4;
    /** Capability: specific to a vendor; virtio says by it where its structures lie. */
    public static final int CAPABILITY_VENDOR = 9;
    /** Capability: PCI Express. */
    public static final int CAPABILITY_EXPRESS = 0x10;
    /** Capability: MSI-X. */
    public static final int CAPABILITY_MSIX = 0x11;

    private static final int ADDRESS_PORT = 0xcf8;
    private static final int DATA_PORT = 0xcfc;
    private static final int ENABLE = 1 << 31;
    private static final int CAPABILITIES = 0x34;
    private static final int BARS = 0x10;
    private static final int BAR_FLAGS = 0xf;
    private static final int BAR_64 = 4;
    private static final int BRIDGE_BUSES = 0x18;
    private static final int BRIDGE_MEMORY = 0x20;
    private static final int DEVICE_CONTROL = 8;
    private static final int FUNCTION_LEVEL_RESET = 1 << 15;

    private final Qtest qtest;
    private final int select;

    /** The function 0 of a device. */
    public PciFunction(Qtest qtest, int bus, int device) {
        this.qtest = qtest;
        select = ENABLE | bus << 16 | device << 11;
        if (read(2, 0) == 0xffff) {
            throw new QemuException("no PCI device " + device + " on bus " + bus);
        }
    }

    /**
     * The only device behind a root port.
     *
     * @param bus the number to give to the bus between the two
     * @param memory the MiB of addresses to give to it: a multiple of 1 MiB
     */
    public static PciFunction behind(PciFunction port, int bus, long memory) {
        int first = (int) (memory >>> 16) & 0xfff0;
        port.write(4, BRIDGE_BUSES, bus << 16 | bus << 8);
        port.write(4, BRIDGE_MEMORY, first << 16 | first);
        port.write(2, COMMAND, MEMORY_SPACE | BUS_MASTER);
        return new PciFunction(port.qtest, bus, 0);
    }

    /** Reads 1, 2 or 4 bytes of configuration space; {@code offset} does not cross a double word. */
    public int read(int size, int offset) {
        qtest.out(4, ADDRESS_PORT, select | offset & ~3);
        return qtest.in(size, DATA_PORT + (offset & 3));
    }

    /** Writes 1, 2 or 4 bytes of it. */
    public void write(int size, int offset, int value) {
        qtest.out(4, ADDRESS_PORT, select | offset & ~3);
        qtest.out(size, DATA_PORT + (offset & 3), value);
    }

    /** Where the capabilities of a kind stand in configuration space. */
    public List<Integer> capabilities(int kind) {
        List<Integer> found = new ArrayList<>();
        int at = read(1, CAPABILITIES);
        for (int steps = 0; at != 0; at = read(1, at + 1)) {
            if (++steps > 48) {
                throw new QemuException("the list of capabilities has no end");
            }
            if (read(1, at) == kind) {
                found.add(at);
            }
        }
        return found;
    }

    /** The only capability of a kind. */
    public int capability(int kind) {
        List<Integer> found = capabilities(kind);
        if (found.size() != 1) {
            throw new QemuException("capability " + kind + " stands at " + found + ", expected one");
        }
        return found.get(0);
    }

    /** How many bytes a base address register asks for; memory decode must be off. */
    public int barSize(int bar) {
        int at = BARS + 4 * bar;
        int before = read(4, at);
        write(4, at, -1);
        int size = -(read(4, at) & ~BAR_FLAGS);
        write(4, at, before);
        return size;
    }

    /** Gives a base address register an address, below 4 GiB. */
    public void setBar(int bar, long address) {
        int at = BARS + 4 * bar;
        write(4, at, (int) address);
        if ((read(4, at) & 6) == BAR_64) {
            write(4, at + 4, 0);
        }
    }

    /** Resets the function alone; it must be one of PCI Express. */
    public void functionLevelReset() {
        functionLevelReset(capability(CAPABILITY_EXPRESS));
    }

    /** The same where the capability is known. */
    public void functionLevelReset(int express) {
        write(2, express + DEVICE_CONTROL, FUNCTION_LEVEL_RESET);
    }
}
