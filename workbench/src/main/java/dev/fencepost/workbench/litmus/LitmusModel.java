package dev.fencepost.workbench.litmus;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.KernelReach;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.model.Riscv;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The memory models that litmus tests can be judged by. */
enum LitmusModel {
    LKMM(() -> new KernelReach(Topology.oneSystem())),
    ARMV8(() -> new ReachModel(new Armv8(), Topology.oneSystem())),
    ARMV8_RCPC(() -> new ReachModel(Armv8.rcpc(), Topology.oneSystem())),
    RISCV(() -> new ReachModel(new Riscv(), Topology.oneSystem())),
    TSO(() -> new ReachModel(new Tso(), Topology.oneSystem())),
    SC(() -> new ReachModel(new Sc(), Topology.oneSystem()));

    private final Supplier<MemoryModel> make;

    LitmusModel(Supplier<MemoryModel> make) {
        this.make = make;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A fresh model, for one thread. */
    MemoryModel make() {
        return make.get();
    }

    /** Reads the name on the command line. */
    static final class Converter implements ITypeConverter<LitmusModel> {
        @Override
        public LitmusModel convert(String value) {
            List<String> names = Arrays.stream(values()).map(LitmusModel::label).toList();
            if (names.contains(value)) {
                return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
            }
            throw new TypeConversionException("'" + value + "' is no model: expected " + String.join(", ", names)
                    + Nearest.to(value, names)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(""));
        }
    }
}
