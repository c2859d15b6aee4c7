package dev.fencepost.impl.ring;

/**
 * What a device does where the standard leaves a choice or real devices make their own.
 *
 * <p>What all devices here do alike, whatever their policy: {@code next} of a descriptor without NEXT means nothing;
 * with NEXT it may be 0 and is refused outside its table. A table inside a table is refused, INDIRECT of a table's
 * entry in a packed ring means nothing. WRITE of a descriptor that names a table means nothing. A table of 0 bytes or
 * of no multiple of 16 is refused.
 *
 * @param inPlace whether the device reads payload where it lies until it uses the buffer, so that V6 must order those
 *     reads; false for one that has copied or passed it on before (the store of the copy is ordered by V2)
 * @param zeroLength what to do with a descriptor of 0 bytes
 * @param indirectNext what to do with INDIRECT and NEXT together, which a driver must not set
 * @param indexJump what to do when avail.idx is more than the queue size ahead
 * @param longTable what to do with an indirect table that describes more segments than the queue has entries
 */
public record DevicePolicy(
        boolean inPlace, ZeroLength zeroLength, IndirectNext indirectNext, IndexJump indexJump, LongTable longTable) {
    /** With the tables that the standard allows: {@link LongTable#REJECT}. */
    public DevicePolicy(boolean inPlace, ZeroLength zeroLength, IndirectNext indirectNext, IndexJump indexJump) {
        this(inPlace, zeroLength, indirectNext, indexJump, LongTable.REJECT);
    }

    /** Descriptors of 0 bytes. */
    public enum ZeroLength {
        /** {@link RingFault#ZERO_LENGTH}, as QEMU. */
        REJECT,
        /** An empty segment, as vhost. */
        ACCEPT
    }

    /** INDIRECT together with NEXT. */
    public enum IndirectNext {
        /** {@link RingFault#INDIRECT_WITH_NEXT}, as the standard has it. */
        REJECT,
        /** The chain goes on behind the table, as in vhost. */
        FOLLOW,
        /** The chain ends with the table, as in QEMU and rust-vmm. */
        IGNORE
    }

    /** An avail.idx that is too far ahead. */
    public enum IndexJump {
        /** {@link RingFault#AVAIL_INDEX_JUMP}, as vhost and rust-vmm, and QEMU where it counts available bytes. */
        REJECT,
        /**
         * Takes a queue size of buffers at most and looks again, as a device that trusts the entries more than the
         * index.
         */
        CLAMP
    }

    /** Indirect tables that describe more segments than the queue has entries. */
    public enum LongTable {
        /** {@link RingFault#CHAIN_TOO_LONG}: no driver may make a chain longer than the queue (S5). */
        REJECT,
        /** Taken as far as the caller has room for segments, as by QEMU and vhost, since drivers do make them. */
        ACCEPT
    }

    /** The same, but long tables are taken. */
    public DevicePolicy withLongTables() {
        return new DevicePolicy(inPlace, zeroLength, indirectNext, indexJump, LongTable.ACCEPT);
    }

    /**
     * As Linux' vhost (drivers/vhost/vhost.c, 6.1): descriptors of 0 bytes are taken, a chain goes on behind a table,
     * an avail.idx too far ahead is refused, and segments are as many as there is room for. It passes payload on before
     * it gives a buffer back.
     */
    public static DevicePolicy vhost() {
        return new DevicePolicy(false, ZeroLength.ACCEPT, IndirectNext.FOLLOW, IndexJump.REJECT, LongTable.ACCEPT);
    }

    /**
     * As QEMU (hw/virtio/virtio.c, 7.2): descriptors of 0 bytes are refused, the chain ends with a table, an avail.idx
     * too far ahead is refused, and segments are as many as there is room for; 1024 there. Payload is mapped, and so
     * read in place. QEMU takes an indirect descriptor that is no head for an ordinary one; nothing here does.
     */
    public static DevicePolicy qemu() {
        return new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.IGNORE, IndexJump.REJECT, LongTable.ACCEPT);
    }

    /**
     * As Firecracker (src/vmm/src/devices/virtio/queue.rs, 1.x): descriptors of 0 bytes are taken and payload is read
     * in place; an avail.idx too far ahead is refused. It offers no VIRTIO_F_INDIRECT_DESC, so that the features of the
     * queue must not have it: tables are refused for that, where Firecracker takes them for ordinary buffers.
     */
    public static DevicePolicy firecracker() {
        return new DevicePolicy(true, ZeroLength.ACCEPT, IndirectNext.REJECT, IndexJump.REJECT, LongTable.REJECT);
    }

    /** In place, and everything refused that can be. */
    public static DevicePolicy strict() {
        return new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, IndexJump.REJECT);
    }

    /** Strict, with these payload reads. */
    public static DevicePolicy strict(boolean inPlace) {
        return new DevicePolicy(inPlace, ZeroLength.REJECT, IndirectNext.REJECT, IndexJump.REJECT);
    }
}
