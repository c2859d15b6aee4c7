package dev.fencepost.impl.grant.persistent;

import dev.fencepost.impl.argument.Arguments;
import java.util.Objects;

/**
 * A frontend's pages: data is copied through them, and one that the backend keeps mapped is taken again first. Not for
 * several threads.
 *
 * <p>A page that is none of the pool's is an {@link IllegalArgumentException}.
 */
public final class GrantPool {
    /** No page is free. */
    public static final int NONE = -1;

    private static final int UNGRANTED = -1;

    private final FrontGrants grants;
    /** Free pages as a stack, the next one last; others are added below. */
    private final int[] free;

    private final int[] reference;
    private final int[] name;
    private final boolean[] taken;
    private int first;
    private int count;

    /**
     * Pages 0 to {@code pages - 1}, none granted.
     *
     * @param pages 1 or more
     */
    public GrantPool(FrontGrants grants, int pages) {
        this.grants = Objects.requireNonNull(grants, "grants");
        Arguments.inRange("pages", pages, 1, Integer.MAX_VALUE);
        free = new int[pages];
        reference = new int[pages];
        name = new int[pages];
        taken = new boolean[pages];
        for (int page = pages - 1; page >= 0; page--) {
            reference[page] = UNGRANTED;
            name[page] = UNGRANTED;
            push(page);
        }
    }

    /** Takes the page from the head, granted; or {@link #NONE}. */
    public int take() {
        if (count == 0) {
            return NONE;
        }
        count--;
        int at = (first + count) % free.length;
        int page = free[at];
        free[at] = 0;
        taken[page] = true;
        if (reference[page] == UNGRANTED) {
            grants.clear(page);
            reference[page] = grants.grant(page);
            name[page] = reference[page];
        }
        return page;
    }

    /** What a request names a page by. */
    public int name(int page) {
        return name[index(page)];
    }

    /** The grant reference of a page that is granted. */
    public int reference(int page) {
        return reference[index(page)];
    }

    /** Whether a page is granted. */
    public boolean isGranted(int page) {
        return reference[index(page)] != UNGRANTED;
    }

    private int index(int page) {
        return Arguments.index("page", page, reference.length);
    }

    /**
     * The response to a request with this page is there. A grant that cannot be ended persists, and its page is taken
     * next; otherwise the page goes to the tail, no longer granted.
     *
     * @param known what the response says that the grant may be named by
     * @return whether it persists
     * @throws IllegalStateException if the page is in no request
     */
    public boolean complete(int page, int known) {
        if (!taken[index(page)]) {
            throw new IllegalStateException("page " + page + " is in no request");
        }
        taken[page] = false;
        if (grants.tryEnd(reference[page])) {
            reference[page] = UNGRANTED;
            name[page] = UNGRANTED;
            pushTail(page);
            return false;
        }
        name[page] = known;
        push(page);
        return true;
    }

    /**
     * The backend has gone: withdraws the grants of all pages, none of which may be in a request, and begins anew with
     * page 0 first.
     *
     * @return how many grants could not be withdrawn, and stay as they are
     * @throws IllegalStateException if a page is in a request
     */
    public int reset() {
        for (int page = 0; page < taken.length; page++) {
            if (taken[page]) {
                throw new IllegalStateException("page " + page + " is in a request");
            }
        }
        int stuck = 0;
        first = 0;
        count = 0;
        for (int page = reference.length - 1; page >= 0; page--) {
            if (reference[page] != UNGRANTED && grants.tryEnd(reference[page])) {
                reference[page] = UNGRANTED;
            }
            stuck += reference[page] == UNGRANTED ? 0 : 1;
            name[page] = reference[page]; // a handle of the backend that has gone means nothing to the next one
            push(page);
        }
        return stuck;
    }

    /** The free pages, the next one first. */
    public int[] order() {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = free[(first + count - 1 - i) % free.length];
        }
        return order;
    }

    private void push(int page) {
        free[(first + count) % free.length] = page;
        count++;
    }

    private void pushTail(int page) {
        first = (first + free.length - 1) % free.length;
        free[first] = page;
        count++;
    }
}
