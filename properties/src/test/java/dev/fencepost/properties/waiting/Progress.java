package dev.fencepost.properties.waiting;

/** Patience with somebody who does one thing after the other: it begins anew with each. */
public final class Progress {
    private final Patience patience;
    private final String what;
    private long seen;
    private long since = System.nanoTime();

    Progress(Patience patience, String what) {
        this.patience = patience;
        this.what = what;
    }

    /**
     * Says how much has been done; where that is nothing new, lets others run for a moment.
     *
     * @throws AssertionError if that has been the same for too long
     */
    public void at(long done) {
        if (done != seen) {
            seen = done;
            since = System.nanoTime();
        } else if (patience.isOver(since)) {
            throw patience.inVain(what + " behind " + done);
        } else {
            Patience.pause();
        }
    }
}
