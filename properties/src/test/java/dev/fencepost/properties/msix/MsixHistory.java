package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.BadAccess;
import dev.fencepost.model.msix.table.MsixModel;
import dev.fencepost.model.msix.table.Outcome;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.model.msix.table.State;
import dev.fencepost.properties.msix.MsixDevice.Seen;
import java.util.ArrayList;
import java.util.List;

/** A device beside the model: what one shows of each action the other must show too. */
public final class MsixHistory {
    private final MsixModel model;
    private final MsixDevice device;
    private State state;
    private int done;

    /** Both as after power on. */
    public MsixHistory(Setup setup, MsixDevice device) {
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
    public void step(Action action) {
        done++;
        Outcome expected = model.apply(state, action);
        Seen seen = device.apply(action);
        String refusal = expected.bad().map(BadAccess::name).orElse("");
        assertThat(seen)
                .as("operation %d, %s", done, action)
                .isEqualTo(new Seen(expected.value(), refusal, expected.messages()));
        state = expected.state();
    }

    /** How many actions were done. */
    public int done() {
        return done;
    }

    private List<Action> lookAround() {
        List<Action> reads = new ArrayList<>();
        reads.add(new Action.Decode(true));
        for (Region region : Region.values()) {
            for (int at = 0; at < region.bytes(model.setup().vectors()); at += 8) {
                reads.add(new Action.Read(region, at, 8));
            }
        }
        return reads;
    }
}
