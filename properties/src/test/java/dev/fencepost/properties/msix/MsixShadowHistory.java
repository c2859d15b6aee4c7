package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixRoute;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.msix.MsixDesign;
import dev.fencepost.model.msix.MsixIntercept;
import dev.fencepost.model.msix.MsixInterceptAction;
import dev.fencepost.model.msix.MsixInterceptAction.DeviceEvent;
import dev.fencepost.model.msix.MsixInterceptAction.DeviceModelRuns;
import dev.fencepost.model.msix.MsixInterceptAction.GuestControl;
import dev.fencepost.model.msix.MsixInterceptAction.GuestDecode;
import dev.fencepost.model.msix.MsixInterceptAction.GuestWrite;
import dev.fencepost.model.msix.MsixInterceptAction.HostMask;
import dev.fencepost.model.msix.MsixInterceptAction.HypervisorCompletes;
import dev.fencepost.model.msix.MsixInterceptAction.Reassign;
import dev.fencepost.model.msix.MsixInterceptState;
import dev.fencepost.model.msix.MsixInterceptState.Hardware;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link MsixShadow} between a guest, {@link PassthroughModel} and {@link MsixTable}, beside {@link MsixIntercept}:
 * what the guest reads, what hardware has, and which accesses reach the device model must be the same.
 */
final class MsixShadowHistory {
    static final int VECTORS = 4;

    private final List<String> sent = new ArrayList<>();
    private final MsixIntercept model;
    private final MsixTable hardware;
    private final PassthroughModel deviceModel;
    private final MsixShadow shadow;
    private final boolean forwardsMasks;
    private MsixInterceptState state;

    MsixShadowHistory(boolean forwardsMasks) {
        this(forwardsMasks, new PassthroughModel(VECTORS));
    }

    MsixShadowHistory(boolean forwardsMasks, PassthroughModel deviceModel) {
        this.forwardsMasks = forwardsMasks;
        this.deviceModel = deviceModel;
        MsixLayout layout = new MsixLayout(VECTORS, 0);
        hardware = new MsixTable(
                new ArrayMemory(layout.end()), layout, (vector, address, data) -> sent.add(vector + "=" + data), -1);
        shadow = new MsixShadow(hardware, deviceModel, forwardsMasks);
        deviceModel.behind(shadow);
        MsixDesign design = forwardsMasks ? MsixDesign.SHADOW_TODAY : MsixDesign.SHADOW_2010;
        model = new MsixIntercept(design, VECTORS, MsixShadow.SHADOWED);
        state = model.initial();
        hardware.decode(true);
        for (int vector = 0; vector < VECTORS; vector++) {
            hardware.use(vector);
        }
    }

    MsixShadow shadow() {
        return shadow;
    }

    MsixTable hardware() {
        return hardware;
    }

    /** Does it on both sides if the model says that it can happen, and compares. */
    void step(MsixInterceptAction action) {
        if (!model.allows(state, action) || action instanceof DeviceModelRuns) {
            return;
        }
        boolean sends = action instanceof DeviceEvent event && state.open(event.vector());
        int before = sent.size();
        if (action instanceof GuestWrite write) {
            guestWrites(write);
        } else {
            state = model.apply(state, action);
            act(action);
        }
        if (action instanceof DeviceEvent) {
            assertThat(sent.size() - before).as("messages by %s", action).isEqualTo(sends ? 1 : 0);
        }
        compare(action);
    }

    private void guestWrites(GuestWrite write) {
        boolean known = state.lines().get(write.vector()).hypervisor().known();
        boolean reaches = model.writeReachesModel(state, write);
        MsixRoute expected = !reaches ? MsixRoute.SERVED : known ? MsixRoute.BOTH : MsixRoute.FORWARDED;
        state = model.apply(state, write);
        while (!state.idle()) {
            boolean atModel = model.allows(state, new DeviceModelRuns());
            state = model.apply(state, atModel ? new DeviceModelRuns() : new HypervisorCompletes());
        }
        int data = MsixLayout.ENTRY * write.vector() + 8;
        MsixRoute route;
        if (write.control() < 0) {
            route = shadow.write(data, 4, write.message());
        } else if (write.message() < 0) {
            route = shadow.write(data + 4, 4, write.control());
        } else {
            route = shadow.write(data, 8, (long) write.control() << 32 | write.message());
        }
        assertThat(route).as("route of %s", write).isEqualTo(expected);
    }

    private void act(MsixInterceptAction action) {
        if (action instanceof GuestControl control) {
            shadow.control(control.enable(), control.maskAll());
            deviceModel.enable(control.enable());
        } else if (action instanceof GuestDecode decode) {
            hardware.decode(decode.on());
        } else if (action instanceof HostMask mask) {
            assertThat(shadow.hostMask(mask.vector(), mask.masked())).isTrue();
        } else if (action instanceof DeviceEvent event) {
            hardware.event(event.vector());
        } else if (action instanceof Reassign) {
            shadow.reassign();
            deviceModel.reset();
            hardware.decode(true);
        }
    }

    private void compare(MsixInterceptAction action) {
        boolean decode = state.decode();
        hardware.decode(true);
        for (int vector = 0; vector < VECTORS; vector++) {
            int entry = MsixLayout.ENTRY * vector;
            Hardware expected = state.lines().get(vector).hardware();
            assertThat(new Hardware(
                            (int) hardware.read(MsixRegion.TABLE, entry + 8, 4),
                            (hardware.read(MsixRegion.TABLE, entry + 12, 4) & 1) != 0,
                            (hardware.read(MsixRegion.PBA, 0, 8) >> vector & 1) != 0))
                    .as("hardware of vector %d after %s", vector, action)
                    .isEqualTo(expected);
            long reached = shadow.ledger().reachedModel();
            assertThat(shadow.read(entry + 8, 4))
                    .as("message %d after %s", vector, action)
                    .isEqualTo(model.readMessage(state, vector));
            assertThat(shadow.read(entry + 12, 4) & 1)
                    .as("mask %d after %s", vector, action)
                    .isEqualTo(model.readMasked(state, vector) ? 1 : 0);
            int expectedReads = (model.messageReadReachesModel(state, vector) ? 1 : 0)
                    + (model.controlReadReachesModel(state, vector) ? 1 : 0);
            assertThat(shadow.ledger().reachedModel() - reached)
                    .as("reads of %d that reach the device model, forwards masks: %s", vector, forwardsMasks)
                    .isEqualTo(expectedReads);
        }
        hardware.decode(decode);
    }
}
