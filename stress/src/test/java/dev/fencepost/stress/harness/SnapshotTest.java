package dev.fencepost.stress.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final class Node {
        private int value;
        private Node next;
        private final boolean[] bits = new boolean[2];

        Node(int value, Node next) {
            this.value = value;
            this.next = next;
        }
    }

    private static final class Numbers {
        private final int[] some = {1, 2};
        private final Object[] fixed = {new int[1]};
        private long one = 1L << 40;
    }

    private static final class Bits {
        private final boolean[] bits = new boolean[2];
    }

    private static final class Keeper {
        private final List<Integer> list = new ArrayList<>();
    }

    @Test
    void numbersComeBack() {
        Numbers numbers = new Numbers();
        Snapshot snapshot = Snapshot.of(numbers);
        Object saved = snapshot.save();
        numbers.some[1] = 7;
        numbers.one = 0;
        ((int[]) numbers.fixed[0])[0] = 5;
        assertThat(snapshot.numbers(snapshot.save())).isNotEqualTo(snapshot.numbers(saved));
        snapshot.restore(saved);
        assertThat(snapshot).isInstanceOf(NumberSnapshot.class);
        assertThat(numbers.some).containsExactly(1, 2);
        assertThat(numbers.one).isEqualTo(1L << 40);
        assertThat((int[]) numbers.fixed[0]).containsExactly(0);
    }

    /** A field of theirs that can refer to something else would make every exploration several times slower. */
    @Test
    void theStatesOfTheseAreNumbersOnly() {
        for (Harness.Maker maker : List.of(
                HarnessSubjects.SPLIT_RING.of("tso,late"),
                HarnessSubjects.PACKED_RING.of("tso,late"),
                HarnessSubjects.MSIX.of("tso,events-1,config"),
                HarnessSubjects.DISPATCH.of("sc,vcpus-2,mixed,unplug,device"))) {
            assertThat(Snapshot.ofHarness(maker.make(null))).isInstanceOf(NumberSnapshot.class);
        }
    }

    @Test
    void referencesComeBack() {
        Node last = new Node(3, null);
        Node first = new Node(1, last);
        Snapshot snapshot = Snapshot.of(first);
        Object saved = snapshot.save();
        first.next = new Node(9, first);
        last.value = 4;
        last.bits[1] = true;
        snapshot.restore(saved);
        assertThat(first.next).isSameAs(last);
        assertThat(last.value).isEqualTo(3);
        assertThat(last.bits[1]).isFalse();
    }

    /** Also where no reference can change. */
    @Test
    void booleansComeBack() {
        Bits some = new Bits();
        Snapshot snapshot = Snapshot.of(some);
        Object saved = snapshot.save();
        some.bits[1] = true;
        assertThat(snapshot.numbers(snapshot.save())).isNotEqualTo(snapshot.numbers(saved));
        snapshot.restore(saved);
        assertThat(some.bits[1]).isFalse();
    }

    @Test
    void shapesCountAndObjectsDoNot() {
        Node first = new Node(1, new Node(2, null));
        Snapshot snapshot = Snapshot.of(first);
        long[] before = snapshot.numbers(snapshot.save());
        first.next = new Node(2, null);
        assertThat(snapshot.numbers(snapshot.save())).isEqualTo(before);
        first.next.next = first;
        assertThat(snapshot.numbers(snapshot.save())).isNotEqualTo(before);
    }

    @Test
    void whatIsLeftOutStaysAsItIs() {
        Node left = new Node(2, null);
        Node first = new Node(1, left);
        Snapshot snapshot = Snapshot.of(first, left);
        Object saved = snapshot.save();
        left.value = 5;
        first.value = 6;
        first.next = null;
        snapshot.restore(saved);
        assertThat(left.value).isEqualTo(5);
        assertThat(first.value).isEqualTo(1);
        assertThat(first.next).isSameAs(left);
    }

    @Test
    void collectionsThatChangeAreRefused() {
        assertThatThrownBy(() -> Snapshot.of(new Keeper()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.util.ArrayList");
    }

    @Test
    void anArrayWhoseReferencesChangeIsRefused() {
        Numbers numbers = new Numbers();
        Snapshot snapshot = Snapshot.of(numbers);
        numbers.fixed[0] = new int[1];
        assertThatThrownBy(snapshot::save).hasMessageContaining("array of references changed");
    }
}
