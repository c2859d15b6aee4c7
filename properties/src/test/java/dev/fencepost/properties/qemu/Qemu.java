package dev.fencepost.properties.qemu;

import dev.fencepost.properties.waiting.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A running QEMU: its test socket, and the guest memory that this JVM maps too. It ends with {@link #close}, and
 * whenever this JVM does: a small shell between the two kills it and removes its files as soon as the pipe from here is
 * closed, which the kernel does also for a JVM that is killed.
 */
public final class Qemu implements AutoCloseable {
    private static final String SHELL = """
            trap '' INT TERM HUP PIPE
            folder=$1; shift
            exec 3<&0
            "$@" </dev/null 3<&- & qemu=$!
            { read -r end <&3; kill -9 $qemu; } 2>/dev/null & watch=$!
            wait $qemu; status=$?
            kill -9 $watch 2>/dev/null
            rm -rf "$folder"
            exit $status
            """;
    private static final byte HLT = (byte) 0xf4;
    private static final int FIRMWARE = 1 << 16;
    private static final Patience PATIENCE = Patience.seconds(20);
    private static final Patience LAST_WORDS = Patience.seconds(2);
    private static final int SAID = 4000;

    private final List<String> command;
    private final Process process;
    private final Thread listener;
    private final StringBuilder said = new StringBuilder();
    private long heard;
    private final Path folder;
    private Qtest qtest;
    private GuestMemory memory;

    private Qemu(List<String> command, Path folder, QemuMachine.Memory shared) {
        this.command = command;
        this.folder = folder;
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", SHELL, "sh", folder.toString()));
        guarded.addAll(command);
        try {
            process = new ProcessBuilder(guarded)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener = new Thread(this::listen, "what QEMU says");
        listener.setDaemon(true);
        listener.start();
        try {
            qtest = new Qtest(folder.resolve("qtest"), this, PATIENCE);
            // It listens before it looks at its devices, and may end yet.
            qtest.read(1, 0);
            memory = GuestMemory.map(folder.resolve("memory"), shared);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts one. */
    public static Qemu start(Path program, QemuMachine machine) {
        return start(program, machine, Map.of());
    }

    /**
     * Starts one.
     *
     * @param images empty files to make in {@code $DIR}: their names and lengths in bytes
     * @throws QemuException if it does not come up, with what it said
     */
    public static Qemu start(Path program, QemuMachine machine, Map<String, Long> images) {
        try {
            Path folder = Files.createTempDirectory("fencepost-qemu-");
            byte[] firmware = new byte[FIRMWARE];
            Arrays.fill(firmware, HLT);
            Files.write(folder.resolve("firmware"), firmware);
            for (Map.Entry<String, Long> image : images.entrySet()) {
                Sparse.create(folder.resolve(image.getKey()), image.getValue());
            }
            return new Qemu(machine.command(program.toString(), folder.toString()), folder, machine.memory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        byte[] some = new byte[1024];
        try (InputStream stream = process.getErrorStream()) {
            for (int read = stream.read(some); read >= 0; read = stream.read(some)) {
                hear(new String(some, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            hear("(and then: " + e + ")");
        }
    }

    private synchronized void hear(String words) {
        said.append(words);
        heard += words.length();
        said.delete(0, Math.max(0, said.length() - SAID));
    }

    /** The last that it said on its standard error. */
    public synchronized String said() {
        return said.toString();
    }

    /** How many characters it has said in all. */
    public synchronized long heard() {
        return heard;
    }

    /** Its test socket. */
    public Qtest qtest() {
        return qtest;
    }

    /** The guest memory that is mapped here. */
    public GuestMemory memory() {
        return memory;
    }

    /** Its folder, {@code $DIR}; gone once it has ended. */
    public Path folder() {
        return folder;
    }

    /** Whether it runs, and answers what it is asked. */
    public boolean isSound() {
        return isAlive() && qtest.isInStep();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What to throw when something about it is wrong: with what it said, and how it was started. */
    QemuException failure(String what) {
        String end = isAlive() ? "it still runs" : "it has ended with status " + process.exitValue();
        String words = said().strip();
        return new QemuException(what + "; " + end + ", and said: " + (words.isEmpty() ? "nothing" : words)
                + "\nStarted as: " + String.join(" ", command));
    }

    /** Gives a dying QEMU the time to say why. */
    void awaitEnd() {
        try {
            LAST_WORDS.until("QEMU's last words", () -> !process.isAlive() && !listener.isAlive());
        } catch (AssertionError silent) {
            hear("(and goes on)");
        }
    }

    /** Kills it, and waits until it is gone; no harm if it is. */
    @Override
    public void close() {
        if (qtest != null) {
            qtest.close();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            hear("(its guard is gone: " + e + ")");
        }
        PATIENCE.untilEnded("QEMU, which was killed", process);
        PATIENCE.untilEnded(listener);
    }
}
