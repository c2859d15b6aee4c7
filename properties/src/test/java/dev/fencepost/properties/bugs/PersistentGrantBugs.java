package dev.fencepost.properties.bugs;

import static dev.fencepost.model.grant.PersistentGrantOption.HOSTILE_FRONT;
import static dev.fencepost.model.grant.PersistentGrantOption.TOGGLE;

import dev.fencepost.model.grant.PersistentGrantDesign;
import dev.fencepost.model.grant.PersistentGrantModel;
import dev.fencepost.model.grant.PersistentGrantPrecaution;
import dev.fencepost.model.grant.PersistentGrantSetup;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.grant.PersistentGrantVariants;
import java.util.List;
import java.util.OptionalInt;

/** Drivers that forgot a precaution, most as the state machine without it. */
final class PersistentGrantBugs {
    private static final PersistentGrantSetup PLAIN = PersistentGrantSetup.of(2, 1, 2, 2, PersistentGrantDesign.TREE);

    private PersistentGrantBugs() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt(
                        76,
                        BugCheck.HISTORIES,
                        PersistentGrantVariants::pagesNotCleared,
                        PersistentGrantVariants::unchanged),
                attempt(80, PLAIN.with(TOGGLE), PersistentGrantPrecaution.FEATURE_LATCHED),
                attempt(81, PLAIN, PersistentGrantPrecaution.IDLE_PURGED),
                attempt(82, PLAIN.with(HOSTILE_FRONT), PersistentGrantPrecaution.FETCHED_ONCE));
    }

    private static Attempt attempt(int number, PersistentGrantSetup setup, PersistentGrantPrecaution forgotten) {
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, setup.without(forgotten)),
                () -> explore(number, setup));
    }

    private static OptionalInt explore(int number, PersistentGrantSetup setup) {
        return MachineTrial.explore(number, new PersistentGrantModel(setup));
    }
}
