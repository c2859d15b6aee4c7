package dev.fencepost.properties.grant.table;

import java.util.List;
import java.util.function.UnaryOperator;

/** The plays against the model, on whatever implementation it is loaded with. */
public final class GrantPlaysCheck implements Runnable {
    /** A prime, and so all of them come. */
    private static final int STRIDE = 6151;

    /** For whoever loads it anew. */
    public GrantPlaysCheck() {}

    @Override
    public void run() {
        List<String> plays = GrantPlays.all();
        for (int i = 0; i < plays.size(); i++) { // those beside each other are alike: some of every kind come first
            String play = plays.get((int) ((long) i * STRIDE % plays.size()));
            new GrantHistory(UnaryOperator.identity()).run(GrantReplay.of(play).history());
        }
    }
}
