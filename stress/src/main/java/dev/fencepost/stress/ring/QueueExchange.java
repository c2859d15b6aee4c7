package dev.fencepost.stress.ring;

import java.nio.ByteBuffer;
import java.util.Queue;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jctools.queues.SpscArrayQueue;

/** What others have: a queue in each direction. */
final class QueueExchange {
    private QueueExchange() {}

    /** JCTools: references to objects, within one heap. */
    static Exchange jctools(int size) {
        Queue<Object> there = new SpscArrayQueue<>(size);
        Queue<Object> back = new SpscArrayQueue<>(size);
        Object message = new Object();
        return new Exchange() {
            @Override
            public boolean send() {
                return there.offer(message);
            }

            @Override
            public boolean serve() {
                Object taken = there.poll();
                return taken != null && back.offer(taken);
            }

            @Override
            public boolean receive() {
                return back.poll() != null;
            }
        };
    }

    /** Agrona: messages of 24 bytes copied through memory that processes can share. */
    static Exchange agrona(int size) {
        RingBuffer there = ring(size);
        RingBuffer back = ring(size);
        UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(24));
        MessageHandler answer = (type, buffer, index, length) -> back.write(type, buffer, index, length);
        MessageHandler nothing = (type, buffer, index, length) -> {};
        return new Exchange() {
            @Override
            public boolean send() {
                return there.write(1, message, 0, 24);
            }

            @Override
            public boolean serve() {
                return there.read(answer, 1) != 0;
            }

            @Override
            public boolean receive() {
                return back.read(nothing, 1) != 0;
            }
        };
    }

    /** Room for {@code size} messages of 24 bytes, 32 with their header: none ever has to be moved past the end. */
    private static RingBuffer ring(int size) {
        // Agrona takes no message of more than an eighth of the ring.
        int bytes = 32 * Math.max(size, 8) + RingBufferDescriptor.TRAILER_LENGTH;
        return new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(bytes)));
    }
}
