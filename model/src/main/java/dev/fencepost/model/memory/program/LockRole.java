package dev.fencepost.model.memory.program;

/** What an event has to do with a spinlock, in the words of the kernel model's {@code lock.cat}. */
public enum LockRole {
    /** Nothing. */
    NONE,
    /** LKR: the read of a spin_lock; it waits for an unlocked lock. */
    LOCK_READ,
    /** LKW: the write of a spin_lock or of a spin_trylock that succeeded. */
    LOCK_WRITE,
    /** UL: a spin_unlock. */
    UNLOCK,
    /** LKR of a spin_trylock if it reads an unlocked lock, LF if not. */
    TRY_READ,
    /** RL or RU: the read of a spin_is_locked. */
    IS_LOCKED
}
