package dev.fencepost.stress.jmh;

import dev.fencepost.impl.vring.SplitFeatures;

/** What is measured. */
public enum Subject {
    /** The split ring as negotiated by default. */
    SPLIT {
        @Override
        Exchange make(int size) {
            return new SplitExchange(size, Fences.SMP, SplitFeatures.none().withEventIdx(), false);
        }
    },
    /** The split ring with IN_ORDER. */
    SPLIT_IN_ORDER {
        @Override
        Exchange make(int size) {
            SplitFeatures features = SplitFeatures.none().withEventIdx().withInOrder();
            return new SplitExchange(size, Fences.SMP, features, false);
        }
    },
    /** JCTools SpscArrayQueue. */
    JCTOOLS {
        @Override
        Exchange make(int size) {
            return QueueExchange.jctools(size);
        }
    },
    /** Agrona OneToOneRingBuffer. */
    AGRONA {
        @Override
        Exchange make(int size) {
            return QueueExchange.agrona(size);
        }
    };

    abstract Exchange make(int size);
}
