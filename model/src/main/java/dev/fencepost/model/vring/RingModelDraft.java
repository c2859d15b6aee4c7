package dev.fencepost.model.vring;

/** A state of either ring in the making: what both have in it, to be changed by one action. */
abstract class RingModelDraft {
    boolean kick;
    boolean interrupt;

    int numFree;
    int driverStaged;
    int driverUndecided;
    int batch;
    int batchLength;
    boolean callbacks;
    RingMode driverMode;

    int deviceStaged;
    int deviceUndecided;
    RingMode deviceMode;

    RingModelDraft(RingModelView.Shared shared, RingModelView.Driver driver, RingModelView.Device device) {
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
