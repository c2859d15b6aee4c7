package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.properties.recorded.Recorder.Event.Exchange;
import dev.fencepost.properties.recorded.Recorder.Event.Fence;
import dev.fencepost.properties.recorded.Recorder.Event.Load;
import dev.fencepost.properties.recorded.Recorder.Event.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Writes down what one side does to shared memory. Each side has its own recorder; both work on one memory. */
public class Recorder extends SharedMemory {
    private final SharedMemory memory;
    private final List<Event> events = new ArrayList<>();
    private boolean recording = true;

    /** A recorder in front of {@code memory}. */
    public Recorder(SharedMemory memory) {
        this.memory = memory;
    }

    /** What happened. */
    public sealed interface Event {
        /** A load or a store; width in bytes. */
        sealed interface Access extends Event {
            int offset();

            int width();

            Mode mode();

            long value();
        }

        /** A load that returned {@code value}. */
        record Load(int offset, int width, Mode mode, long value) implements Access {}

        /** A store. */
        record Store(int offset, int width, Mode mode, long value) implements Access {}

        /** A read-modify-write that found {@code found} and stored a value, or none as it was not the expected one. */
        record Exchange(int offset, int width, Mode mode, long found, OptionalLong stored) implements Event {}

        /** A fence; a release fence, for which the model has no fence, has kind null. */
        record Fence(Site site, FenceKind kind) implements Event {}
    }

    /** In the order in which it happened. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Does something that is none of the operation under test. */
    public void unrecorded(Runnable preparation) {
        recording = false;
        preparation.run();
        recording = true;
    }

    /** Where a mutant drops or moves something. */
    public void record(Event event) {
        append(event);
    }

    protected final void append(Event event) {
        if (recording) {
            events.add(event);
        }
    }

    @Override
    public int size() {
        return memory.size();
    }

    @Override
    public int load16(Mode mode, int offset) {
        int value = memory.load16(mode, offset);
        record(new Load(offset, 2, mode, value));
        return value;
    }

    @Override
    public int load32(Mode mode, int offset) {
        int value = memory.load32(mode, offset);
        record(new Load(offset, 4, mode, value));
        return value;
    }

    @Override
    public long load64(Mode mode, int offset) {
        long value = memory.load64(mode, offset);
        record(new Load(offset, 8, mode, value));
        return value;
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        memory.store16(mode, offset, value);
        record(new Store(offset, 2, mode, value & 0xffff));
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        memory.store32(mode, offset, value);
        record(new Store(offset, 4, mode, value));
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        memory.store64(mode, offset, value);
        record(new Store(offset, 8, mode, value));
    }

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        int found = memory.compareAndExchange16(mode, offset, expected, value);
        record(new Exchange(
                offset,
                2,
                mode,
                found,
                found == (expected & 0xffff) ? OptionalLong.of(value & 0xffff) : OptionalLong.empty()));
        return found;
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        int found = memory.compareAndExchange32(mode, offset, expected, value);
        record(new Exchange(
                offset, 4, mode, found, found == (expected) ? OptionalLong.of(value) : OptionalLong.empty()));
        return found;
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        long found = memory.compareAndExchange64(mode, offset, expected, value);
        record(new Exchange(
                offset, 8, mode, found, found == (expected) ? OptionalLong.of(value) : OptionalLong.empty()));
        return found;
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        int found = memory.getAndUpdate16(mode, update, offset, operand);
        record(new Exchange(offset, 2, mode, found, OptionalLong.of(0xffff & update.apply(found, operand))));
        return found;
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        int found = memory.getAndUpdate32(mode, update, offset, operand);
        record(new Exchange(offset, 4, mode, found, OptionalLong.of((int) update.apply(found, operand))));
        return found;
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        long found = memory.getAndUpdate64(mode, update, offset, operand);
        record(new Exchange(offset, 8, mode, found, OptionalLong.of(update.apply(found, operand))));
        return found;
    }

    @Override
    public void loadFence(Site site) {
        memory.loadFence(site);
        record(new Fence(site, FenceKind.LOAD_LOAD));
    }

    @Override
    public void storeFence(Site site) {
        memory.storeFence(site);
        record(new Fence(site, FenceKind.STORE_STORE));
    }

    @Override
    public void releaseFence(Site site) {
        memory.releaseFence(site);
        record(new Fence(site, null));
    }

    @Override
    public void fullFence(Site site) {
        memory.fullFence(site);
        record(new Fence(site, FenceKind.FULL));
    }
}
