package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.argument.Arguments;

/**
 * Machine frames: whose they are, and the references that grants hold to them. A frame with references is not given
 * away; one that may be written to does not become a page table. For any number of threads. A frame that a guest names
 * may have any number; for one that the caller names and that there is not, there is an
 * {@link IllegalArgumentException}.
 */
public final class Frames {
    /** The owner of a frame that is nobody's. */
    public static final int NOBODY = -1;

    private static final int STRIPES = 64;

    private final int[] owners;
    private final int[] refs;
    private final int[] types;
    private final boolean[] tables;
    private final Object[] stripes = new Object[STRIPES];

    /**
     * So many frames, all nobody's.
     *
     * @param count 1 or more
     */
    public Frames(int count) {
        Arguments.inRange("frames", count, 1, Integer.MAX_VALUE);
        owners = new int[count];
        refs = new int[count];
        types = new int[count];
        tables = new boolean[count];
        for (int i = 0; i < count; i++) {
            owners[i] = NOBODY;
        }
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Object();
        }
    }

    private Object stripe(int frame) {
        return stripes[Arguments.index("frame", frame, owners.length) % STRIPES];
    }

    /** How many there are. */
    public int count() {
        return owners.length;
    }

    /** Takes a reference to a frame if it is {@code domain}'s; any number may be asked for. */
    boolean get(long frame, int domain) {
        if (frame < 0 || frame >= owners.length) {
            return false;
        }
        int at = (int) frame;
        synchronized (stripe(at)) {
            if (owners[at] != domain) {
                return false;
            }
            refs[at]++;
            return true;
        }
    }

    /** Gives a reference back. */
    void put(int frame) {
        synchronized (stripe(frame)) {
            refs[frame]--;
        }
    }

    /** Takes a reference for writing, unless the frame is a page table. Comes with a reference by {@link #get}. */
    boolean getWritable(int frame) {
        synchronized (stripe(frame)) {
            if (tables[frame]) {
                return false;
            }
            types[frame]++;
            return true;
        }
    }

    /** Gives it back. */
    void putWritable(int frame) {
        synchronized (stripe(frame)) {
            types[frame]--;
        }
    }

    /** Takes a frame away from {@code domain}, if it is its own and nobody has a reference to it. */
    boolean steal(long frame, int domain) {
        if (frame < 0 || frame >= owners.length) {
            return false;
        }
        int at = (int) frame;
        synchronized (stripe(at)) {
            boolean free = owners[at] == domain && refs[at] == 0 && !tables[at];
            if (free) {
                owners[at] = NOBODY;
            }
            return free;
        }
    }

    /** Gives a frame that is nobody's to {@code domain}. */
    public void assign(int frame, int domain) {
        Arguments.index("domain", domain, GrantTable.MOST_DOMAINS);
        synchronized (stripe(frame)) {
            if (owners[frame] != NOBODY) {
                throw new IllegalArgumentException("frame " + frame + " is domain " + owners[frame] + "'s");
            }
            owners[frame] = domain;
        }
    }

    /**
     * Makes a frame a page table, or no longer one.
     *
     * @return false if it is not {@code domain}'s or may be written to by somebody
     */
    public boolean setTable(int frame, int domain, boolean table) {
        synchronized (stripe(frame)) {
            boolean possible = owners[frame] == domain && !(table && types[frame] > 0);
            if (possible) {
                tables[frame] = table;
            }
            return possible;
        }
    }

    /** Whose a frame is. */
    public int owner(int frame) {
        synchronized (stripe(frame)) {
            return owners[frame];
        }
    }

    /** References to it. */
    public int references(int frame) {
        synchronized (stripe(frame)) {
            return refs[frame];
        }
    }

    /** Of them, those for writing. */
    public int writable(int frame) {
        synchronized (stripe(frame)) {
            return types[frame];
        }
    }
}
