package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.persistent.BlockRequest;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import org.junit.jupiter.api.Test;

/** A request is fetched once, and what is in it is checked. */
@Claims(Clause.B7)
class BlockRequestTest {
    private static final int AT = BlockRequest.BYTES;

    /** A frontend that changes a field as soon as it was read. */
    static final class Restless extends ArrayMemory {
        private int loads;

        Restless() {
            super(2 * BlockRequest.BYTES);
        }

        /** How often the backend read. */
        int loads() {
            return loads;
        }

        @Override
        public int load16(Mode mode, int offset) {
            int value = super.load16(mode, offset);
            loads++;
            super.store16(mode, offset, 0xff01);
            return value;
        }

        @Override
        public int load32(Mode mode, int offset) {
            int value = super.load32(mode, offset);
            loads++;
            super.store32(mode, offset, -1);
            return value;
        }
    }

    static void write(ArrayMemory ring, int operation, int segments) {
        ring.store16(Mode.PLAIN, AT, operation | segments << 8);
        ring.store64(Mode.PLAIN, AT + 8, 77);
        for (int i = 0; i < Math.min(segments, BlockRequest.MOST_SEGMENTS); i++) {
            ring.store32(Mode.PLAIN, AT + 24 + 8 * i, 100 + i);
            ring.store32(Mode.PLAIN, AT + 28 + 8 * i, 7 << 8);
        }
    }

    @Test
    void fieldsAreWhereTheInterfaceHasThem() {
        ArrayMemory ring = new ArrayMemory(2 * BlockRequest.BYTES);
        write(ring, 1, 11);
        BlockRequest request = new BlockRequest();
        assertThat(request.fetch(ring, AT)).isTrue();
        assertThat(request.operation()).isEqualTo(1);
        assertThat(request.count()).isEqualTo(11);
        assertThat(request.id()).isEqualTo(77);
        assertThat(request.names()).startsWith(100, 101, 102).endsWith(110);
        assertThat(request.bytes(10)).isEqualTo(4096);
    }

    /** Whatever the frontend writes after the first look is never seen. */
    @Test
    void everyFieldIsFetchedOnce() {
        Restless ring = new Restless();
        write(ring, 0, 3);
        BlockRequest request = new BlockRequest();
        assertThat(request.fetch(ring, AT)).isTrue();
        assertThat(request.count()).isEqualTo(3);
        assertThat(request.names()).startsWith(100, 101, 102, 0);
        assertThat(ring.loads()).isEqualTo(1 + 2 * 3);
        assertThat(new BlockRequest().fetch(ring, AT))
                .as("the next look sees what was written since")
                .isFalse();
    }

    /** A backend that checks the number of segments, and then fetches it again, as QEMU did (XSA-155). */
    private static int fetchedTwice(ArrayMemory ring) {
        int checked = ring.load16(Mode.OPAQUE, AT) >>> 8;
        return checked > BlockRequest.MOST_SEGMENTS ? 0 : ring.load16(Mode.OPAQUE, AT) >>> 8;
    }

    /** The same frontend against one that fetches twice: then what is used is not what was checked. */
    @Test
    void aSecondFetchIsNoticed() {
        Restless ring = new Restless();
        write(ring, 0, 3);
        assertThat(fetchedTwice(ring)).isGreaterThan(BlockRequest.MOST_SEGMENTS);
        assertThat(ring.loads()).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsRefused() {
        ArrayMemory ring = new ArrayMemory(2 * BlockRequest.BYTES);
        BlockRequest request = new BlockRequest();
        for (int segments : new int[] {0, 12, 255}) {
            write(ring, 0, segments);
            assertThat(request.fetch(ring, AT)).isFalse();
            assertThat(request.count()).isZero();
        }
        for (int range : new int[] {8 << 8, 3 | 2 << 8, 0xff}) {
            write(ring, 0, 2);
            ring.store32(Mode.PLAIN, AT + 36, range);
            assertThat(request.fetch(ring, AT)).isFalse();
        }
    }
}
