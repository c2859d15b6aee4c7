package dev.fencepost.model.msix.table;

/**
 * Why an access to table or PBA is not one that software may make (M6, M4, M9). It changes nothing; what a read gives
 * is {@link BadRead}.
 */
public enum BadAccess {
    /** Memory decode is off: nothing answers at that address (M9). */
    DECODE_OFF,
    /** Neither 4 nor 8 bytes wide. */
    SIZE,
    /** Not at a multiple of its width. */
    ALIGNMENT,
    /** Outside table or PBA. */
    RANGE,
    /** A write to the PBA, which is read-only for software (M4). */
    READ_ONLY;

    /**
     * What is wrong with an access, in the order in which a bus finds out.
     *
     * @param region what is accessed
     * @param vectors in the table
     * @param decode whether memory decode is on
     * @return null if nothing is
     */
    static BadAccess of(Region region, int vectors, boolean decode, int offset, int size, boolean write) {
        if (!decode) {
            return DECODE_OFF;
        } else if (size != 4 && size != 8) {
            return SIZE;
        } else if (offset % size != 0) {
            return ALIGNMENT;
        } else if (offset < 0 || offset > region.bytes(vectors) - size) {
            return RANGE;
        }
        return write && region == Region.PBA ? READ_ONLY : null;
    }
}
