package dev.fencepost.model.memory.program;

/** The ordering annotation of an access, in the words of the Linux kernel memory model. */
public enum Mode {
    /** An unmarked C access: the compiler may do with it what it likes, and it can race. */
    PLAIN,
    /** READ_ONCE, WRITE_ONCE and the _relaxed atomics. */
    ONCE,
    /** smp_load_acquire and the _acquire atomics: of a read-modify-write, its read. */
    ACQUIRE,
    /** smp_store_release and the _release atomics: of a read-modify-write, its write. */
    RELEASE,
    /** Acquire on the read and release on the write of one read-modify-write, as hardware has it (Armv8 "AL"). */
    ACQUIRE_RELEASE,
    /** A value-returning atomic without suffix: a full barrier, provided that it succeeds. */
    MB,
    /** A seq_cst access of C11 or Rust: acquire and release, and ordered among its own kind. */
    SEQ_CST,
    /** An acquire load that an earlier release may pass, as LDAPR (RCpc). */
    ACQUIRE_PC,
    /** An atomic that returns nothing (atomic_inc): relaxed, and its read is not ordered by smp_rmb. */
    NORETURN
}
