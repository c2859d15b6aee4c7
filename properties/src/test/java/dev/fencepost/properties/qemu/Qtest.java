package dev.fencepost.properties.qemu;

import dev.fencepost.properties.waiting.Patience;
import dev.fencepost.properties.waiting.Watchdog;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The client of QEMU's test socket: accesses to guest-physical memory and to ports, as a processor would make them. A
 * command is a line, and so is its answer; about 15 us each. For one thread.
 */
public final class Qtest {
    private static final int LINE = 1 << 16;
    /** Memory that nobody else uses: below all firmware, and above what a processor would start with. */
    private static final long ECHO = 0x600;

    private final Qemu qemu;
    private final SocketChannel socket;
    private final Patience patience;
    /** A QEMU that hangs would hang the test: the end of its socket does not. */
    private final Watchdog watchdog;

    private final ByteBuffer out = ByteBuffer.allocateDirect(LINE);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LINE);
    private final StringBuilder command = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();

    private long echoes;

    /** {@code patience} is that with each answer. */
    Qtest(Path path, Qemu qemu, Patience patience) {
        this.qemu = qemu;
        this.patience = patience;
        socket = connect(path);
        in.flip();
        watchdog = new Watchdog("watch over QEMU's answers", patience, this::close);
    }

    private SocketChannel connect(Path path) {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        AtomicReference<SocketChannel> connected = new AtomicReference<>();
        try {
            patience.until("QEMU to open " + path, () -> {
                connected.set(tryTo(address));
                return connected.get() != null || !qemu.isAlive();
            });
        } catch (AssertionError late) {
            throw qemu.failure(late.getMessage());
        }
        if (connected.get() == null) {
            qemu.awaitEnd();
            throw qemu.failure("QEMU does not start");
        }
        return connected.get();
    }

    /** A connection; null where nobody listens yet. */
    private static SocketChannel tryTo(UnixDomainSocketAddress address) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(address);
                return channel;
            } catch (IOException e) {
                channel.close();
                return null;
            }
        } catch (IOException e) {
            throw new QemuException("no local socket", e);
        }
    }

    /** Reads 1, 2, 4 or 8 bytes, little-endian; fewer than 8 as a number without a sign. */
    public long read(int size, long address) {
        begin("read").append(letter(size)).append(" 0x").append(Long.toHexString(address));
        return number();
    }

    /** Writes 1, 2, 4 or 8 bytes: the low ones of {@code value}. */
    public void write(int size, long address, long value) {
        begin("write").append(letter(size)).append(" 0x").append(Long.toHexString(address));
        command.append(" 0x").append(Long.toHexString(low(size, value)));
        done();
    }

    /** Reads a port of 1, 2 or 4 bytes. */
    public int in(int size, int port) {
        begin("in").append(letter(size)).append(" 0x").append(Integer.toHexString(port));
        return (int) number();
    }

    /** Writes a port of 1, 2 or 4 bytes. */
    public void out(int size, int port, int value) {
        begin("out").append(letter(size)).append(" 0x").append(Integer.toHexString(port));
        command.append(" 0x").append(Long.toHexString(low(size, value)));
        done();
    }

    private static long low(int size, long value) {
        return size == Long.BYTES ? value : value & (1L << 8 * size) - 1;
    }

    private static char letter(int size) {
        switch (size) {
            case 1:
                return 'b';
            case 2:
                return 'w';
            case 4:
                return 'l';
            case 8:
                return 'q';
            default:
                throw new IllegalArgumentException("no access of " + size + " bytes, expected 1, 2, 4 or 8");
        }
    }

    private StringBuilder begin(String verb) {
        command.setLength(0);
        return command.append(verb);
    }

    private long number() {
        exchange();
        if (answer.length() < 6 || answer.indexOf("OK 0x") != 0) {
            throw qemu.failure("QEMU answers '" + answer + "' to '" + command + "', expected OK and a number");
        }
        return Long.parseUnsignedLong(answer, 5, answer.length(), 16);
    }

    private void done() {
        exchange();
        if (answer.length() != 2 || answer.indexOf("OK") != 0) {
            throw qemu.failure("QEMU answers '" + answer + "' to '" + command + "', expected OK");
        }
    }

    /** Whether each answer is that to what was asked last: nothing is still to come, and nothing came too often. */
    boolean isInStep() {
        if (watchdog.isWaiting() || in.hasRemaining() || !socket.isOpen()) {
            return false;
        }
        try {
            echoes++;
            write(8, ECHO, echoes);
            return read(8, ECHO) == echoes;
        } catch (QemuException outOfStep) {
            return false;
        }
    }

    /** Sends a command, the answer to which is still to be read. */
    void ask(CharSequence words) throws IOException {
        out.clear();
        out.put(words.toString().getBytes(StandardCharsets.US_ASCII))
                .put((byte) '\n')
                .flip();
        while (out.hasRemaining()) {
            socket.write(out);
        }
    }

    private void exchange() {
        if (watchdog.isWaiting()) {
            throw qemu.failure("out of step: an answer is still to come, and '" + command + "' is to be asked");
        }
        watchdog.begin();
        try {
            ask(command);
            readLine();
        } catch (IOException e) {
            boolean late = watchdog.isOverdue();
            if (!late) {
                qemu.awaitEnd();
            }
            throw qemu.failure(
                    late
                            ? "QEMU does not answer '" + command + "' within " + patience
                            : "QEMU closed its socket at '" + command + "' (" + e.getMessage() + ")");
        }
        watchdog.done();
    }

    private void readLine() throws IOException {
        answer.setLength(0);
        while (true) {
            while (in.hasRemaining()) {
                char next = (char) in.get();
                if (next == '\n') {
                    return;
                }
                answer.append(next);
            }
            in.clear();
            int read = socket.read(in);
            in.flip();
            if (read < 0) {
                throw new IOException("end of the stream");
            }
        }
    }

    void close() {
        watchdog.stop();
        try {
            socket.close();
        } catch (IOException e) {
            throw new QemuException("closing the test socket", e);
        }
    }
}
