package dev.fencepost.properties.grant.persistent;

import static dev.fencepost.model.grant.persistent.Design.TABLE;
import static dev.fencepost.model.grant.persistent.Design.TREE;
import static dev.fencepost.model.grant.persistent.PersistentOption.*;
import static dev.fencepost.model.grant.persistent.Precaution.*;

import dev.fencepost.model.grant.persistent.Precaution;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.spec.Clause;
import java.util.List;

/**
 * A setup in which a precaution is not taken, and what the machine finds then.
 *
 * @param precaution that is left out
 * @param with everything else
 * @param rule what is broken, from its beginning
 * @param clause that it belongs to
 * @param length of the shortest way there
 */
record PersistentGrantMutant(Precaution precaution, Setup with, String rule, Clause clause, int length) {
    private static final Setup TREE_OF_2 = Setup.of(2, 1, 2, 2, TREE);
    private static final Setup TABLE_OF_2 = Setup.of(2, 1, 2, 1, TABLE);

    Setup setup() {
        return with.without(precaution);
    }

    static List<PersistentGrantMutant> all() {
        Setup hostile = TREE_OF_2.with(HOSTILE_FRONT);
        Setup pairs = Setup.of(3, 2, 2, 2, TREE);
        return List.of(
                mutant(LOOK_UP_FIRST, TREE_OF_2, "a grant has one live mapping", Clause.B1, 9),
                mutant(ACTIVE_REFUSED, hostile, "a grant is used by one segment", Clause.B1, 7),
                mutant(PURGED_AWAITED, TREE_OF_2, "a grant has one live mapping", Clause.B1, 12),
                mutant(GENERATION_CHECKED, TABLE_OF_2, "a handle leads to the page", Clause.B1, 16),
                mutant(SLOT_RETIRED, TABLE_OF_2, "a handle leads to the page", Clause.B1, 20),
                mutant(BOUNDS_CHECKED, TABLE_OF_2.with(HOSTILE_FRONT), "a handle lies within", Clause.B1, 4),
                mutant(ACTIVE_NOT_PURGED, Setup.of(2, 1, 2, 1, TREE), "a page is mapped while", Clause.B2, 10),
                mutant(IN_USE_COUNTED_DOWN, TREE_OF_2, "what is in use is counted", Clause.B2, 5),
                mutant(PUT_ON_FAILURE, pairs.with(HOSTILE_FRONT), "a disconnect comes", Clause.B5, 11),
                mutant(LIMIT_KEPT, Setup.of(2, 1, 2, 1, TREE), "no more persist", Clause.B3, 7),
                mutant(ONE_SHOT_UNMAPPED, Setup.of(2, 1, 2, 0, TREE), "a mapping is kept", Clause.B3, 5),
                mutant(IDLE_PURGED, TREE_OF_2, "a purge leaves nothing", Clause.B3, 8),
                mutant(FEATURE_LATCHED, TREE_OF_2.with(TOGGLE), "while connected both", Clause.B4, 2),
                mutant(
                        UNMAPPED_BEFORE_RESPONSE,
                        TREE_OF_2.withoutFeature(),
                        "where grants do not persist",
                        Clause.B4,
                        6),
                mutant(ENDED_AT_ONCE, TREE_OF_2.withoutFeature().with(HOSTILE_BACK), "a grant that is", Clause.G2, 8),
                mutant(DRAINED_FIRST, TREE_OF_2, "a page is mapped while", Clause.B2, 7),
                mutant(PURGE_AWAITED, TREE_OF_2, "a mapping is given up once", Clause.B5, 11),
                mutant(ALL_UNMAPPED, TREE_OF_2, "after a disconnect", Clause.B5, 7),
                mutant(LAST_UNMAPS, TREE_OF_2.shared(2), "a page is mapped while", Clause.B2, 8),
                mutant(CLEARED_FIRST, TREE_OF_2, "a page is granted only", Clause.B6, 2),
                mutant(FETCHED_ONCE, hostile, "no more segments are used", Clause.B7, 5),
                mutant(USED_AGAIN, TREE_OF_2, "a grant that persists stays", Clause.B8, 5),
                mutant(FLUSHED, TREE_OF_2.withoutFeature(), "a batch of mappings", Clause.B8, 5),
                mutant(ERROR_KEPT, pairs.with(HOSTILE_FRONT), "a request with a segment", Clause.G5, 8));
    }

    private static PersistentGrantMutant mutant(
            Precaution precaution, Setup with, String rule, Clause clause, int length) {
        return new PersistentGrantMutant(precaution, with, rule, clause, length);
    }

    @Override
    public String toString() {
        return precaution.name();
    }
}
