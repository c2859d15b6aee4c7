package dev.fencepost.stress.ring;

import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.stress.bench.Fences;

/** What is measured. */
public enum Subject {
    /** The split ring as negotiated by default. */
    SPLIT {
        @Override
        Exchange make(int size) {
            return new RingExchange(
                    BenchRing.split(size, Fences.SMP, SplitFeatures.none().withEventIdx()), false);
        }
    },
    /** The split ring with IN_ORDER. */
    SPLIT_IN_ORDER {
        @Override
        Exchange make(int size) {
            SplitFeatures features = SplitFeatures.none().withEventIdx().withInOrder();
            return new RingExchange(BenchRing.split(size, Fences.SMP, features), false);
        }
    },
    /** The packed ring as negotiated by default. */
    PACKED {
        @Override
        Exchange make(int size) {
            return new RingExchange(
                    BenchRing.packed(size, Fences.SMP, PackedFeatures.none().withEventIdx()), false);
        }
    },
    /** The packed ring with IN_ORDER. */
    PACKED_IN_ORDER {
        @Override
        Exchange make(int size) {
            PackedFeatures features = PackedFeatures.none().withEventIdx().withInOrder();
            return new RingExchange(BenchRing.packed(size, Fences.SMP, features), false);
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
