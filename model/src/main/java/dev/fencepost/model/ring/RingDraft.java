package dev.fencepost.model.ring;

/** A state of either ring in the making: what both have in it, to be changed by one action. */
public abstract class RingDraft {
    public boolean kick;
    public boolean interrupt;

    public int numFree;
    public int driverStaged;
    public int driverUndecided;
    public int batch;
    public int batchLength;
    public boolean callbacks;
    public RingMode driverMode;

    public int deviceStaged;
    public int deviceUndecided;
    public RingMode deviceMode;

    public RingDraft(RingView.Shared shared, RingView.Driver driver, RingView.Device device) {
        kick = shared.kick();
        interrupt = shared.interrupt();
        numFree = driver.numFree();
        driverStaged = driver.staged();
        driverUndecided = driver.undecided();
        batch = driver.batch();
        batchLength = driver.batchLength();
        callbacks = driver.callbacks();
        driverMode = driver.mode();
        deviceStaged = device.staged();
        deviceUndecided = device.undecided();
        deviceMode = device.mode();
    }
}
