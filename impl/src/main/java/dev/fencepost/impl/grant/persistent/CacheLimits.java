package dev.fencepost.impl.grant.persistent;

/**
 * How much a {@link PersistentGrants} may keep.
 *
 * @param persistent whether both sides have the feature; latched when they connect
 * @param limit grants that persist at most, 0 to 200,000
 * @param passing mappings for one request at most that there are at once, 1 to 200,000
 * @param idle ticks without use after which a purge drops a grant, at least 1
 * @param references all grant references are below this
 */
public record CacheLimits(boolean persistent, int limit, int passing, int idle, int references) {
    private static final int MOST = 200_000;

    /** Checks the ranges. */
    public CacheLimits {
        if (limit < 0 || limit > MOST || passing < 1 || passing > MOST || idle < 1 || references < 1) {
            throw new IllegalArgumentException("limit " + limit + ", passing " + passing + ", idle " + idle
                    + ", references " + references + ": out of range");
        }
    }

    int capacity() {
        return limit + passing;
    }
}
