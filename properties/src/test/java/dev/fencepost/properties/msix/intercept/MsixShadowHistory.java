package dev.fencepost.properties.msix.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixRoute;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.msix.intercept.Action;
import dev.fencepost.model.msix.intercept.Action.DeviceEvent;
import dev.fencepost.model.msix.intercept.Action.DeviceModelRuns;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestDecode;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HostMask;
import dev.fencepost.model.msix.intercept.Action.HypervisorCompletes;
import dev.fencepost.model.msix.intercept.Action.Reassign;
import dev.fencepost.model.msix.intercept.Design;
import dev.fencepost.model.msix.intercept.MsixIntercept;
import dev.fencepost.model.msix.intercept.State;
import dev.fencepost.model.msix.intercept.State.Hardware;
import dev.fencepost.properties.msix.PassthroughModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
    private State state;

    MsixShadowHistory(boolean forwardsMasks) {
        this(forwardsMasks, new PassthroughModel(VECTORS));
    }

    MsixShadowHistory(boolean forwardsMasks, PassthroughModel deviceModel) {
        this.forwardsMasks = forwardsMasks;
        this.deviceModel = deviceModel;
        MsixLayout layout = new MsixLayout(VECTORS, 0);
        hardware = new MsixTable(
                new ArrayMemory(layout.end()),
                layout,
                (vector, address, data) -> sent.add(told(vector, address, data)),
                -1);
        shadow = new MsixShadow(hardware, deviceModel, forwardsMasks);
        deviceModel.behind(shadow);
        Design design = forwardsMasks ? Design.SHADOW_TODAY : Design.SHADOW_2010;
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
    void step(Action action) {
        if (!model.allows(state, action) || action instanceof DeviceModelRuns) {
            return;
        }
        List<String> expected = new ArrayList<>();
        sent.clear();
        if (action instanceof DeviceEvent event && state.open(event.vector())) {
            expected.add(told(event.vector()));
        }
        if (action instanceof GuestWrite write) {
            if (write.message() >= 0) { // address first, then data, with or without the mask
                GuestWrite address = new GuestWrite(write.vector(), write.message(), -1);
                guestWrites(address, expected, () -> writeAddress(write.vector(), address(write.message())));
            }
            guestWrites(write, expected, () -> writeRest(write));
        } else {
            State before = state;
            state = model.apply(state, action);
            if (!(action instanceof Reassign)) {
                addSent(before, expected);
            }
            act(action);
        }
        assertThat(sent).as("messages by %s", action).isEqualTo(expected);
        compare(action);
    }

    /** Address and data that stand for a message of the model; 0 is what a table has at first. */
    private static long address(int message) {
        return message == 0 ? 0 : (long) message << Integer.SIZE + 2 | 0xfee0_0000L | message << 4;
    }

    private static String told(int vector, long address, int data) {
        return vector + "=" + Long.toHexString(address) + "/" + data;
    }

    private String told(int vector) {
        int message = state.lines().get(vector).hardware().message();
        return told(vector, address(message), message);
    }

    /** What was pending before and is not any more was sent. */
    private void addSent(State before, List<String> expected) {
        for (int vector = 0; vector < VECTORS; vector++) {
            if (before.lines().get(vector).hardware().pending()
                    && !state.lines().get(vector).hardware().pending()) {
                expected.add(told(vector));
            }
        }
    }

    /** By one access or by two. */
    private List<MsixRoute> writeAddress(int vector, long address) {
        int at = MsixLayout.ENTRY * vector;
        return address % 32 == 0
                ? List.of(shadow.write(at, 8, address))
                : List.of(shadow.write(at + 4, 4, address >>> 32), shadow.write(at, 4, address));
    }

    private List<MsixRoute> writeRest(GuestWrite write) {
        int data = MsixLayout.ENTRY * write.vector() + 8;
        if (write.control() < 0) {
            return List.of(shadow.write(data, 4, write.message()));
        } else if (write.message() < 0) {
            return List.of(shadow.write(data + 4, 4, write.control()));
        }
        return List.of(shadow.write(data, 8, (long) write.control() << 32 | write.message()));
    }

    private void guestWrites(GuestWrite write, List<String> messages, Supplier<List<MsixRoute>> access) {
        boolean known = state.lines().get(write.vector()).hypervisor().known();
        boolean reaches = model.writeReachesModel(state, write);
        MsixRoute expected = !reaches ? MsixRoute.SERVED : known ? MsixRoute.BOTH : MsixRoute.FORWARDED;
        State before = state;
        state = model.apply(state, write);
        addSent(before, messages);
        while (!state.idle()) {
            before = state;
            boolean atModel = model.allows(state, new DeviceModelRuns());
            state = model.apply(state, atModel ? new DeviceModelRuns() : new HypervisorCompletes());
            addSent(before, messages);
        }
        assertThat(access.get()).as("route of %s", write).containsOnly(expected);
    }

    private void act(Action action) {
        if (action instanceof GuestControl control) {
            deviceModel.control(control.enable(), control.maskAll());
            shadow.control(control.enable(), control.maskAll());
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

    private void compare(Action action) {
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
            assertThat(hardware.read(MsixRegion.TABLE, entry, 8))
                    .as("address of vector %d in hardware after %s", vector, action)
                    .isEqualTo(address(expected.message()));
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
            compareReads(vector, action);
        }
        hardware.decode(decode);
    }

    /** Every sound way to read an entry, and whether each reaches the device model. */
    private void compareReads(int vector, Action action) {
        int entry = MsixLayout.ENTRY * vector;
        boolean message = model.messageReadReachesModel(state, vector);
        boolean both = message || model.controlReadReachesModel(state, vector);
        long address = address(model.readMessage(state, vector));
        long rest = (model.readMasked(state, vector) ? 1L << 32 : 0) | model.readMessage(state, vector);
        read(entry, 8, address, message, action);
        read(entry, 4, address & 0xffff_ffffL, message, action);
        read(entry + 4, 4, address >>> 32, message, action);
        read(entry + 8, 8, rest, both, action);
    }

    private void read(int offset, int size, long expected, boolean reaches, Action action) {
        long served = shadow.ledger().reads(MsixRoute.SERVED);
        long forwarded = shadow.ledger().reads(MsixRoute.FORWARDED);
        assertThat(shadow.read(offset, size))
                .as("%d bytes at %d after %s", size, offset, action)
                .isEqualTo(expected);
        assertThat(shadow.ledger().reads(MsixRoute.SERVED) - served).isEqualTo(reaches ? 0 : 1);
        assertThat(shadow.ledger().reads(MsixRoute.FORWARDED) - forwarded).isEqualTo(reaches ? 1 : 0);
    }
}
