package dev.fencepost.properties.msix.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.msix.DeviceModel;
import dev.fencepost.impl.msix.MsixAccess;
import dev.fencepost.impl.msix.MsixHardware;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixRoute;
import dev.fencepost.impl.msix.MsixShadow;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link MsixShadow} does to hardware and to the device model, access by access, with events in between. */
@Claims({Clause.M5, Clause.M6, Clause.M7, Clause.M8})
class MsixShadowHardwareTest {
    private static final int VECTORS = 4;
    private static final int CONTROL = 12;

    private Runnable meanwhile = () -> {};
    private final List<String> seen = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final MsixLayout layout = new MsixLayout(VECTORS, 0);
    private final MsixTable table = new MsixTable(
            new ArrayMemory(layout.end()),
            layout,
            (vector, address, data) -> sent.add(Long.toHexString(address) + "/" + data),
            -1);
    private final MsixShadow shadow = new MsixShadow(new Watched(), new Model(), true);

    /** Says what is done to it, and raises an event after each access. */
    private final class Watched implements MsixHardware {
        @Override
        public int vectors() {
            return table.vectors();
        }

        @Override
        public MsixAccess check(MsixRegion region, int offset, int size, boolean write) {
            return table.check(region, offset, size, write);
        }

        @Override
        public long read(MsixRegion region, int offset, int size) {
            seen.add("read " + offset);
            return table.read(region, offset, size);
        }

        @Override
        public MsixAccess write(MsixRegion region, int offset, int size, long value) {
            seen.add("write " + offset + " " + size + " " + Long.toHexString(value));
            MsixAccess access = table.write(region, offset, size, value);
            table.event(offset / MsixLayout.ENTRY);
            return access;
        }

        @Override
        public void control(boolean enable, boolean functionMask) {
            seen.add("control " + enable + " " + functionMask);
            table.control(enable, functionMask);
        }

        @Override
        public void reset() {
            table.reset();
        }
    }

    private final class Model implements DeviceModel {
        @Override
        public long read(int offset, int size) {
            seen.add("model reads " + offset + " " + size);
            return 0x1234;
        }

        @Override
        public void write(int offset, int size, long value) {
            seen.add("model writes " + offset + " " + size + " " + Long.toHexString(value));
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
        }
    }

    private void start() {
        table.decode(true);
        for (int vector = 0; vector < VECTORS; vector++) {
            table.use(vector);
        }
        shadow.control(true, false);
    }

    /** An open vector is bound anew: masked, flushed, written, and opened again; no event sends half of a message. */
    @Test
    void bindingMasksAndFlushesBeforeItWrites() {
        start();
        shadow.bind(1, 0x1_0000_0010L, 1, false);
        seen.clear();
        sent.clear();
        shadow.bind(1, 0x2_0000_0020L, 2, true);
        assertThat(seen)
                .containsExactly("write 28 4 1", "read 16", "write 16 8 200000020", "write 24 4 2", "write 28 4 0");
        assertThat(sent).isNotEmpty().containsOnly("200000020/2");
    }

    @Test
    void aVectorThatIsGivenBackIsMasked() {
        start();
        shadow.bind(1, 0x10, 1, false);
        sent.clear();
        shadow.unbind(1);
        table.event(1);
        assertThat(sent).isEmpty();
        assertThat(table.read(MsixRegion.TABLE, 16 + CONTROL, 4)).isEqualTo(1);
        seen.clear();
        shadow.unbind(2);
        assertThat(seen).isEmpty();
    }

    @Test
    void theHostMasksOnlyWhatIsBound() {
        start();
        seen.clear();
        assertThat(shadow.hostMask(1, true)).isFalse();
        assertThat(seen).isEmpty();
        shadow.bind(1, 0x10, 1, false);
        assertThat(shadow.hostMask(1, true)).isTrue();
        assertThat(table.read(MsixRegion.TABLE, 16 + CONTROL, 4)).isEqualTo(1);
    }

    /** Its last resort leaves MSI-X Enable as the guest has it. */
    @Test
    void withDecodeOffTheHostMasksTheFunctionAndUnmasksNothing() {
        table.decode(true);
        shadow.bind(1, 0x10, 1, false);
        shadow.control(false, false);
        table.decode(false);
        seen.clear();
        assertThat(shadow.hostMask(1, true)).isTrue();
        assertThat(shadow.hostMask(1, false)).isFalse();
        assertThat(seen).containsExactly("control false true");
        shadow.control(true, false);
        assertThat(seen).endsWith("control true true");
        shadow.reassign();
        seen.clear();
        shadow.control(true, false);
        assertThat(seen).containsExactly("control true false");
        shadow.reassign();
        table.decode(true);
        shadow.bind(1, 0x10, 1, false);
        table.decode(false);
        seen.clear();
        shadow.hostMask(1, true);
        assertThat(seen).containsExactly("control false true");
    }

    /** What is not aligned goes nowhere, what is of an odd size or elsewhere goes on as it is; the ledger has each. */
    @Test
    void whatItDoesNotUnderstandGoesOnAsItIs() {
        start();
        shadow.bind(0, 0x10, 1, false);
        seen.clear();
        assertThat(shadow.write(2, 4, 7)).isEqualTo(MsixRoute.DROPPED);
        assertThat(shadow.write(8, 2, 7)).isEqualTo(MsixRoute.FORWARDED);
        assertThat(shadow.write(16 * VECTORS, 4, 7)).isEqualTo(MsixRoute.FORWARDED);
        assertThat(shadow.read(6, 2)).isEqualTo(0x1234);
        assertThat(shadow.read(0, 4)).isEqualTo(0x1234);
        assertThat(seen)
                .containsExactly("model writes 8 2 7", "model writes 64 4 7", "model reads 6 2", "model reads 0 4");
        assertThat(shadow.ledger().writes(MsixRoute.DROPPED)).isEqualTo(1);
        assertThat(shadow.ledger().writes(MsixRoute.FORWARDED)).isEqualTo(2);
        assertThat(shadow.ledger().reads(MsixRoute.FORWARDED)).isEqualTo(2);
        assertThat(shadow.ledger().reads(MsixRoute.SERVED)).isZero();
        assertThat(shadow.read(CONTROL, 4)).isZero();
        assertThat(shadow.ledger().reads(MsixRoute.SERVED)).isEqualTo(1);
        assertThat(shadow.ledger().reachedModel()).isEqualTo(4);
    }

    /** One vCPU unmasks, and while the device model binds the new message for it another one masks. */
    @Test
    void aMaskThatComesWhileAnUnmaskWaitsIsTheLastWord() {
        start();
        shadow.bind(0, 0x10, 1, true);
        shadow.write(8, 4, 2);
        meanwhile = () -> shadow.write(CONTROL, 4, 1);
        shadow.write(CONTROL, 4, 0);
        assertThat(shadow.read(CONTROL, 4)).isEqualTo(1);
        assertThat(table.read(MsixRegion.TABLE, CONTROL, 4)).isEqualTo(1);
        shadow.write(8, 4, 3);
        meanwhile = () -> shadow.hostMask(0, true);
        shadow.write(CONTROL, 4, 0);
        assertThat(shadow.read(CONTROL, 4)).isZero();
        assertThat(table.read(MsixRegion.TABLE, CONTROL, 4)).isEqualTo(1);
    }

    /** The function goes to another guest while an unmask waits: that one's vectors stay masked. */
    @Test
    void anUnmaskDoesNotOutliveItsGuest() {
        start();
        shadow.bind(0, 0x10, 1, true);
        shadow.write(8, 4, 2);
        meanwhile = () -> {
            shadow.reassign();
            start();
            shadow.bind(0, 0x10, 1, true);
        };
        shadow.write(CONTROL, 4, 0);
        assertThat(table.read(MsixRegion.TABLE, CONTROL, 4)).isEqualTo(1);
    }

    /** Nothing of a guest is left for the next. */
    @Test
    void theNextGuestFindsNothing() {
        start();
        shadow.bind(0, 0x10, 1, false);
        shadow.write(0, 8, 0x20);
        shadow.hostMask(0, true);
        shadow.reassign();
        start();
        shadow.bind(0, 0x30, 3, true);
        assertThat(shadow.read(CONTROL, 4)).isEqualTo(1);
        assertThat(shadow.read(0, 4)).isEqualTo(0x1234);
        seen.clear();
        shadow.write(CONTROL, 4, 0);
        assertThat(seen).containsExactly("write 12 4 0", "model writes 12 4 0");
    }
}
