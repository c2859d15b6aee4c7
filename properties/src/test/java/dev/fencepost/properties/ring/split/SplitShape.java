package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.ring.split.SplitFeatures;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many real buffers and descriptors stand where a program of the protocol has one buffer with one descriptor, and
 * which of them are looked at.
 *
 * <p>A batch, or a chain, is held against the program by <em>projection</em>: on one of its buffers and one of the
 * descriptors of that buffer, leaving out what is done to the others. That is enough. What is left out could only have
 * added order to what is kept, so that every execution of the batch is, projected, one of the program; and each claim
 * of the protocol is about one buffer.
 *
 * @param segments how many descriptors describe a buffer, those of an indirect table not counting the one that names it
 * @param indirect whether they stand in a table
 * @param inOrder whether IN_ORDER is negotiated, so that one used element closes a batch
 * @param batch how many buffers are published, and used, by one move of an index
 * @param buffer which of them is looked at
 * @param descriptor which descriptor of it, the head being 0
 */
record SplitShape(int segments, boolean indirect, boolean inOrder, int batch, int buffer, int descriptor) {
    /** As the protocol has it. */
    static final SplitShape SINGLE = new SplitShape(1, false, false, 1, 0, 0);

    /** Chains of 2 and 4, tables of 2 and 4, batches of 2 and 4 with one used element each or one for all. */
    static List<SplitShape> all() {
        return Stream.of(
                        new SplitShape(1, false, true, 1, 0, 0),
                        new SplitShape(2, false, false, 1, 0, 0),
                        new SplitShape(4, false, true, 1, 0, 0),
                        new SplitShape(2, true, false, 1, 0, 0),
                        new SplitShape(1, false, false, 2, 0, 0),
                        new SplitShape(1, false, true, 2, 0, 0),
                        new SplitShape(2, false, true, 4, 0, 0),
                        new SplitShape(4, true, true, 2, 0, 0))
                .flatMap(SplitShape::projections)
                .toList();
    }

    private Stream<SplitShape> projections() {
        int descriptors = indirect ? segments + 1 : segments;
        return IntStream.range(0, batch)
                .boxed()
                .flatMap(buffer -> IntStream.range(0, descriptors)
                        .mapToObj(
                                descriptor -> new SplitShape(segments, indirect, inOrder, batch, buffer, descriptor)));
    }

    /** Descriptors of the ring that a buffer takes. */
    int direct() {
        return indirect ? 1 : segments;
    }

    /** Whether buffers of a later round get the descriptors of the buffers at their place in an earlier one. */
    boolean isReusedInTurn() {
        return batch == 1 || inOrder;
    }

    SplitFeatures features(boolean eventIdx, int firstIndex) {
        return new SplitFeatures(eventIdx, inOrder, indirect, firstIndex);
    }
}
