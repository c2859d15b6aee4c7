package dev.fencepost.impl.grant;

/**
 * A frontend's pages: data is copied through them, and one that the backend keeps mapped is taken again first. Not for
 * several threads.
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
    private int first;
    private int count;

    /** Pages 0 to {@code pages - 1}, none granted. */
    public GrantPool(FrontGrants grants, int pages) {
        this.grants = grants;
        free = new int[pages];
        reference = new int[pages];
        name = new int[pages];
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
        if (reference[page] == UNGRANTED) {
            grants.clear(page);
            reference[page] = grants.grant(page);
            name[page] = reference[page];
        }
        return page;
    }

    /** What a request names a page by. */
    public int name(int page) {
        return name[page];
    }

    /** The grant reference of a page that is granted. */
    public int reference(int page) {
        return reference[page];
    }

    /** Whether a page is granted. */
    public boolean isGranted(int page) {
        return reference[page] != UNGRANTED;
    }

    /**
     * The response to a request with this page is there. A grant that cannot be ended persists, and its page is taken
     * next; otherwise the page goes to the tail, no longer granted.
     *
     * @param known what the response says that the grant may be named by
     * @return whether it persists
     */
    public boolean complete(int page, int known) {
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
     */
    public int reset() {
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
