package dev.fencepost.properties.qemu.msix;

/** Mistakes that QEMU does not make. */
enum MsixMutant {
    /** None: the sketch that the others are variants of. */
    NONE,
    /** Function mask is not looked at (M1). */
    IGNORES_FUNCTION_MASK,
    /** After a reset no vector is masked (M1). */
    RESET_UNMASKS,
    /** An event of a masked vector is lost (M2). */
    FORGETS_PENDING,
    /** Each event of a masked vector comes when it is unmasked, not one for all (M2). */
    COUNTS_EVENTS,
    /** A vector that the device does not use interrupts (M2). */
    UNUSED_MAY_SEND,
    /** The pending bit stays set when the message goes (M3). */
    KEEPS_PENDING,
    /** Enable and function mask do not look for pending vectors (M3). */
    ENABLE_SENDS_NOTHING,
    /** Of two vectors that may send at the same time, the last one sends first. */
    LAST_VECTOR_FIRST,
    /** A vector that is not used any more stays pending (M4). */
    RELEASE_KEEPS_PENDING,
    /** A vector that something else still uses is not pending any more (M4). */
    FIRST_RELEASE_CLEARS,
    /** A reset leaves message data (M1). */
    RESET_KEEPS_DATA,
    /** Software can write the PBA (M4). */
    PBA_IS_WRITABLE,
    /** A pending message says what the table said when it became pending (M5). */
    LATCHES_AT_EVENT,
    /** A quad word over data and vector control unmasks before the data is there (M6). */
    HIGH_HALF_FIRST,
    /** Of a quad word the low half is written alone (M6). */
    LOSES_HIGH_HALF,
    /** Words are taken (M6). */
    TAKES_WORDS,
    /** Reserved bits of vector control read as 0 (M6). */
    CONTROL_IS_ONE_BIT,
    /** The table answers while memory decode is off (M9). */
    IGNORES_DECODE
}
