package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.GrantLockRank;
import dev.fencepost.impl.grant.table.GrantLocks;
import java.util.ArrayDeque;
import java.util.Deque;

/** Locks of one thread that are taken and left in an order that {@link GrantLockRank} allows, or fail (G8). */
class GrantCheckedLocks extends GrantLocks {
    /** One that is held. */
    private record Held(GrantLockRank rank, boolean writing, int domain, int number) {}

    private final Deque<Held> held = new ArrayDeque<>();
    private int taken;
    private Runnable others = () -> {};

    private void take(Held lock) {
        boolean writing = held.stream().anyMatch(Held::writing);
        for (Held other : held) {
            assertThat(lock.rank().mayFollow(other.rank(), writing))
                    .as("%s taken while holding %s (G8)", lock, held)
                    .isTrue();
        }
        held.push(lock);
        taken++;
    }

    private void leave(Held lock) {
        assertThat(held.remove(lock)).as("%s left while holding %s", lock, held).isTrue();
    }

    /** How many have been taken so far. */
    int taken() {
        return taken;
    }

    /** What others do whenever a table is about to be taken by who holds nothing. */
    void before(Runnable run) {
        others = run;
    }

    /** Between two hypercalls none is held. */
    void requireNone(String where) {
        assertThat(held).as("locks held (G8), " + where).isEmpty();
    }

    @Override
    public void readTable(int domain) {
        if (held.isEmpty()) {
            others.run();
        }
        take(new Held(GrantLockRank.TABLE, false, domain, 0));
    }

    @Override
    public void unreadTable(int domain) {
        leave(new Held(GrantLockRank.TABLE, false, domain, 0));
    }

    @Override
    public void writeTable(int domain) {
        take(new Held(GrantLockRank.TABLE, true, domain, 0));
    }

    @Override
    public void unwriteTable(int domain) {
        leave(new Held(GrantLockRank.TABLE, true, domain, 0));
    }

    @Override
    public void lockEntry(int domain, int ref) {
        boolean ofTable = held.stream().anyMatch(h -> h.rank() == GrantLockRank.TABLE && h.domain() == domain);
        assertThat(ofTable).as("entry of a table that is not held (G8)").isTrue();
        take(new Held(GrantLockRank.ENTRY, false, domain, ref));
    }

    @Override
    public void unlockEntry(int domain, int ref) {
        leave(new Held(GrantLockRank.ENTRY, false, domain, ref));
    }

    @Override
    public void lockMaptrack(int domain) {
        take(new Held(GrantLockRank.MAPTRACK, false, domain, 0));
    }

    @Override
    public void unlockMaptrack(int domain) {
        leave(new Held(GrantLockRank.MAPTRACK, false, domain, 0));
    }

    @Override
    public void lockFreeList(int vcpu) {
        take(new Held(GrantLockRank.FREE_LIST, false, 0, vcpu));
    }

    @Override
    public void unlockFreeList(int vcpu) {
        leave(new Held(GrantLockRank.FREE_LIST, false, 0, vcpu));
    }
}
