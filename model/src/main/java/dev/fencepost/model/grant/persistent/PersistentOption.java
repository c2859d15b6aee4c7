package dev.fencepost.model.grant.persistent;

/** What may happen beside ordinary traffic. */
public enum PersistentOption {
    /** A frontend that names grants twice, grants that there are not, wrong handles, and changes requests again. */
    HOSTILE_FRONT,
    /** A backend that maps a grant once more when nobody asked it to. */
    HOSTILE_BACK,
    /** The administrator changes the backend's feature while it is connected. */
    TOGGLE,
    /** A second connection after the first. */
    RECONNECT,
    /** Purges do not happen. */
    NO_PURGE
}
