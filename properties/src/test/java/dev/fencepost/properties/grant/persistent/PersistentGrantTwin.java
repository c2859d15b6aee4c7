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
record PersistentGrantTwin(Precaution precaution, Setup with, String rule, Clause clause, int length) {
    private static final Setup TREE_OF_2 = Setup.of(2, 1, 2, 2, TREE);
    private static final Setup TABLE_OF_2 = Setup.of(2, 1, 2, 1, TABLE);

    Setup setup() {
        return with.without(precaution);
    }

    static List<PersistentGrantTwin> all() {
        Setup hostile = TREE_OF_2.with(HOSTILE_FRONT);
        Setup pairs = Setup.of(3, 2, 2, 2, TREE);
        return List.of(
                twin(LOOK_UP_FIRST, TREE_OF_2, "a grant has one live mapping", Clause.B1, 9),
                twin(ACTIVE_REFUSED, hostile, "a grant is used by one segment", Clause.B1, 7),
                twin(PURGED_AWAITED, TREE_OF_2, "a grant has one live mapping", Clause.B1, 12),
                twin(GENERATION_CHECKED, TABLE_OF_2, "a handle leads to the page", Clause.B1, 16),
                twin(SLOT_RETIRED, TABLE_OF_2, "a handle leads to the page", Clause.B1, 20),
                twin(BOUNDS_CHECKED, TABLE_OF_2.with(HOSTILE_FRONT), "a handle lies within", Clause.B1, 4),
                twin(ACTIVE_NOT_PURGED, Setup.of(2, 1, 2, 1, TREE), "a page is mapped while", Clause.B2, 10),
                twin(IN_USE_COUNTED_DOWN, TREE_OF_2, "what is in use is counted", Clause.B2, 5),
                twin(PUT_ON_FAILURE, pairs.with(HOSTILE_FRONT), "a disconnect comes", Clause.B5, 11),
                twin(LIMIT_KEPT, Setup.of(2, 1, 2, 1, TREE), "no more persist", Clause.B3, 7),
                twin(ONE_SHOT_UNMAPPED, Setup.of(2, 1, 2, 0, TREE), "a mapping is kept", Clause.B3, 5),
                twin(IDLE_PURGED, TREE_OF_2, "a purge leaves nothing", Clause.B3, 8),
                twin(FEATURE_LATCHED, TREE_OF_2.with(TOGGLE), "while connected both", Clause.B4, 2),
                twin(UNMAPPED_BEFORE_RESPONSE, TREE_OF_2.withoutFeature(), "where grants do not persist", Clause.B4, 6),
                twin(ENDED_AT_ONCE, TREE_OF_2.withoutFeature().with(HOSTILE_BACK), "a grant that is", Clause.G2, 8),
                twin(DRAINED_FIRST, TREE_OF_2, "a page is mapped while", Clause.B2, 7),
                twin(PURGE_AWAITED, TREE_OF_2, "a mapping is given up once", Clause.B5, 11),
                twin(ALL_UNMAPPED, TREE_OF_2, "after a disconnect", Clause.B5, 7),
                twin(LAST_UNMAPS, TREE_OF_2.shared(2), "a page is mapped while", Clause.B2, 8),
                twin(CLEARED_FIRST, TREE_OF_2, "a page is granted only", Clause.B6, 2),
                twin(FETCHED_ONCE, hostile, "no more segments are used", Clause.B7, 5),
                twin(USED_AGAIN, TREE_OF_2, "a grant that persists stays", Clause.B8, 5),
                twin(FLUSHED, TREE_OF_2.withoutFeature(), "a batch of mappings", Clause.B8, 5),
                twin(ERROR_KEPT, pairs.with(HOSTILE_FRONT), "a request with a segment", Clause.G5, 8));
    }

    private static PersistentGrantTwin twin(Precaution precaution, Setup with, String rule, Clause clause, int length) {
        return new PersistentGrantTwin(precaution, with, rule, clause, length);
    }

    @Override
    public String toString() {
        return precaution.name();
    }
}
