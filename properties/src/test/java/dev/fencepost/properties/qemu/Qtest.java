package dev.fencepost.properties.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The client of QEMU's test socket: accesses to guest-physical memory and to ports, as a processor would make them. A
 * command is a line, and so is its answer; about 15 us each. For one thread.
 */
public final class Qtest {
    private static final int LINE = 1 << 16;

    private final Qemu qemu;
    private final SocketChannel socket;
    private final int seconds;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LINE);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LINE);
    private final StringBuilder command = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();

    /** When the command that has no answer yet was sent; 0 for none. */
    private volatile long askedAt;

    Qtest(Path path, Qemu qemu, int seconds) {
        this.qemu = qemu;
        this.seconds = seconds;
        socket = connect(path);
        in.flip();
        Thread watch = new Thread(this::watch, "watch over QEMU's answers");
        watch.setDaemon(true);
        watch.start();
    }

    private SocketChannel connect(Path path) {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            try {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                try {
                    channel.connect(address);
                    return channel;
                } catch (IOException e) {
                    channel.close();
                }
                if (!qemu.isAlive()) {
                    qemu.awaitEnd();
                    throw qemu.failure("QEMU does not start");
                }
                if (System.nanoTime() > end) {
                    throw qemu.failure("QEMU does not open " + path + " within " + seconds + " s");
                }
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (IOException e) {
                throw new QemuException("no local socket", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new QemuException("interrupted while QEMU started", e);
            }
        }
    }

    /** A QEMU that hangs would hang the test: the end of its socket does not. */
    private void watch() {
        try {
            while (socket.isOpen() && qemu.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(500);
                long asked = askedAt;
                if (asked != 0 && System.nanoTime() - asked > TimeUnit.SECONDS.toNanos(seconds)) {
                    socket.close();
                }
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
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

    private void exchange() {
        out.clear();
        out.put(command.toString().getBytes(StandardCharsets.US_ASCII))
                .put((byte) '\n')
                .flip();
        askedAt = System.nanoTime() | 1;
        try {
            while (out.hasRemaining()) {
                socket.write(out);
            }
            readLine();
        } catch (IOException e) {
            boolean late = System.nanoTime() - askedAt > TimeUnit.SECONDS.toNanos(seconds);
            if (!late) {
                qemu.awaitEnd();
            }
            throw qemu.failure(
                    late
                            ? "QEMU does not answer '" + command + "' within " + seconds + " s"
                            : "QEMU closed its socket at '" + command + "' (" + e.getMessage() + ")");
        }
        askedAt = 0;
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
        try {
            socket.close();
        } catch (IOException e) {
            throw new QemuException("closing the test socket", e);
        }
    }
}
