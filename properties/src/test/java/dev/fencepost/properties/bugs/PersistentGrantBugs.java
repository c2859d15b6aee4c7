package dev.fencepost.properties.bugs;

import static dev.fencepost.model.grant.persistent.PersistentOption.HOSTILE_FRONT;
import static dev.fencepost.model.grant.persistent.PersistentOption.TOGGLE;

import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.PersistentGrantModel;
import dev.fencepost.model.grant.persistent.Precaution;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.grant.persistent.PersistentGrantVariants;
import java.util.List;
import java.util.OptionalInt;

/** Drivers that forgot a precaution, most as the state machine without it. */
final class PersistentGrantBugs {
    private static final Setup PLAIN = Setup.of(2, 1, 2, 2, Design.TREE);

    private PersistentGrantBugs() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt(
                        76,
                        BugCheck.HISTORIES,
                        PersistentGrantVariants::pagesNotCleared,
                        PersistentGrantVariants::unchanged),
                attempt(80, PLAIN.with(TOGGLE), Precaution.FEATURE_LATCHED),
                attempt(81, PLAIN, Precaution.IDLE_PURGED),
                attempt(82, PLAIN.with(HOSTILE_FRONT), Precaution.FETCHED_ONCE));
    }

    private static Attempt attempt(int number, Setup setup, Precaution forgotten) {
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, setup.without(forgotten)),
                () -> explore(number, setup));
    }

    private static OptionalInt explore(int number, Setup setup) {
        return MachineTrial.explore(number, new PersistentGrantModel(setup));
    }
}
