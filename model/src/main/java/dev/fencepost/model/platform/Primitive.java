package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan can put at a barrier site: a barrier or an annotated access of the {@link PrimitiveTable}, or nothing.
 * There is one object for each spelling, so that two are equal only if they are the same.
 */
public final class Primitive implements Comparable<Primitive> {
    private static final Map<String, Primitive> BY_SPELLING = load();

    /** Nothing. */
    public static final Primitive NONE = named("none");
    /** Nothing but the branch that the algorithm has anyway: what people mean by "there is a control dependency". */
    public static final Primitive CTRL_DEP = named("ctrl-dep");
    /** A compiler barrier. */
    public static final Primitive BARRIER = named("barrier");

    /** Loads before loads, among processors. */
    public static final Primitive SMP_RMB = named("smp_rmb");
    /** Stores before stores, among processors. */
    public static final Primitive SMP_WMB = named("smp_wmb");
    /** Everything before everything, among processors. */
    public static final Primitive SMP_MB = named("smp_mb");
    /** A store followed by a full barrier. */
    public static final Primitive SMP_STORE_MB = named("smp_store_mb");
    /** A store that earlier accesses do not pass. */
    public static final Primitive SMP_STORE_RELEASE = named("smp_store_release");
    /** A load that later accesses do not pass. */
    public static final Primitive SMP_LOAD_ACQUIRE = named("smp_load_acquire");

    /** smp_rmb of an SMP build, in every build. */
    public static final Primitive VIRT_RMB = named("virt_rmb");
    /** smp_wmb of an SMP build, in every build. */
    public static final Primitive VIRT_WMB = named("virt_wmb");
    /** smp_mb of an SMP build, in every build. */
    public static final Primitive VIRT_MB = named("virt_mb");
    /** smp_store_mb of an SMP build, in every build. */
    public static final Primitive VIRT_STORE_MB = named("virt_store_mb");
    /** smp_store_release of an SMP build, in every build. */
    public static final Primitive VIRT_STORE_RELEASE = named("virt_store_release");
    /** smp_load_acquire of an SMP build, in every build. */
    public static final Primitive VIRT_LOAD_ACQUIRE = named("virt_load_acquire");

    /** Loads before loads, also toward coherent DMA masters. */
    public static final Primitive DMA_RMB = named("dma_rmb");
    /** Stores before stores, also toward coherent DMA masters. */
    public static final Primitive DMA_WMB = named("dma_wmb");
    /** Everything before everything, also toward coherent DMA masters. */
    public static final Primitive DMA_MB = named("dma_mb");

    /** Loads before loads, toward everything. */
    public static final Primitive RMB = named("rmb");
    /** Stores before stores, toward everything. */
    public static final Primitive WMB = named("wmb");
    /** Everything before everything, toward everything, and complete. */
    public static final Primitive MB = named("mb");

    /** A read from the device: the writes posted to it have arrived before anything that follows. */
    public static final Primitive READL = named("readl");

    private static final List<Primitive> OFFERED = List.of(
            NONE,
            CTRL_DEP,
            BARRIER,
            SMP_RMB,
            SMP_WMB,
            SMP_MB,
            SMP_STORE_MB,
            SMP_STORE_RELEASE,
            SMP_LOAD_ACQUIRE,
            VIRT_RMB,
            VIRT_WMB,
            VIRT_MB,
            VIRT_STORE_MB,
            VIRT_STORE_RELEASE,
            VIRT_LOAD_ACQUIRE,
            DMA_RMB,
            DMA_WMB,
            DMA_MB,
            RMB,
            WMB,
            MB,
            READL);

    private final String spelling;
    private final int number;
    private final PrimitiveLine line;
    private final Form form;

    private Primitive(String spelling, int number, PrimitiveLine line, Form form) {
        this.spelling = spelling;
        this.number = number;
        this.line = line;
        this.form = form;
    }

    private static Map<String, Primitive> load() {
        Map<String, Primitive> table = new LinkedHashMap<>();
        for (String name : PrimitiveTable.names()) {
            Map<String, List<PrimitiveLine>> spellings = new LinkedHashMap<>();
            List<PrimitiveLine> lines = PrimitiveTable.named(name);
            boolean word = lines.stream().anyMatch(line -> !line.called());
            for (PrimitiveLine line : lines) {
                if (line.called() != word) {
                    spellings
                            .computeIfAbsent(line.spelling(), any -> new ArrayList<>())
                            .add(line);
                }
            }
            spellings.forEach((spelling, steps) -> Form.of(steps)
                    .ifPresent(form -> table.put(spelling, new Primitive(spelling, table.size(), fence(steps), form))));
        }
        return table;
    }

    private static PrimitiveLine fence(List<PrimitiveLine> steps) {
        return steps.stream().filter(step -> step.does("fence")).findFirst().orElse(steps.get(0));
    }

    private static Primitive named(String spelling) {
        return of(spelling).orElseThrow();
    }

    /**
     * The kernel's vocabulary, from weak to strong and from near to far: what is offered where a primitive is looked
     * for. Every other spelling is another word for one of them, or for what an architecture or a language makes of it.
     */
    public static Primitive[] values() {
        return OFFERED.toArray(Primitive[]::new);
    }

    /**
     * The primitive that the constant of that name is, such as {@code SMP_MB}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Primitive valueOf(String constant) {
        return OFFERED.stream()
                .filter(primitive -> primitive
                        .spelling
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')
                        .equals(constant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no primitive " + constant));
    }

    /** The primitive of that spelling, if there is one. */
    public static Optional<Primitive> of(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }

    /** All spellings: the kernel's first, then the others by name. */
    public static List<String> spellings() {
        List<String> all =
                new ArrayList<>(OFFERED.stream().map(Primitive::spelling).toList());
        BY_SPELLING.values().stream()
                .filter(primitive -> !OFFERED.contains(primitive))
                .forEach(primitive -> all.add(primitive.spelling));
        return all;
    }

    /** As its home spells it: {@code smp_wmb}, {@code fence(SeqCst)}, {@code dmb ishst}. */
    public String spelling() {
        return spelling;
    }

    /** Whom it is for. */
    public Family family() {
        return line.family();
    }

    /** Where it is documented. */
    public String source() {
        return line.source();
    }

    /** What it orders as a fence; empty where it is none. */
    public Optional<FenceKind> kind() {
        return line.does("fence") ? Optional.of(line.barrier().kind()) : Optional.empty();
    }

    /**
     * The fence that it is.
     *
     * @throws IllegalArgumentException if it is none
     */
    Barrier barrier() {
        Barrier barrier = line.barrier();
        return new Barrier(spelling, barrier.kind(), barrier.reach(), barrier.completes());
    }

    /** The annotation of its access. */
    Mode mode() {
        return line.mode();
    }

    /** How it is written into a program. */
    public Form form() {
        return form;
    }

    /** Why it means nothing where programs are lowered like this; empty where it does. */
    public Optional<String> objection(Lowering lowering) {
        if (form == Form.REFUSED) {
            return Optional.of(spelling + " is not judged: " + line.operation().get(1));
        }
        String own = family().architecture();
        return own.isEmpty() || own.equals(lowering.instructions())
                ? Optional.empty()
                : Optional.of(spelling + " is an instruction of " + own + ": it has no meaning "
                        + (lowering.instructions().isEmpty()
                                ? "where any architecture is meant"
                                : "on " + lowering.instructions()));
    }

    /** The kernel's vocabulary first, see {@link #values}. */
    @Override
    public int compareTo(Primitive other) {
        return Integer.compare(rank(), other.rank());
    }

    private int rank() {
        int offered = OFFERED.indexOf(this);
        return offered >= 0 ? offered : OFFERED.size() + number;
    }

    @Override
    public String toString() {
        return spelling;
    }

    /** Whom a family of primitives orders memory for. */
    public enum Family {
        /** Nobody but the compiler. */
        COMPILER(Reach.INNER, ""),
        /** The processors of an SMP build; nobody on a UP build. */
        SMP(Reach.INNER, ""),
        /** The processors of an SMP host, whatever the guest's build. */
        VIRT(Reach.INNER, ""),
        /** Also coherent DMA masters. */
        DMA(Reach.OUTER, ""),
        /** Everything, MMIO included. */
        MANDATORY(Reach.SYSTEM, ""),
        /** One device: accesses to its registers. */
        MMIO(Reach.DEVICE, ""),
        /** Nobody: accesses without a barrier, and atomic operations. */
        ACCESS(Reach.INNER, ""),
        /** The threads of one program, in a language or a library: no build makes nothing of it. */
        LANGUAGE(Reach.INNER, ""),
        /** Instructions of x86. */
        X86(Reach.INNER, "x86"),
        /** Instructions of arm64. */
        ARM64(Reach.INNER, "arm64"),
        /** Instructions of RISC-V. */
        RISCV(Reach.INNER, "riscv"),
        /** Instructions of POWER. */
        POWER(Reach.INNER, "power");

        private final Reach reach;
        private final String architecture;

        Family(Reach reach, String architecture) {
            this.reach = reach;
            this.architecture = architecture;
        }

        /** How far its fences order, where their line does not say. */
        Reach reach() {
            return reach;
        }

        /** Whether its fences wait until earlier accesses are complete, where their line does not say. */
        boolean waits() {
            return reach.compareTo(Reach.SYSTEM) >= 0;
        }

        /** Whose instructions they are; empty for a vocabulary that every architecture has. */
        public String architecture() {
            return architecture;
        }
    }

    /** How a primitive is written. */
    public enum Form {
        /** Not at all. */
        NOTHING,
        /** As a fence between the accesses that the site orders. */
        FENCE,
        /** As a fence right after the site's store. */
        STORE_THEN_FENCE,
        /** As an annotation of the site's store. */
        RELEASE,
        /** As an annotation of the site's load. */
        ACQUIRE,
        /** Known, and judged nowhere. */
        REFUSED;

        private static Optional<Form> of(List<PrimitiveLine> steps) {
            PrimitiveLine first = steps.get(0);
            if (steps.size() == 2) {
                boolean storeMb = first.does("store") && steps.get(1).does("fence");
                return storeMb ? Optional.of(STORE_THEN_FENCE) : Optional.empty();
            }
            if (first.does("load") || first.does("store")) {
                return switch (first.mode()) {
                    case RELEASE -> Optional.of(RELEASE);
                    case ACQUIRE -> Optional.of(ACQUIRE);
                    default -> Optional.empty();
                };
            }
            return switch (first.operation().get(0)) {
                case "nothing" -> Optional.of(NOTHING);
                case "fence" -> Optional.of(FENCE);
                case "refuse" -> Optional.of(REFUSED);
                default -> Optional.empty();
            };
        }
    }
}
