package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.program.LockRole;
import java.util.Set;

/**
 * {@code lock.cat}: what a thread that holds a spinlock cannot see, and the flags of a test that misuses its spinlocks.
 */
final class LkmmLocks {
    private final Execution x;

    LkmmLocks(Execution execution) {
        x = execution;
    }

    /**
     * lock-nest and nested-is-locked: a thread that holds a lock neither takes it again nor finds it free. (What other
     * threads see of a lock follows from the atomicity of taking it.)
     */
    boolean wellNested() {
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            if (findsFree(x.event(read)) && isHeld(read)) {
                return false;
            }
        }
        return true;
    }

    private boolean findsFree(Event read) {
        return switch (read.lock()) {
            case LOCK_READ -> true;
            case TRY_READ, IS_LOCKED -> x.terms.isKnown(read.value()) && x.terms.value(read.value()) == 0;
            default -> false;
        };
    }

    /** Whether the thread of {@code read} is known to hold the lock there. */
    private boolean isHeld(int read) {
        for (int at = read - 1; at >= 0 && x.event(at).thread() == x.event(read).thread(); at--) {
            LockRole role = x.event(at).lock();
            if (role == LockRole.UNLOCK || role == LockRole.LOCK_WRITE) {
                if (x.poLoc.contains(at, read)) {
                    return role == LockRole.LOCK_WRITE;
                }
                boolean decided = x.happens(at) != null && x.location(at) != Execution.UNKNOWN;
                if (!decided) {
                    return false;
                }
            }
        }
        return false;
    }

    void addFlags(Set<String> flags) {
        for (int at = x.accesses.next(0); at >= 0; at = x.accesses.next(at + 1)) {
            LockRole role = x.event(at).lock();
            if (role != LockRole.NONE && hasOrdinaryAccess(at)) {
                flags.add("mixed-lock-accesses");
            }
            if (role == LockRole.UNLOCK && !endsCriticalSection(at)) {
                flags.add("unmatched-unlock");
            }
        }
    }

    private boolean hasOrdinaryAccess(int lock) {
        for (int at = x.sameLocation.next(lock, 0); at >= 0; at = x.sameLocation.next(lock, at + 1)) {
            if (x.event(at).lock() == LockRole.NONE && !x.initial.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the nearest LKW or UL of the same lock before {@code unlock} in its thread is an LKW. */
    private boolean endsCriticalSection(int unlock) {
        for (int at = unlock - 1; at >= 0; at--) {
            if (x.poLoc.contains(at, unlock)
                    && x.writes.contains(at)
                    && x.event(at).lock() != LockRole.NONE) {
                return x.event(at).lock() == LockRole.LOCK_WRITE;
            }
        }
        return false;
    }
}
