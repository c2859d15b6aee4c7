package dev.fencepost.model.platform;

import dev.fencepost.model.memory.FenceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a plan can put at a barrier site: the barrier vocabulary of the Linux kernel, and the absence of a barrier. */
public enum Primitive {
    /** Nothing. */
    NONE("none", Family.COMPILER, null, Form.NOTHING),
    /** Nothing but the branch that the algorithm has anyway: what people mean by "there is a control dependency". */
    CTRL_DEP("ctrl-dep", Family.COMPILER, null, Form.NOTHING),
    /** A compiler barrier. */
    BARRIER("barrier", Family.COMPILER, FenceKind.COMPILER, Form.FENCE),

    /** Loads before loads, among processors. */
    SMP_RMB("smp_rmb", Family.SMP, FenceKind.LOAD_LOAD, Form.FENCE),
    /** Stores before stores, among processors. */
    SMP_WMB("smp_wmb", Family.SMP, FenceKind.STORE_STORE, Form.FENCE),
    /** Everything before everything, among processors. */
    SMP_MB("smp_mb", Family.SMP, FenceKind.FULL, Form.FENCE),
    /** A store followed by a full barrier. */
    SMP_STORE_MB("smp_store_mb", Family.SMP, FenceKind.FULL, Form.STORE_THEN_FENCE),
    /** A store that earlier accesses do not pass. */
    SMP_STORE_RELEASE("smp_store_release", Family.SMP, null, Form.RELEASE),
    /** A load that later accesses do not pass. */
    SMP_LOAD_ACQUIRE("smp_load_acquire", Family.SMP, null, Form.ACQUIRE),

    /** smp_rmb of an SMP build, in every build. */
    VIRT_RMB("virt_rmb", Family.VIRT, FenceKind.LOAD_LOAD, Form.FENCE),
    /** smp_wmb of an SMP build, in every build. */
    VIRT_WMB("virt_wmb", Family.VIRT, FenceKind.STORE_STORE, Form.FENCE),
    /** smp_mb of an SMP build, in every build. */
    VIRT_MB("virt_mb", Family.VIRT, FenceKind.FULL, Form.FENCE),
    /** smp_store_mb of an SMP build, in every build. */
    VIRT_STORE_MB("virt_store_mb", Family.VIRT, FenceKind.FULL, Form.STORE_THEN_FENCE),
    /** smp_store_release of an SMP build, in every build. */
    VIRT_STORE_RELEASE("virt_store_release", Family.VIRT, null, Form.RELEASE),
    /** smp_load_acquire of an SMP build, in every build. */
    VIRT_LOAD_ACQUIRE("virt_load_acquire", Family.VIRT, null, Form.ACQUIRE),

    /** Loads before loads, also toward coherent DMA masters. */
    DMA_RMB("dma_rmb", Family.DMA, FenceKind.LOAD_LOAD, Form.FENCE),
    /** Stores before stores, also toward coherent DMA masters. */
    DMA_WMB("dma_wmb", Family.DMA, FenceKind.STORE_STORE, Form.FENCE),
    /** Everything before everything, also toward coherent DMA masters. */
    DMA_MB("dma_mb", Family.DMA, FenceKind.FULL, Form.FENCE),

    /** Loads before loads, toward everything. */
    RMB("rmb", Family.MANDATORY, FenceKind.LOAD_LOAD, Form.FENCE),
    /** Stores before stores, toward everything. */
    WMB("wmb", Family.MANDATORY, FenceKind.STORE_STORE, Form.FENCE),
    /** Everything before everything, toward everything, and complete. */
    MB("mb", Family.MANDATORY, FenceKind.FULL, Form.FENCE),

    /** A read from the device: the writes posted to it have arrived before anything that follows. */
    READL("readl", Family.MMIO, FenceKind.READ_BACK, Form.FENCE);

    private final String spelling;
    private final Family family;
    private final FenceKind kind;
    private final Form form;

    Primitive(String spelling, Family family, FenceKind kind, Form form) {
        this.spelling = spelling;
        this.family = family;
        this.kind = kind;
        this.form = form;
    }

    /** As the kernel spells it. */
    public String spelling() {
        return spelling;
    }

    /** Whom it is for. */
    public Family family() {
        return family;
    }

    /** What it orders as a fence; empty where it is none. */
    public Optional<FenceKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** How it is written into a program. */
    public Form form() {
        return form;
    }

    /** The primitive of that spelling, if there is one. */
    public static Optional<Primitive> of(String spelling) {
        return Arrays.stream(values())
                .filter(primitive -> primitive.spelling.equals(spelling))
                .findFirst();
    }

    /** All spellings, in the order of declaration. */
    public static List<String> spellings() {
        return Arrays.stream(values()).map(Primitive::spelling).toList();
    }

    /** Whom a family of primitives orders memory for. */
    public enum Family {
        /** Nobody but the compiler. */
        COMPILER,
        /** The processors of an SMP build; nobody on a UP build. */
        SMP,
        /** The processors of an SMP host, whatever the guest's build. */
        VIRT,
        /** Also coherent DMA masters. */
        DMA,
        /** Everything, MMIO included. */
        MANDATORY,
        /** One device: accesses to its registers. */
        MMIO
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
        ACQUIRE
    }
}
