package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.stress.harness.StoreBufferMemory;

/**
 * The table as the hypervisor has it: the entry of the harness is shared with the guest; whatever belongs to others is
 * plain memory, for nobody else looks at it.
 */
final class GrantTableMemory extends SharedMemory {
    private final StoreBufferMemory shared;
    private final ArrayMemory others;
    private final int first;
    private final int second;
    private final int status;

    GrantTableMemory(StoreBufferMemory shared, GrantLayout layout) {
        this.shared = shared;
        others = new ArrayMemory(layout.end());
        first = layout.header(1, GrantTableHarness.REF);
        second = layout.header(2, GrantTableHarness.REF);
        status = layout.status(GrantTableHarness.REF);
    }

    private SharedMemory at(int offset) {
        boolean entry = offset >= first && offset < first + 8 || offset >= second && offset < second + 16;
        return entry || offset == status ? shared : others;
    }

    @Override
    public int size() {
        return others.size();
    }

    @Override
    public int load16(Mode mode, int offset) {
        return at(offset).load16(mode, offset);
    }

    @Override
    public int load32(Mode mode, int offset) {
        return at(offset).load32(mode, offset);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return at(offset).load64(mode, offset);
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        at(offset).store16(mode, offset, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        at(offset).store32(mode, offset, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        at(offset).store64(mode, offset, value);
    }

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        return at(offset).compareAndExchange16(mode, offset, expected, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        return at(offset).compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        return at(offset).compareAndExchange64(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        return at(offset).getAndUpdate16(mode, update, offset, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        return at(offset).getAndUpdate32(mode, update, offset, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        return at(offset).getAndUpdate64(mode, update, offset, operand);
    }

    @Override
    public void loadFence(Site site) {
        shared.loadFence(site);
    }

    @Override
    public void storeFence(Site site) {
        shared.storeFence(site);
    }

    @Override
    public void releaseFence(Site site) {
        shared.releaseFence(site);
    }

    @Override
    public void fullFence(Site site) {
        shared.fullFence(site);
    }
}
