package dev.fencepost.model.grant.persistent;

/**
 * A step of {@link PersistentGrantModel}.
 *
 * @param kind what happens
 * @param argument how many segments, which request, page or device, as {@link Kind} says; otherwise 0. With two devices
 *     {@link #of(Kind, int, int)} puts together what is done to what and by which of them
 */
public record Action(Kind kind, int argument) {
    private static final int ARGUMENTS = 128;
    private static final int DEVICE = 64;

    /** Who does it. */
    enum Actor {
        FRONTEND,
        BACKEND,
        PURGER,
        TOOLSTACK
    }

    /** What may happen. */
    public enum Kind {
        /** Both sides connect. */
        CONNECT(Actor.TOOLSTACK, "connects the two"),
        /** The connection is to end: nothing new is submitted. */
        DISCONNECT(Actor.TOOLSTACK, "asks for a disconnect"),
        /** The backend gives up what it has, and the frontend withdraws its grants. */
        CLOSE(Actor.BACKEND, "closes"),
        /** The administrator changes the backend's feature. */
        TOGGLE(Actor.TOOLSTACK, "changes the backend's feature"),
        /** A request of that many segments, by pages from the head of the pool. */
        SUBMIT(Actor.FRONTEND, "submits a request; segments:"),
        /** The backend fetches that request and checks it. */
        CHECK(Actor.BACKEND, "fetches and checks request"),
        /** The backend looks up or maps what that request names. */
        RESOLVE(Actor.BACKEND, "looks up or maps the segments of request"),
        /** The backend is done with that request: gives back and responds. */
        FINISH(Actor.BACKEND, "gives back and responds to request"),
        /** The backend gives back what that request used, after its response. */
        FINISH_LATE(Actor.BACKEND, "gives back, late, what was used by request"),
        /** The frontend takes the response to that request. */
        COMPLETE(Actor.FRONTEND, "completes request"),
        /** Time passes. */
        TICK(Actor.PURGER, "time passes"),
        /** The purger chooses. */
        PICK(Actor.PURGER, "picks what to purge"),
        /** The purger unmaps what it chose. */
        UNMAP(Actor.PURGER, "unmaps what it picked"),
        /** A hostile frontend names that page, whatever became of it. */
        FORGE(Actor.FRONTEND, "forges a request for page"),
        /** A hostile frontend names that page by a handle beyond the table. */
        FORGE_HANDLE(Actor.FRONTEND, "forges a request with a handle beyond the table for page"),
        /** A hostile frontend changes the length of that request. */
        LENGTHEN(Actor.FRONTEND, "changes, in the ring, the length of request"),
        /** A hostile backend maps that page. */
        MAP_EXTRA(Actor.BACKEND, "maps, asked by nobody, page");

        private final Actor actor;
        private final String words;

        Kind(Actor actor, String words) {
            this.actor = actor;
            this.words = words;
        }

        Actor actor() {
            return actor;
        }

        /** Whether the argument tells the device too, behind {@link #DEVICE}. */
        boolean hasDevice() {
            return this == SUBMIT || this == FORGE || this == FORGE_HANDLE;
        }

        boolean isOfDevice() {
            return this == CONNECT || this == DISCONNECT || this == CLOSE;
        }

        boolean hasArgument() {
            return words.endsWith(":")
                    || words.endsWith(" request")
                    || words.endsWith(" page")
                    || words.endsWith("by request");
        }
    }

    /** What is done to what, below 64; and by which device, where {@code kind} is something that one of them does. */
    public static Action of(Kind kind, int what, int device) {
        return new Action(kind, kind.hasDevice() ? what + DEVICE * device : what);
    }

    /** How many segments, or which request or page. */
    public int what() {
        return kind.hasDevice() ? argument % DEVICE : argument;
    }

    /** Which device does it, where an argument says so. */
    public int device() {
        return kind.hasDevice() ? argument / DEVICE : kind.isOfDevice() ? argument : 0;
    }

    /** One without an argument. */
    public static Action of(Kind kind) {
        return new Action(kind, 0);
    }

    int number() {
        return kind.ordinal() * ARGUMENTS + argument;
    }

    /** The one that a trace has by that number. */
    public static Action of(int number) {
        return new Action(Kind.values()[number / ARGUMENTS], number % ARGUMENTS);
    }

    @Override
    public String toString() {
        String by = device() == 0 ? "" : " (device " + device() + ")";
        return kind.words + (kind.hasArgument() ? " " + what() : "") + by;
    }
}
