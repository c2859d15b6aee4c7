package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dispatcher from one thread: kicks, their paths, and who sleeps (Q8). */
class DispatcherDoorbellTest extends DispatcherFixture {
    @ParameterizedTest
    @EnumSource
    @Claims({Clause.Q8})
    void aKickTakesOnePath(Locking locking) {
        Probe probe = new Probe("a", Region.of(16, locking).withDoorbell(8, 4));
        int number = topology.plug(thread, probe, 0x1000);
        DataPlane io = new DataPlane(dispatcher, dispatcher.thread(1));
        dispatcher.write(thread, 0x1008, 4, 0);
        assertThat(seen).containsExactly("a write 8", "a serve by 0");
        assertThat(io.poll()).isFalse();

        seen.clear();
        topology.start(thread, number);
        topology.start(thread, number);
        assertThat(io.poll()).as("what was in the queue does not wait").isTrue();
        dispatcher.write(thread, 0x1008, 4, 0);
        dispatcher.write(thread, 0x1008, 4, 0);
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(io.poll()).isTrue();
        assertThat(io.poll()).as("kicks coalesce").isFalse();
        assertThat(seen).containsExactly("a serve by 1", "a write 0", "a serve by 1");

        seen.clear();
        dispatcher.write(thread, 0x1008, 4, 0);
        topology.stop(thread, number);
        topology.stop(thread, number);
        assertThat(seen).as("the last kick is not lost").containsExactly("a serve by 0");
        assertThat(io.poll()).isFalse();
    }

    @Test
    @Claims({Clause.Q8})
    void whoSleepsIsWokenByAKick() {
        Probe probe = new Probe("a", Region.of(16, Locking.LOCK_FREE).withDoorbell(0, 2));
        int number = topology.plug(thread, probe, 0);
        DataPlane io = new DataPlane(dispatcher, dispatcher.thread(1));
        topology.start(thread, number);
        assertThat(io.maySleep()).as("kicked already").isFalse();
        io.awake();
        assertThat(io.poll()).isTrue();
        dispatcher.write(thread, 0, 2, 0);
        assertThat(wakes).isEmpty();
        assertThat(io.poll()).isTrue();
        assertThat(io.maySleep()).isTrue();
        dispatcher.write(thread, 0, 2, 0);
        assertThat(wakes).hasSize(1);
        topology.unplug(thread, number);
        assertThat(io.poll()).as("nobody is attached").isFalse();
        assertThat(topology.reclaim(thread)).isZero();
    }

    /** A write of another width there is a write. */
    @Test
    @Claims({Clause.Q8})
    void onlyItsOwnWidthRingsADoorbell() {
        Probe probe = new Probe("a", Region.of(16, Locking.DEVICE).withDoorbell(8, 4));
        topology.start(thread, topology.plug(thread, probe, 0x1000));
        new DataPlane(dispatcher, dispatcher.thread(1)).poll();
        seen.clear();
        dispatcher.write(thread, 0x1008, 2, 0);
        dispatcher.write(thread, 0x1008, 8, 0);
        assertThat(seen).containsExactly("a write 8", "a write 8");
    }

    /** Whatever else is plugged, unplugged or rearranged, a queue stays where it was handed to. */
    @Test
    @Claims({Clause.Q8})
    void aDoorbellOutlivesOtherChanges() {
        Probe a = new Probe("a", Region.of(16, Locking.DEVICE).withDoorbell(8, 4));
        Probe b = new Probe("b", Region.of(16, Locking.DEVICE).withDoorbell(8, 4));
        topology.start(thread, topology.plug(thread, a, 0x1000));
        DataPlane io = new DataPlane(dispatcher, dispatcher.thread(1));
        io.poll();
        seen.clear();
        int number = topology.plug(thread, b, 0x2000);
        topology.reclaim(thread);
        dispatcher.write(thread, 0x1008, 4, 0);
        topology.start(thread, number);
        topology.stop(thread, number);
        topology.reclaim(thread);
        dispatcher.write(thread, 0x1008, 4, 0);
        topology.rearrange(thread);
        topology.unplug(thread, number);
        dispatcher.write(thread, 0x1008, 4, 0);
        assertThat(seen).as("nobody is called").containsExactly("b serve by 0");
        assertThat(io.poll()).isTrue();
    }
}
