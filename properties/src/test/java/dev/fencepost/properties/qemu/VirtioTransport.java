package dev.fencepost.properties.qemu;

/** How a driver talks to a virtio device outside its queues (VIRTIO 1.3 sections 3.1 and 4). */
public interface VirtioTransport {
    /** Status: the driver has noticed the device. */
    int ACKNOWLEDGE = 1;
    /** Status: the driver knows how to drive it. */
    int DRIVER = 2;
    /** Status: the driver is ready. */
    int DRIVER_OK = 4;
    /** Status: the features are agreed. */
    int FEATURES_OK = 8;
    /** Status: the device has met an error that only a reset ends. */
    int NEEDS_RESET = 0x40;

    /** VIRTIO_F_INDIRECT_DESC. */
    long F_INDIRECT_DESC = 1L << 28;
    /** VIRTIO_F_EVENT_IDX. */
    long F_EVENT_IDX = 1L << 29;
    /** VIRTIO_F_VERSION_1. */
    long F_VERSION_1 = 1L << 32;
    /** VIRTIO_F_RING_PACKED. */
    long F_RING_PACKED = 1L << 34;
    /** VIRTIO_F_IN_ORDER. */
    long F_IN_ORDER = 1L << 35;

    /** Interrupt status: a queue has used buffers. */
    int INTERRUPT_QUEUE = 1;
    /** Interrupt status: the configuration has changed. */
    int INTERRUPT_CONFIG = 2;

    /** Device status. */
    int status();

    /** Writes the device status: 0 resets the device. */
    void setStatus(int status);

    /** The features that the device offers. */
    long offered();

    /** Writes the features that the driver accepts. */
    void accept(long features);

    /** The largest size of a queue, 0 if there is no such queue. */
    int mostEntries(int queue);

    /**
     * Gives a queue its parts and starts it.
     *
     * @param descriptors guest-physical address of the descriptor table, or descriptor ring
     * @param driver of the avail ring, or driver event suppression
     * @param device of the used ring, or device event suppression
     */
    void startQueue(int queue, int entries, long descriptors, long driver, long device);

    /** Notifies the device of available buffers. */
    void kick(int queue);

    /** Reads why the device interrupts, and thereby ends the interrupt. */
    int takeInterrupts();

    /** Reads 1, 2, 4 or 8 bytes of the device's configuration. */
    long config(int size, int offset);

    /** Resets the device. */
    default void reset() {
        setStatus(0);
        if (status() != 0) {
            throw new QemuException("device status after a reset: " + status() + ", expected 0");
        }
    }

    /**
     * From reset to features agreed; VIRTIO_F_VERSION_1 is always among them. What is left is to start the queues and
     * {@link #ready}.
     *
     * @throws QemuException if the device does not offer or does not take them
     */
    default void negotiate(long features) {
        long wanted = features | F_VERSION_1;
        setStatus(ACKNOWLEDGE);
        setStatus(ACKNOWLEDGE | DRIVER);
        long missing = wanted & ~offered();
        if (missing != 0) {
            throw new QemuException("the device does not offer features 0x" + Long.toHexString(missing));
        }
        accept(wanted);
        setStatus(ACKNOWLEDGE | DRIVER | FEATURES_OK);
        if ((status() & FEATURES_OK) == 0) {
            throw new QemuException("the device refuses features 0x" + Long.toHexString(wanted));
        }
    }

    /** The driver is ready: the device may work. */
    default void ready() {
        setStatus(ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
    }
}
