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
}
