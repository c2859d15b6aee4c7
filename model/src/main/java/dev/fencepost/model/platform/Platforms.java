package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.platform.Platform.Architecture;
import dev.fencepost.model.platform.Platform.BaseModel;
import dev.fencepost.model.platform.Platform.Build;
import dev.fencepost.model.platform.Platform.Party;
import dev.fencepost.model.verdict.Evidence.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The platforms that Fencepost knows, as data. Two kinds of rows must not be mixed up: a contract says what Linux
 * documents a primitive to guarantee, hardware what its instructions do on one architecture.
 *
 * <p>A contract for any architecture rests on the kernel's memory model, so that it allows whatever that allows; across
 * a weak boundary its extension says how far a barrier reaches. What x86 and arm64 do beside that is in the hardware
 * rows.
 *
 * <p>What lies behind a location (registers, write-combining memory, memory that is not coherent) is said by the
 * protocol or the litmus test, not by the row. Writes to registers are posted in the rows of {@code pci-device} only;
 * elsewhere the notification itself is taken to follow the sender's earlier stores, as writel and a trap do.
 */
public final class Platforms {
    private static final Party SMP_DRIVER = new Party("driver on an SMP kernel", Build.SMP, Place.CPU);
    private static final Party UP_DRIVER = new Party("driver on a UP guest kernel", Build.UP, Place.CPU);
    private static final Party UP_PEER = new Party("peer on another UP guest kernel", Build.UP, Place.CPU);
    private static final Party SMP_HOST = new Party("vhost or VMM on the SMP host", Build.SMP, Place.CPU);
    private static final Party MASTER = new Party("device that snoops the caches", Build.SMP, Place.COHERENT_MASTER);
    private static final Party REMOTE = new Party("remote core, own operating system", Build.SMP, Place.REMOTE);

    private static final List<Platform> ROWS = List.of(
            new Platform(
                    "up-guest",
                    Row.CONTRACT,
                    Architecture.ANY,
                    "guest kernel without CONFIG_SMP on an SMP host",
                    UP_DRIVER,
                    SMP_HOST,
                    Set.of(),
                    BaseModel.LKMM,
                    "memory-barriers.txt, VIRTUAL MACHINE GUESTS"),
            hardware("up-guest", Architecture.X86, BaseModel.TSO, UP_DRIVER, SMP_HOST, "the same on x86"),
            hardware("up-guest", Architecture.ARM64, BaseModel.ARMV8, UP_DRIVER, SMP_HOST, "the same on arm64"),
            new Platform(
                    "ivshmem",
                    Row.CONTRACT,
                    Architecture.ANY,
                    "two guests on one SMP host, both perhaps without CONFIG_SMP",
                    UP_DRIVER,
                    UP_PEER,
                    Set.of(),
                    BaseModel.LKMM,
                    "QEMU docs/specs/ivshmem-spec.rst; memory-barriers.txt, VIRTUAL MACHINE GUESTS"),
            new Platform(
                    "smp-lkmm",
                    Row.CONTRACT,
                    Architecture.ANY,
                    "both sides are software on one SMP system, any architecture",
                    SMP_DRIVER,
                    SMP_HOST,
                    Set.of(),
                    BaseModel.LKMM,
                    "linux-kernel.cat; memory-barriers.txt, CPU MEMORY BARRIERS"),
            hardware("smp-x86", Architecture.X86, BaseModel.TSO, SMP_DRIVER, SMP_HOST, "both sides on one x86 system"),
            hardware(
                    "smp-arm64",
                    Architecture.ARM64,
                    BaseModel.ARMV8,
                    SMP_DRIVER,
                    SMP_HOST,
                    "both sides on one arm64 system"),
            hardware(
                    "smp-arm64-rcpc",
                    Architecture.ARM64_RCPC,
                    BaseModel.ARMV8,
                    SMP_DRIVER,
                    SMP_HOST,
                    "both sides on one arm64 system, acquire loads as LDAPR"),
            new Platform(
                    "dma-coherent",
                    Row.CONTRACT,
                    Architecture.ANY,
                    "hardware device in the outer domain, coherent",
                    SMP_DRIVER,
                    MASTER,
                    Set.of(Reach.OUTER),
                    BaseModel.LKMM,
                    "memory-barriers.txt, CPU MEMORY BARRIERS: smp_* say nothing about a DMA master"),
            hardware(
                    "dma-coherent",
                    Architecture.X86,
                    BaseModel.TSO,
                    SMP_DRIVER,
                    MASTER,
                    "the same on x86, device as strong as a processor"),
            hardware(
                    "dma-coherent",
                    Architecture.ARM64,
                    BaseModel.ARMV8,
                    SMP_DRIVER,
                    MASTER,
                    "the same on arm64: shareability makes no difference"),
            posted(
                    Row.CONTRACT,
                    Architecture.ANY,
                    BaseModel.LKMM,
                    "registers of a PCI device: writes to them are posted",
                    "PCI Local Bus 3.0, 3.2.5 and 6.8.3.6; memory-barriers.txt, KERNEL I/O BARRIER EFFECTS"),
            posted(
                    Row.HARDWARE,
                    Architecture.X86,
                    BaseModel.TSO,
                    "the same on x86",
                    "x86-TSO; PCI Local Bus 3.0, 3.2.5"),
            posted(
                    Row.HARDWARE,
                    Architecture.ARM64,
                    BaseModel.ARMV8,
                    "the same on arm64",
                    "Arm ARM B2.3; PCI Local Bus 3.0, 3.2.5"),
            new Platform(
                    "remoteproc",
                    Row.CONTRACT,
                    Architecture.ANY,
                    "AMP core behind a weakly ordered interconnect",
                    SMP_DRIVER,
                    REMOTE,
                    Set.of(Reach.SYSTEM),
                    BaseModel.LKMM,
                    "virtio RFC of November 2011; Linux 7b21e34fd1c2"));

    private Platforms() {}

    private static Platform hardware(
            String name, Architecture architecture, BaseModel base, Party driver, Party device, String title) {
        String source = switch (architecture) {
            case X86 -> "arch/x86/include/asm/barrier.h; x86-TSO";
            case ARM64 -> "arch/arm64/include/asm/barrier.h; Arm ARM B2.3";
            case ARM64_RCPC -> "Arm ARM B2.3, LDAPR (FEAT_LRCPC): what C11 and Rust acquire loads become";
            case ANY -> throw new IllegalArgumentException("hardware has an architecture");
        };
        return new Platform(name, Row.HARDWARE, architecture, title, driver, device, Set.of(), base, source);
    }

    /** Memory is coherent with the device, whose own registers lie behind what posts writes to them. */
    private static Platform posted(Row row, Architecture architecture, BaseModel base, String title, String source) {
        return new Platform(
                "pci-device", row, architecture, title, SMP_DRIVER, MASTER, Set.of(Reach.DEVICE), base, source);
    }

    /** All rows, contract before hardware within a platform. */
    public static List<Platform> rows() {
        return ROWS;
    }

    /** The row with that {@link Platform#id}. */
    public static Optional<Platform> of(String id) {
        return ROWS.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** The ids of all rows. */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>();
        ROWS.forEach(row -> ids.add(row.id()));
        return ids;
    }
}
