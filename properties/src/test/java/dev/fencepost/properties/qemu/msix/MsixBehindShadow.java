package dev.fencepost.properties.qemu.msix;

import dev.fencepost.impl.msix.MsixHardware;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.properties.msix.PassthroughModel;

/**
 * A function that a hypervisor has passed through: {@link MsixShadow} answers for its table, what it does not answer
 * falls through to a device model, and what it lets through reaches the function itself, QEMU's or ours.
 */
final class MsixBehindShadow implements MsixSide {
    private final MsixSide function;
    private final PassthroughModel deviceModel;
    private final MsixShadow shadow;
    private boolean decode;

    MsixBehindShadow(MsixSide function, int vectors, boolean forwardsMasks) {
        this(function, new MsixSideAsHardware(function, vectors), new PassthroughModel(vectors), forwardsMasks);
    }

    /** With a device model and an access to hardware that may be wrong. */
    MsixBehindShadow(MsixSide function, MsixHardware hardware, PassthroughModel deviceModel, boolean forwardsMasks) {
        this.function = function;
        this.deviceModel = deviceModel;
        shadow = new MsixShadow(hardware, deviceModel, forwardsMasks);
        deviceModel.behind(shadow);
    }

    /** Where the accesses went. */
    MsixShadow shadow() {
        return shadow;
    }

    @Override
    public void reset() {
        shadow.reassign();
        deviceModel.reset();
        decode = true;
    }

    /** With memory decode off nothing of the guest's comes as far as the hypervisor; the PBA it leaves to hardware. */
    private boolean isIntercepted(Region region) {
        return decode && region == Region.TABLE;
    }

    @Override
    public long read(Region region, int offset, int size) {
        return isIntercepted(region) ? shadow.read(offset, size) : function.read(region, offset, size);
    }

    @Override
    public void write(Region region, int offset, int size, long value) {
        if (isIntercepted(region)) {
            shadow.write(offset, size, value);
        } else {
            function.write(region, offset, size, value);
        }
    }

    @Override
    public void control(int width, boolean enable, boolean functionMask) {
        deviceModel.control(enable, functionMask);
        shadow.control(enable, functionMask);
    }

    @Override
    public void decode(boolean on) {
        decode = on;
        function.decode(on);
    }

    @Override
    public void event(int vector) {
        function.event(vector);
    }

    @Override
    public void use(int vector) {
        function.use(vector);
    }

    @Override
    public void release(int vector) {
        function.release(vector);
    }

    @Override
    public byte[] takeInbox() {
        return function.takeInbox();
    }
}
