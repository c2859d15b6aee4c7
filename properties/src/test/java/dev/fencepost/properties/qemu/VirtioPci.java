package dev.fencepost.properties.qemu;

/**
 * A virtio device on PCI, not the legacy one (VIRTIO 1.3 section 4.1). All its structures lie in one BAR, and are
 * reached there, or through configuration space where memory decode is off.
 */
public final class VirtioPci implements VirtioTransport {
    /** The vector of a queue that has none. */
    public static final int NO_VECTOR = 0xffff;

    private static final int COMMON = 1;
    private static final int NOTIFY = 2;
    private static final int ISR = 3;
    private static final int DEVICE = 4;
    private static final int WINDOW = 5;

    private final Qtest qtest;
    private final PciFunction function;
    private final long base;
    private final int bar;
    private final int common;
    private final int notify;
    private final int notifyStep;
    private final int isr;
    private final int device;
    private final int window;
    private boolean throughWindow;

    /**
     * The device of a function.
     *
     * @param base where the BAR of its structures, {@link #bar}, lies or will lie
     */
    public VirtioPci(Qtest qtest, PciFunction function, long base) {
        this.qtest = qtest;
        this.function = function;
        this.base = base;
        int step = 0;
        int where = -1;
        int[] found = new int[WINDOW + 1];
        for (int at : function.capabilities(PciFunction.CAPABILITY_VENDOR)) {
            int kind = function.read(1, at + 3);
            if (kind >= COMMON && kind <= DEVICE) {
                found[kind] = function.read(4, at + 8);
                where = function.read(1, at + 4);
            } else if (kind == WINDOW) {
                found[kind] = at;
            }
            if (kind == NOTIFY) {
                step = function.read(4, at + 16);
            }
        }
        bar = where;
        common = found[COMMON];
        notify = found[NOTIFY];
        notifyStep = step;
        isr = found[ISR];
        device = found[DEVICE];
        window = found[WINDOW];
    }

    /** The BAR of its structures. */
    public int bar() {
        return bar;
    }

    /** Whether accesses go through configuration space, eight times as slow, instead of memory space. */
    public void throughConfiguration(boolean now) {
        throughWindow = now;
    }

    private long read(int size, int offset) {
        if (!throughWindow) {
            return qtest.read(size, base + offset);
        }
        openWindow(size, offset);
        return Integer.toUnsignedLong(function.read(size, window + 16));
    }

    private void write(int size, int offset, long value) {
        if (throughWindow) {
            openWindow(size, offset);
            function.write(size, window + 16, (int) value);
        } else {
            qtest.write(size, base + offset, value);
        }
    }

    private void openWindow(int size, int offset) {
        function.write(1, window + 4, bar);
        function.write(4, window + 8, offset);
        function.write(4, window + 12, size);
    }

    /**
     * Has a queue interrupt by an MSI-X vector, or by none: {@link #NO_VECTOR}.
     *
     * @throws QemuException if the device refuses it
     */
    public void setVector(int queue, int vector) {
        select(queue);
        write(2, common + 0x1a, vector);
        int taken = (int) read(2, common + 0x1a);
        if (taken != vector) {
            throw new QemuException("queue " + queue + " was given vector " + vector + " and has " + taken);
        }
    }

    private void select(int queue) {
        write(2, common + 0x16, queue);
    }

    @Override
    public int status() {
        return (int) read(1, common + 0x14);
    }

    @Override
    public void setStatus(int status) {
        write(1, common + 0x14, status);
    }

    @Override
    public long offered() {
        write(4, common, 1);
        long high = read(4, common + 4);
        write(4, common, 0);
        return high << 32 | read(4, common + 4);
    }

    @Override
    public void accept(long features) {
        for (int half = 0; half < 2; half++) {
            write(4, common + 8, half);
            write(4, common + 12, features >>> 32 * half);
        }
    }

    @Override
    public int mostEntries(int queue) {
        select(queue);
        return (int) read(2, common + 0x18);
    }

    @Override
    public void startQueue(int queue, int entries, long descriptors, long driver, long device) {
        select(queue);
        write(2, common + 0x18, entries);
        writeWide(0x20, descriptors);
        writeWide(0x28, driver);
        writeWide(0x30, device);
        write(2, common + 0x1c, 1);
    }

    /** The standard wants the halves apart. */
    private void writeWide(int register, long value) {
        write(4, common + register, value);
        write(4, common + register + 4, value >>> 32);
    }

    @Override
    public void kick(int queue) {
        // Every queue of QEMU's devices has the notification offset of its own number.
        write(2, notify + queue * notifyStep, queue);
    }

    @Override
    public int takeInterrupts() {
        return (int) read(1, isr);
    }

    @Override
    public long config(int size, int offset) {
        return read(size, device + offset);
    }
}
