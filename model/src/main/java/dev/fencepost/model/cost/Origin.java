package dev.fencepost.model.cost;

/** Where a number comes from. */
public enum Origin {
    /** Somebody published it: the source says who. */
    PUBLISHED,
    /** Chosen so that the model meets published numbers. */
    FITTED,
    /** Fencepost measured it: the source says how. */
    MEASURED,
    /** Nobody published or measured it: the model stands or falls with it. */
    ASSUMED,
    /** Given by whoever asks. */
    GIVEN
}
