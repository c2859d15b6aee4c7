package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.memory.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.model.vring.Scenario;
import dev.fencepost.model.vring.SplitRingProtocol;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The check of {@link SplitProtocolProperties} for a side whose accesses are altered on their way to memory: scenarios
 * of one and two buffers, each in 64 interleavings.
 */
public final class RecordedCheck {
    private static final int STEPS = 6;
    private static final BarrierPlan PLAN = BarrierPlan.mandatory().with(BarrierSite.V6, Primitive.SMP_STORE_RELEASE);

    private final UnaryOperator<SharedMemory> driver;
    private final UnaryOperator<SharedMemory> device;
    private int shortest = Integer.MAX_VALUE;

    private RecordedCheck(UnaryOperator<SharedMemory> driver, UnaryOperator<SharedMemory> device) {
        this.driver = driver;
        this.device = device;
    }

    /** How many accesses and fences the shortest recording has that the protocol does not; empty if there is none. */
    public static OptionalInt of(UnaryOperator<SharedMemory> driver, UnaryOperator<SharedMemory> device) {
        RecordedCheck check = new RecordedCheck(driver, device);
        for (boolean eventIdx : new boolean[] {false, true}) {
            for (boolean inPlace : new boolean[] {false, true}) {
                check.all(new RingFeatures(eventIdx, inPlace));
            }
        }
        return check.shortest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(check.shortest);
    }

    private void all(RingFeatures features) {
        for (int buffers = 1; buffers <= 2; buffers++) {
            for (Scenario scenario :
                    new SplitRingProtocol(features, PLAN, Judge.platform("smp-lkmm")).scenarios(buffers)) {
                for (int bits = 0; bits < 1 << STEPS; bits++) {
                    one(scenario, features, bits);
                }
            }
        }
    }

    private void one(Scenario scenario, RingFeatures features, int bits) {
        SplitScripts scripts = new SplitScripts(
                scenario,
                features,
                memory -> new AlteredRecorder(memory, driver),
                memory -> new AlteredRecorder(memory, device));
        boolean[] schedule = new boolean[STEPS];
        for (int i = 0; i < STEPS; i++) {
            schedule[i] = (bits >> i & 1) != 0;
        }
        scripts.run(schedule);
        List<Recorder> sides = List.of(scripts.driverMemory, scripts.deviceMemory);
        for (int side = 0; side < 2; side++) {
            Program.Thread thread = scenario.program().threads().get(side);
            List<Recorder.Event> recorded = sides.get(side).events();
            try {
                Acceptor.accept(scenario.program(), thread, scripts.places.translate(thread, recorded));
            } catch (Acceptor.Mismatch mismatch) {
                shortest = Math.min(shortest, recorded.size());
            }
        }
    }
}
