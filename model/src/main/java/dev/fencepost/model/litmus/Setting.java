package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the threads of a test sit and what its locations are.
 *
 * @param platform where the two sides are; empty where all threads are processors of one system
 * @param sides the side of a thread, by its number; where that says nothing, the last thread is the device and all
 *     others are driver
 * @param kinds what lies behind a location, by its name; where that says nothing, it shows in how the location is used
 */
public record Setting(Optional<Platform> platform, Map<Integer, Side> sides, Map<String, LocationKind> kinds) {
    /** One system, memory only. */
    public static final Setting NONE = new Setting(Optional.empty(), Map.of(), Map.of());

    /** Copies the maps. */
    public Setting {
        sides = Map.copyOf(sides);
        kinds = Map.copyOf(kinds);
    }

    /** The side that a thread of a test with {@code threads} of them is on. */
    public Side side(int thread, int threads) {
        return sides.getOrDefault(thread, thread == threads - 1 ? Side.DEVICE : Side.DRIVER);
    }

    /** Whether a thread is a device, which looks at its own registers and memory. */
    boolean isDevice(int thread, int threads) {
        return platform.isPresent() && side(thread, threads) == Side.DEVICE;
    }

    /** Whether a thread's kernel is built without CONFIG_SMP. */
    boolean isUp(int thread, int threads) {
        return platform.isPresent()
                && platform.get().party(side(thread, threads)).build() == Platform.Build.UP;
    }

    /**
     * The memory model of a program in this setting.
     *
     * @throws java.util.NoSuchElementException if there is no platform
     */
    public MemoryModel memoryModel(Program program) {
        int threads = program.threads().size();
        List<Side> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            all.add(side(thread, threads));
        }
        return platform.orElseThrow().memoryModel(all);
    }
}
