package dev.fencepost.properties.qemu;

/** A virtio device behind virtio-mmio, not the legacy one (VIRTIO 1.3 section 4.2). */
public final class VirtioMmio implements VirtioTransport {
    /** Device id of a block device. */
    public static final int BLOCK = 2;
    /** Device id of an entropy device. */
    public static final int ENTROPY = 4;

    private static final long FIRST = 0xfeb0_0000L;
    private static final int DISTANCE = 0x200;
    private static final int MOST = 24;
    private static final int MAGIC = 0x7472_6976;
    private static final int VERSION = 2;

    private final Qtest qtest;
    private final long base;

    private VirtioMmio(Qtest qtest, long base) {
        this.qtest = qtest;
        this.base = base;
    }

    /** The device of that kind of a microvm. */
    public static VirtioMmio find(Qtest qtest, int kind) {
        for (int i = 0; i < MOST; i++) {
            VirtioMmio device = new VirtioMmio(qtest, FIRST + i * DISTANCE);
            if (device.read(0) == MAGIC && device.read(4) == VERSION && device.read(8) == kind) {
                return device;
            }
        }
        throw new QemuException("no virtio device of kind " + kind + " behind virtio-mmio");
    }

    private int read(int register) {
        return (int) qtest.read(4, base + register);
    }

    private void write(int register, int value) {
        qtest.write(4, base + register, value);
    }

    private void writeWide(int register, long value) {
        write(register, (int) value);
        write(register + 4, (int) (value >>> 32));
    }

    @Override
    public int status() {
        return read(0x70);
    }

    @Override
    public void setStatus(int status) {
        write(0x70, status);
    }

    @Override
    public long offered() {
        write(0x14, 1);
        long high = read(0x10);
        write(0x14, 0);
        return high << 32 | read(0x10) & 0xffff_ffffL;
    }

    @Override
    public void accept(long features) {
        for (int half = 0; half < 2; half++) {
            write(0x24, half);
            write(0x20, (int) (features >>> 32 * half));
        }
    }

    @Override
    public int mostEntries(int queue) {
        write(0x30, queue);
        return read(0x34);
    }

    @Override
    public void startQueue(int queue, int entries, long descriptors, long driver, long device) {
        write(0x30, queue);
        write(0x38, entries);
        writeWide(0x80, descriptors);
        writeWide(0x90, driver);
        writeWide(0xa0, device);
        write(0x44, 1);
    }

    @Override
    public void kick(int queue) {
        write(0x50, queue);
    }

    @Override
    public int takeInterrupts() {
        int why = read(0x60);
        if (why != 0) {
            write(0x64, why);
        }
        return why;
    }

    @Override
    public long config(int size, int offset) {
        return qtest.read(size, base + 0x100 + offset);
    }
}
