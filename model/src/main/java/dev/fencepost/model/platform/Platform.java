package dev.fencepost.model.platform;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.KernelReach;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import dev.fencepost.model.verdict.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who the two parties of a protocol are and what lies between them: one row of {@link Platforms}. Of a platform there
 * can be several rows: the documented contract, and what the instructions of one architecture do.
 *
 * @param name the platform, for example {@code dma-coherent}
 * @param row contract or hardware
 * @param architecture whose instructions a hardware row speaks of
 * @param title one line
 * @param driver where the driver runs and how its kernel was built
 * @param device where the device runs and how its software was built
 * @param weakBoundaries the boundaries between domains that the base model does not cover
 * @param base the published memory model that everything else rests on
 * @param source where the row comes from
 */
public record Platform(
        String name,
        Evidence.Row row,
        Architecture architecture,
        String title,
        Party driver,
        Party device,
        Set<Reach> weakBoundaries,
        BaseModel base,
        String source) {
    /** Checks that nothing is missing. */
    public Platform {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(source, "source");
        weakBoundaries = Set.copyOf(weakBoundaries);
    }

    /**
     * The name of the row, unique among all rows: the platform, and the architecture where it has more than one row.
     */
    public String id() {
        boolean qualified = row == Evidence.Row.HARDWARE && !name.endsWith("-" + architecture.label());
        return qualified ? name + "/" + architecture.label() : name;
    }

    /** Whether a verdict rests on a published model or on Fencepost's own extension of one. */
    public Evidence.Basis basis() {
        return weakBoundaries.isEmpty() ? Evidence.Basis.PUBLISHED : Evidence.Basis.EXTENSION;
    }

    /** The memory model of a program whose threads are driver and device, in this order. */
    public MemoryModel memoryModel() {
        return memoryModel(List.of(Side.DRIVER, Side.DEVICE));
    }

    /** The memory model of a program with one thread for each of {@code sides}, in this order. */
    public MemoryModel memoryModel(List<Side> sides) {
        return switch (base) {
            case LKMM -> new KernelReach(topology(sides));
            case ARMV8 -> new ReachModel(new Armv8(), topology(sides));
            case TSO -> new ReachModel(new Tso(), topology(sides));
        };
    }

    private Topology topology(List<Side> sides) {
        return new Topology(sides.stream().map(side -> party(side).place()).toList(), weakBoundaries);
    }

    /** The party on that side. */
    public Party party(Side side) {
        return side == Side.DRIVER ? driver : device;
    }

    /**
     * One of the two parties.
     *
     * @param who in a few words
     * @param build of its software
     * @param place where it runs
     */
    public record Party(String who, Build build, Place place) {
        /** Checks that nothing is missing. */
        public Party {
            Objects.requireNonNull(who, "who");
            Objects.requireNonNull(build, "build");
            Objects.requireNonNull(place, "place");
        }
    }

    /** How a party's software was built. */
    public enum Build {
        /** Without CONFIG_SMP: the smp_* family is for the compiler only. */
        UP,
        /** With CONFIG_SMP. */
        SMP
    }

    /** The published models. */
    public enum BaseModel {
        /** The Linux kernel memory model. */
        LKMM("lkmm"),
        /** Armv8-A. */
        ARMV8("armv8"),
        /** x86-TSO. */
        TSO("tso");

        private final String label;

        BaseModel(String label) {
            this.label = label;
        }

        /** The name on the command line. */
        public String label() {
            return label;
        }
    }

    /** Whose instructions. */
    public enum Architecture {
        /** Whatever Linux runs on: the primitives as they are documented. */
        ANY("any", Lowering.NONE),
        /** x86-64. */
        X86("x86", Lowering.X86),
        /** arm64. */
        ARM64("arm64", Lowering.ARM64),
        /** arm64 with FEAT_LRCPC, as C11 and Rust compilers use it. */
        ARM64_RCPC("arm64-rcpc", Lowering.ARM64_RCPC);

        private final String label;
        private final Lowering lowering;

        Architecture(String label, Lowering lowering) {
            this.label = label;
            this.lowering = lowering;
        }

        /** The name in row ids. */
        public String label() {
            return label;
        }

        /** How the kernel's primitives become its instructions. */
        public Lowering lowering() {
            return lowering;
        }
    }
}
