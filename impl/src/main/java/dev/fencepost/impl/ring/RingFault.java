package dev.fencepost.impl.ring;

/**
 * What a peer can do wrong. Whoever notices marks its own end broken, touches nothing more and throws
 * {@link BrokenRingException}; only a reset helps. Noticed by the device unless it says otherwise.
 */
public enum RingFault {
    /** avail.idx moved by more than the queue size. */
    AVAIL_INDEX_JUMP("S1", "avail.idx is more than the queue size ahead"),
    /** An avail ring entry that is no descriptor. */
    HEAD_OUT_OF_RANGE("S2", "the avail ring names a descriptor outside the table"),
    /** An avail ring entry that the device has not given back yet. */
    HEAD_IN_FLIGHT("S2", "the avail ring names a head that is still in flight"),
    /** A next field that leads outside its table. */
    NEXT_OUT_OF_RANGE("S5", "a descriptor's next lies outside its table"),
    /** A chain of more descriptors than the queue has entries, or one that runs in a circle. */
    CHAIN_TOO_LONG("S5", "a chain has more descriptors than the queue has entries, or is a loop"),
    /** A chain of more than 2^32 bytes. */
    CHAIN_TOO_LARGE("S5", "a chain describes more than 2^32 bytes"),
    /** A readable descriptor behind a writable one. */
    READABLE_AFTER_WRITABLE("S5", "a readable descriptor follows a writable one"),
    /** A descriptor of no bytes, where {@link DevicePolicy.ZeroLength} refuses it. */
    ZERO_LENGTH("S5", "a descriptor has length 0"),
    /** A buffer or an indirect table outside the {@link BufferWindow}. */
    ADDRESS_OUT_OF_RANGE("S5", "a descriptor points outside the memory given for buffers"),
    /** INDIRECT where VIRTIO_F_INDIRECT_DESC was not negotiated. */
    INDIRECT_NOT_NEGOTIATED("S5", "a descriptor is indirect, which was not negotiated"),
    /** INDIRECT inside an indirect table. */
    INDIRECT_NESTED("S5", "an indirect table holds an indirect descriptor"),
    /** INDIRECT together with NEXT, where {@link DevicePolicy.IndirectNext} refuses it. */
    INDIRECT_WITH_NEXT("S5", "a descriptor has both INDIRECT and NEXT"),
    /** An indirect table of 0 bytes, or of a length that is no multiple of 16. */
    INDIRECT_LENGTH("S5", "an indirect table's length is 0 or no multiple of 16"),
    /** In a packed ring: a slot that the device holds is available once more. */
    AVAILABLE_WHILE_HELD("P6", "a descriptor is available again while the device holds all of them"),

    /** By a device that takes over: used.idx is not what the device before it left there. */
    USED_INDEX_CHANGED("S1", "used.idx is not what the device left there"),

    /** By the driver: used.idx moved past what it made available. */
    USED_INDEX_JUMP("S1", "used.idx is ahead of what was made available"),
    /** By the driver: a used id that is no descriptor. */
    USED_ID_OUT_OF_RANGE("S4", "a used id lies outside the descriptor table"),
    /** By the driver: a used id that is no head in flight. */
    USED_ID_NOT_OUTSTANDING("S4", "a used id is not a head in flight"),
    /** By the driver: a used length beyond the writable part of the chain. */
    USED_LENGTH("S4", "a used length is larger than the chain's writable part"),
    /** By the driver, with IN_ORDER: a used id that closes no batch at the front of the queue. */
    USED_OUT_OF_ORDER("S9", "a used id is not among the oldest heads that used.idx covers");

    private final String rule;
    private final String finding;

    RingFault(String rule, String finding) {
        this.rule = rule;
        this.finding = finding;
    }

    /** The rule that the peer broke, S1 to S9, as {@link dev.fencepost.impl.ring} lists them. */
    public String rule() {
        return rule;
    }

    /** What it did, in one sentence without a full stop. */
    public String finding() {
        return finding;
    }
}
