package dev.fencepost.properties.qemu;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The running QEMUs of a test class. Whoever asks gets a sound one, whatever a test before did to it: one that ended,
 * hangs, or owes an answer is replaced. Each thread has its own: after a failure jqwik shrinks in another thread, which
 * still does its last try when the next test begins.
 */
public final class Standby<P extends Standby.Peer> implements AutoCloseable {
    /** A QEMU with what stands around it. */
    public interface Peer extends AutoCloseable {
        /** Whether it runs, and answers what it is asked. */
        boolean isSound();

        @Override
        void close();
    }

    private final Supplier<P> maker;
    private final Map<Thread, P> peers = new HashMap<>();
    private boolean over;

    public Standby(Supplier<P> maker) {
        this.maker = maker;
    }

    /**
     * A sound one for this thread.
     *
     * @throws IllegalStateException if the tests are over, and only a thread of theirs is not
     */
    public synchronized P get() {
        if (over) {
            throw new IllegalStateException("the tests against this QEMU are over");
        }
        P peer = peers.get(Thread.currentThread());
        if (peer != null && peer.isSound()) {
            return peer;
        }
        drop();
        P fresh = maker.get();
        peers.put(Thread.currentThread(), fresh);
        return fresh;
    }

    /** What is known of this thread's may be wrong: the next one is new. */
    public synchronized void drop() {
        P peer = peers.remove(Thread.currentThread());
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        peers.values().forEach(Peer::close);
        peers.clear();
    }
}
