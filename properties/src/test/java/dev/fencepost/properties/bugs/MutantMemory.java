package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;

/** Memory as one side sees it through a bug; a variant overrides what the bug alters. */
public class MutantMemory extends SharedMemory {
    protected final SharedMemory memory;

    /** As it is, until methods are overridden. */
    protected MutantMemory(SharedMemory memory) {
        this.memory = memory;
    }

    @Override
    public int size() {
        return memory.size();
    }

    @Override
    public int load16(Mode mode, int offset) {
        return memory.load16(mode, offset);
    }

    @Override
    public int load32(Mode mode, int offset) {
        return memory.load32(mode, offset);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return memory.load64(mode, offset);
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        memory.store16(mode, offset, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        memory.store32(mode, offset, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        memory.store64(mode, offset, value);
    }

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        return memory.compareAndExchange16(mode, offset, expected, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        return memory.compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        return memory.compareAndExchange64(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        return memory.getAndUpdate16(mode, update, offset, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        return memory.getAndUpdate32(mode, update, offset, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        return memory.getAndUpdate64(mode, update, offset, operand);
    }

    @Override
    public void loadFence(Site site) {
        memory.loadFence(site);
    }

    @Override
    public void storeFence(Site site) {
        memory.storeFence(site);
    }

    @Override
    public void releaseFence(Site site) {
        memory.releaseFence(site);
    }

    @Override
    public void fullFence(Site site) {
        memory.fullFence(site);
    }
}
