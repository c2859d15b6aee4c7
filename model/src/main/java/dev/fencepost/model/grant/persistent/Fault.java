package dev.fencepost.model.grant.persistent;

import dev.fencepost.model.spec.Clause;

/** What a step can do wrong; the state remembers the first. */
enum Fault {
    WRONG_PAGE(Clause.B1, "a handle leads to the page of the grant that the frontend means"),
    BEYOND_TABLE(Clause.B1, "a handle lies within the table"),
    USED_UNMAPPED(Clause.B2, "a page is mapped while a request uses it"),
    IDLE_KEPT(Clause.B3, "a purge leaves nothing that was idle for too long"),
    MAPPED_AT_RESPONSE(Clause.B4, "where grants do not persist, none is mapped when the response is there"),
    WITHDRAWN_WHILE_MAPPED(Clause.G2, "a grant that is mapped is not withdrawn"),
    UNMAPPED_TWICE(Clause.B5, "a mapping is given up once"),
    SECRET_GRANTED(Clause.B6, "a page is granted only after it was cleared"),
    BEYOND_REQUEST(Clause.B7, "no more segments are used than were checked"),
    UNMAPPED_EARLY(Clause.B8, "a grant that persists stays mapped when its request ends"),
    NOT_FLUSHED(Clause.B8, "a batch of mappings that ends is flushed"),
    ERROR_LOST(Clause.G5, "a request with a segment that could not be mapped fails");

    private final Clause clause;
    private final String rule;

    Fault(Clause clause, String rule) {
        this.clause = clause;
        this.rule = rule;
    }

    Clause clause() {
        return clause;
    }

    String rule() {
        return rule;
    }

    /** As a state holds it: 0 is for none. */
    int code() {
        return ordinal() + 1;
    }
}
