package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.msix.MsixBadAccess;
import dev.fencepost.model.msix.MsixModel;
import dev.fencepost.model.msix.MsixModelAction;
import dev.fencepost.model.msix.MsixModelOutcome;
import dev.fencepost.model.msix.MsixModelSetup;
import dev.fencepost.model.msix.MsixModelState;
import dev.fencepost.model.msix.MsixRegion;
import dev.fencepost.properties.msix.MsixDevice.Seen;
import java.util.ArrayList;
import java.util.List;

/** A device beside the model: what one shows of each action the other must show too. */
public final class MsixHistory {
    private final MsixModel model;
    private final MsixDevice device;
    private MsixModelState state;
    private int done;

    /** Both as after power on. */
    public MsixHistory(MsixModelSetup setup, MsixDevice device) {
        this.model = new MsixModel(setup);
        this.device = device;
        this.state = model.initial();
    }

    /** Does all that, and then looks at all that there is to read. */
    public void run(List<MsixOperation> history) {
        for (MsixOperation operation : history) {
            step(operation.action(model.setup().vectors()));
        }
        lookAround().forEach(this::step);
    }

    /** Does one action on both sides. */
    public void step(MsixModelAction action) {
        done++;
        MsixModelOutcome expected = model.apply(state, action);
        Seen seen = device.apply(action);
        String refusal = expected.bad().map(MsixBadAccess::name).orElse("");
        assertThat(seen)
                .as("operation %d, %s", done, action)
                .isEqualTo(new Seen(expected.value(), refusal, expected.messages()));
        state = expected.state();
    }

    /** How many actions were done. */
    public int done() {
        return done;
    }

    private List<MsixModelAction> lookAround() {
        List<MsixModelAction> reads = new ArrayList<>();
        reads.add(new MsixModelAction.Decode(true));
        for (MsixRegion region : MsixRegion.values()) {
            for (int at = 0; at < region.bytes(model.setup().vectors()); at += 8) {
                reads.add(new MsixModelAction.Read(region, at, 8));
            }
        }
        return reads;
    }
}
