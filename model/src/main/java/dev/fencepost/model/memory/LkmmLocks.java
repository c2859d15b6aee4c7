package dev.fencepost.model.memory;

import java.util.Set;

/** The flags of {@code lock.cat}: a litmus test that uses its spinlocks in a way that the model does not define. */
final class LkmmLocks {
    private final Execution x;

    LkmmLocks(Execution execution) {
        x = execution;
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
