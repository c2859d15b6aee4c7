package dev.fencepost.properties.qemu;

import java.util.ArrayList;
import java.util.List;

/**
 * What a QEMU is started as. In an argument {@code $DIR} stands for the folder of that QEMU, where its files lie.
 *
 * @param type for {@code -M}
 * @param memory bytes of guest memory that the test maps too, and how it comes into the machine
 * @param devices further arguments
 */
public record QemuMachine(String type, Memory memory, List<String> devices) {
    private static final long RAM = 0;
    /** Below 1 MiB lies firmware; and QEMU takes a queue at address 0 for one that has not been set up. */
    private static final int LOW = 1 << 20;
    /** Where the memory module of a PC lies: behind the first 4 GiB, so that no half of an address is 0. */
    private static final long MODULE = 1L << 32;

    /**
     * Guest memory that the test maps.
     *
     * @param bytes how many
     * @param address guest-physical address of the first
     * @param reserved how many of the first ones are nobody's to use
     * @param arguments that make it
     */
    public record Memory(int bytes, long address, int reserved, List<String> arguments) {}

    /** Copies the list. */
    public QemuMachine {
        devices = List.copyOf(devices);
    }

    /**
     * A PC with PCI Express. Its processor halts at once. The memory that the test maps is a module behind the first 4
     * GiB of addresses; {@code bytes} is a multiple of 2 MiB.
     */
    public static QemuMachine q35(int bytes) {
        Memory memory = new Memory(
                bytes,
                MODULE,
                0,
                List.of(
                        "-m",
                        "16M,slots=1,maxmem=1G",
                        "-object",
                        "memory-backend-file,id=shared,share=on,mem-path=$DIR/memory,size=" + bytes,
                        "-device",
                        "pc-dimm,memdev=shared,addr=" + MODULE));
        return new QemuMachine("q35", memory, List.of("-bios", "$DIR/firmware"));
    }

    /** The smallest machine, with virtio-mmio. All of its memory, {@code bytes}, is what the test maps. */
    public static QemuMachine microvm(int bytes) {
        Memory memory = new Memory(
                bytes,
                RAM,
                LOW,
                List.of(
                        "-m",
                        Integer.toString(bytes >> 20),
                        "-object",
                        "memory-backend-file,id=shared,share=on,mem-path=$DIR/memory,size=" + bytes));
        return new QemuMachine(
                "microvm,memory-backend=shared,pic=off,pit=off,rtc=off",
                memory,
                List.of("-bios", "$DIR/firmware", "-global", "virtio-mmio.force-legacy=false"));
    }

    /** The same with these arguments too. */
    public QemuMachine with(String... arguments) {
        List<String> all = new ArrayList<>(devices);
        all.addAll(List.of(arguments));
        return new QemuMachine(type, memory, all);
    }

    /** The whole command line. */
    List<String> command(String program, String folder) {
        List<String> command = new ArrayList<>(
                List.of(program, "-M", type, "-accel", "tcg", "-nodefaults", "-no-user-config", "-display", "none"));
        command.addAll(List.of("-qtest", "unix:$DIR/qtest,server=on,wait=off", "-qtest-log", "/dev/null"));
        command.addAll(memory.arguments());
        command.addAll(devices);
        command.replaceAll(argument -> argument.replace("$DIR", folder));
        return command;
    }
}
