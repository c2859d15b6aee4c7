package dev.fencepost.model.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What accesses mean, one after the other: devices with registers of 8 bytes, each in one region. For holding an
 * implementation's history against; how accesses overlap is {@link DispatchModel}'s business. Immutable.
 *
 * @param devices those that are plugged, in no particular order
 */
public record Bus(List<Plugged> devices) {
    /** Copies the list. */
    public Bus {
        devices = List.copyOf(devices);
    }

    /** Without devices. */
    public static Bus empty() {
        return new Bus(List.of());
    }

    /**
     * A device that is plugged.
     *
     * @param number what it is called by
     * @param start its first address
     * @param minWidth bytes of the smallest access that it takes
     * @param maxWidth bytes of the largest
     * @param registers what it holds
     */
    public record Plugged(int number, long start, int minWidth, int maxWidth, List<Long> registers) {
        /** Copies the list. */
        public Plugged {
            registers = List.copyOf(registers);
        }

        private long size() {
            return 8L * registers.size();
        }

        private boolean covers(long address) {
            return Long.compareUnsigned(address - start, size()) < 0;
        }

        private boolean takes(long address, int width) {
            long offset = address - start;
            boolean known = width == 1 || width == 2 || width == 4 || width == 8;
            return known && width >= minWidth && width <= maxWidth && offset % width == 0;
        }
    }

    /** What becomes of an access. */
    public enum Result {
        /** Done. */
        OK,
        /** Nothing is there. */
        UNMAPPED,
        /** Of a width or at a place that the device does not take. */
        WRONG_SIZE
    }

    /**
     * An answer.
     *
     * @param result what became of the access
     * @param value what was read: all bits of the width set if it failed; 0 for a write
     * @param after the bus after it
     */
    public record Answer(Result result, long value, Bus after) {}

    /**
     * A device is plugged; empty if it would overlap another or wrap around.
     *
     * @param registers how many it has; all hold 0
     */
    public Optional<Bus> plug(int number, long start, int minWidth, int maxWidth, int registers) {
        long size = 8L * registers;
        boolean free = Long.compareUnsigned(start + size - 1, start) >= 0
                && devices.stream()
                        .noneMatch(other -> other.covers(start)
                                || other.covers(start + size - 1)
                                || Long.compareUnsigned(other.start() - start, size) < 0);
        if (!free) {
            return Optional.empty();
        }
        List<Plugged> more = new ArrayList<>(devices);
        more.add(new Plugged(number, start, minWidth, maxWidth, Collections.nCopies(registers, 0L)));
        return Optional.of(new Bus(more));
    }

    /** A device is unplugged. */
    public Bus unplug(int number) {
        return new Bus(
                devices.stream().filter(device -> device.number() != number).toList());
    }

    /** A read. */
    public Answer read(long address, int width) {
        long ones = width == 8 ? -1 : (1L << 8 * width) - 1;
        return at(address)
                .map(device -> {
                    if (!device.takes(address, width)) {
                        return new Answer(Result.WRONG_SIZE, ones, this);
                    }
                    int offset = (int) (address - device.start());
                    long register = device.registers().get(offset / 8);
                    return new Answer(Result.OK, register >>> 8 * (offset % 8) & ones, this);
                })
                .orElse(new Answer(Result.UNMAPPED, ones, this));
    }

    /** A write. */
    public Answer write(long address, int width, long value) {
        return at(address)
                .map(device -> device.takes(address, width)
                        ? new Answer(Result.OK, 0, written(device, address, width, value))
                        : new Answer(Result.WRONG_SIZE, 0, this))
                .orElse(new Answer(Result.UNMAPPED, 0, this));
    }

    private Optional<Plugged> at(long address) {
        return devices.stream().filter(device -> device.covers(address)).findFirst();
    }

    private Bus written(Plugged device, long address, int width, long value) {
        int offset = (int) (address - device.start());
        long mask = (width == 8 ? -1 : (1L << 8 * width) - 1) << 8 * (offset % 8);
        List<Long> registers = new ArrayList<>(device.registers());
        long old = registers.get(offset / 8);
        registers.set(offset / 8, old & ~mask | value << 8 * (offset % 8) & mask);
        List<Plugged> changed = new ArrayList<>(devices);
        changed.set(
                devices.indexOf(device),
                new Plugged(device.number(), device.start(), device.minWidth(), device.maxWidth(), registers));
        return new Bus(changed);
    }
}
