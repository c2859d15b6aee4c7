package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Operator;
import java.util.HashMap;
import java.util.Map;

/**
 * The integers that a type holds, as the kernel and its rings name them. A value that is converted to a narrower type
 * wraps around, as in C. Types of 64 bits hold what fits into 32, as in herd7.
 */
enum IntegerType {
    /** {@code bool}: 0 or 1. */
    BOOL(1, false),
    /** 8 bits, two's complement. */
    S8(8, true),
    /** 8 bits. */
    U8(8, false),
    /** 16 bits, two's complement. */
    S16(16, true),
    /** 16 bits. */
    U16(16, false),
    /** 32 bits, two's complement. */
    S32(32, true),
    /** 32 bits; the engine keeps the same bits as a signed number. */
    U32(32, false),
    /** 64 bits. */
    WIDE(64, true);

    private static final Map<String, IntegerType> BY_NAME = names();
    private static final long SIGN = Integer.MIN_VALUE;

    private final int bits;
    private final boolean signed;

    IntegerType(int bits, boolean signed) {
        this.bits = bits;
        this.signed = signed;
    }

    private static Map<String, IntegerType> names() {
        Map<String, IntegerType> names = new HashMap<>();
        put(names, BOOL, "bool _Bool atomic_bool");
        put(names, S8, "char int8_t s8 __s8 atomic_char atomic_schar");
        put(names, U8, "uint8_t u8 __u8 atomic_uchar");
        put(names, S16, "short int16_t s16 __s16 atomic_short");
        put(names, U16, "uint16_t u16 __u16 __le16 __be16 __virtio16 atomic_ushort");
        put(names, S32, "int int32_t s32 __s32 atomic_t atomic_int refcount_t");
        put(names, U32, "unsigned uint32_t u32 __u32 __le32 __be32 __virtio32 atomic_uint");
        put(
                names,
                WIDE,
                "long int64_t uint64_t s64 __s64 u64 __u64 __le64 __be64 __virtio64 dma_addr_t size_t ssize_t");
        put(names, WIDE, "intptr_t uintptr_t atomic64_t atomic_long_t atomic_long atomic_ulong");
        return names;
    }

    private static void put(Map<String, IntegerType> names, IntegerType type, String words) {
        for (String word : words.split(" ")) {
            names.put(word, type);
        }
    }

    /** The type of that name, of one word or several ({@code unsigned short int}), or null. */
    static IntegerType named(String name) {
        if (!name.contains(" ")) {
            return name.equals("signed") ? S32 : BY_NAME.get(name);
        }
        boolean unsigned = false;
        IntegerType type = S32;
        for (String word : name.split(" ")) {
            if (word.equals("unsigned")) {
                unsigned = true;
            } else if (!word.equals("int") && !word.equals("signed")) {
                type = BY_NAME.get(word);
            }
        }
        if (type == null || !unsigned) {
            return type;
        }
        return switch (type) {
            case S8 -> U8;
            case S16 -> U16;
            case S32 -> U32;
            default -> type;
        };
    }

    /** Bytes of a value, by which pointer arithmetic counts. */
    int bytes() {
        return Math.max(1, bits / 8);
    }

    /** Whether it holds less than an int does. */
    boolean isNarrow() {
        return bits < 32;
    }

    /** Whether none of its values is negative. */
    boolean isUnsigned() {
        return !signed;
    }

    boolean isUnsignedInt() {
        return this == U32;
    }

    /** Whether every value of {@code other} is one of these. */
    private boolean holds(IntegerType other) {
        return this == other || bits > other.bits && (signed || !other.signed) || bits >= 32 && other.isNarrow();
    }

    /** {@code value}, which is of type {@code from}, converted to this type. */
    Expression convert(Expression value, IntegerType from) {
        if (!isNarrow() || holds(from)) {
            return value;
        } else if (value instanceof Expression.Constant constant && constant.value() == (int) constant.value()) {
            return Expression.constant(convert(constant.value()));
        } else if (this == BOOL) {
            return Expression.binary(Operator.NOT_EQUAL, value, Expression.constant(0));
        } else if (!signed) {
            return Expression.binary(Operator.AND, value, Expression.constant((1L << bits) - 1));
        }
        Expression shift = Expression.constant(32 - bits);
        return Expression.binary(Operator.SHIFT_RIGHT, Expression.binary(Operator.SHIFT_LEFT, value, shift), shift);
    }

    /** A number as a value of this type: what fits is itself, all else wraps around. */
    long convert(long value) {
        return switch (this) {
            case BOOL -> value == 0 ? 0 : 1;
            case S8 -> (byte) value;
            case U8 -> value & 0xff;
            case S16 -> (short) value;
            case U16 -> value & 0xffff;
            default -> value;
        };
    }

    /** A value as a person writes it. */
    String shown(long value) {
        return Long.toString(this == U32 ? value & 0xffff_ffffL : convert(value));
    }

    /** {@code value} moved so that signed comparison of two such values is unsigned comparison of the values. */
    static Expression biased(Expression value) {
        return Expression.binary(Operator.XOR, value, Expression.constant(SIGN));
    }
}
