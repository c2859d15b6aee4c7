package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.GrantLocks;
import dev.fencepost.stress.harness.HarnessLock;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.StoreBufferMemory;

/**
 * The locks of the lender's table and of one entry; whoever reads a table keeps out who else reads it, of whom there is
 * none. Of the locks of others nobody else takes any.
 */
final class GrantTableLocks extends GrantLocks {
    private final HarnessLock table;
    private final HarnessLock entry;

    GrantTableLocks(Steps steps, StoreBufferMemory memory, Journal journal) {
        table = new HarnessLock(steps, memory, "the table", journal);
        entry = new HarnessLock(steps, memory, "the entry", journal);
    }

    @Override
    public void readTable(int domain) {
        writeTable(domain);
    }

    @Override
    public void unreadTable(int domain) {
        unwriteTable(domain);
    }

    @Override
    public void writeTable(int domain) {
        if (domain == 0) {
            table.lock();
        }
    }

    @Override
    public void unwriteTable(int domain) {
        if (domain == 0) {
            table.unlock();
        }
    }

    @Override
    public void lockEntry(int domain, int ref) {
        entry.lock();
    }

    @Override
    public void unlockEntry(int domain, int ref) {
        entry.unlock();
    }

    @Override
    public void lockMaptrack(int domain) {}

    @Override
    public void unlockMaptrack(int domain) {}

    @Override
    public void lockFreeList(int vcpu) {}

    @Override
    public void unlockFreeList(int vcpu) {}
}
