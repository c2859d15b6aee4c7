package dev.fencepost.properties.qemu.msix;

import dev.fencepost.properties.qemu.PciFunction;
import dev.fencepost.properties.qemu.QemuException;

/** The MSI-X capability of a PCI function: how many vectors there are, where table and PBA lie, Message Control. */
public final class PciMsix {
    private static final int CONTROL = 2;
    private static final int TABLE = 4;
    private static final int PBA = 8;
    private static final int SIZE = 0x7ff;
    private static final int FUNCTION_MASK = 1 << 14;
    private static final int ENABLE = 1 << 15;
    private static final int BAR = 7;

    private final PciFunction function;
    private final int capability;
    private final int table;
    private final int pba;
    private final int vectors;

    /** The one of a function. */
    public PciMsix(PciFunction function) {
        this.function = function;
        capability = function.capability(PciFunction.CAPABILITY_MSIX);
        vectors = (function.read(2, capability + CONTROL) & SIZE) + 1;
        table = function.read(4, capability + TABLE);
        pba = function.read(4, capability + PBA);
        if ((table & BAR) != (pba & BAR)) {
            throw new QemuException("table and PBA lie in different BARs, " + (table & BAR) + " and " + (pba & BAR));
        }
    }

    /** Entries of the table. */
    public int vectors() {
        return vectors;
    }

    /** The BAR of both. */
    public int bar() {
        return table & BAR;
    }

    /** Where the table starts in its BAR. */
    public int tableOffset() {
        return table & ~BAR;
    }

    /** Where the PBA starts in its BAR. */
    public int pbaOffset() {
        return pba & ~BAR;
    }

    /**
     * Writes Message Control.
     *
     * @param width 1, 2 or 4 bytes: its upper byte, itself, or the double word that it ends
     */
    public void control(int width, boolean enable, boolean functionMask) {
        int value = (enable ? ENABLE : 0) | (functionMask ? FUNCTION_MASK : 0);
        if (width == 1) {
            function.write(1, capability + CONTROL + 1, value >> 8);
        } else if (width == 2) {
            function.write(2, capability + CONTROL, value);
        } else {
            function.write(4, capability, value << 16);
        }
    }

    /** Reads raw bytes of the capability: 1, 2 or 4, which do not cross a double word. */
    int readRaw(int offset, int size) {
        return function.read(size, capability + offset);
    }

    /** Writes them. */
    void writeRaw(int offset, int size, int value) {
        function.write(size, capability + offset, value);
    }

    /** Reads Message Control. */
    public int control() {
        return function.read(2, capability + CONTROL);
    }
}
