package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.Device;
import dev.fencepost.model.ring.split.State.Driver;
import dev.fencepost.model.ring.split.State.Shared;
import dev.fencepost.model.ring.split.State.Taken;
import dev.fencepost.model.ring.split.State.UsedElement;
import java.util.Arrays;
import java.util.List;

/**
 * Descriptors are interchangeable where the driver may take any free one, that is without IN_ORDER: no action and no
 * invariant depends on which number one has. The representative numbers them by first appearance in the driver's
 * chains, oldest first, and then the free ones, which are all alike.
 */
final class Symmetry {
    private Symmetry() {}

    static State representative(State s) {
        int[] renamed = numbers(s);
        if (isIdentity(renamed)) {
            return s;
        }
        Shared shared = s.shared();
        Descriptor[] table = new Descriptor[renamed.length];
        for (int id = 0; id < renamed.length; id++) {
            Descriptor d = shared.table().get(id);
            int next = d.next() == Descriptor.LAST ? Descriptor.LAST : renamed[d.next()];
            table[renamed[id]] = new Descriptor(d.length(), d.write(), next, d.table());
        }
        Driver driver = s.driver();
        Device device = s.device();
        return new State(
                new Shared(
                        List.of(table),
                        shared.avail().stream().map(id -> renamed[id]).toList(),
                        shared.availIdx(),
                        shared.noInterrupt(),
                        shared.usedEvent(),
                        shared.used().stream()
                                .map(u -> new UsedElement(renamed[u.id()], u.length(), u.buffers(), u.room()))
                                .toList(),
                        shared.usedIdx(),
                        shared.noNotify(),
                        shared.availEvent(),
                        shared.kick(),
                        shared.interrupt()),
                new Driver(
                        driver.chains().stream().map(c -> renamed(c, renamed)).toList(),
                        driver.numFree(),
                        driver.staged(),
                        driver.undecided(),
                        driver.lastUsed(),
                        driver.batch(),
                        driver.batchLength(),
                        driver.callbacks(),
                        driver.asked(),
                        driver.mode(),
                        driver.nextDescriptor()),
                new Device(
                        device.taken().stream()
                                .map(t -> new Taken(renamed[t.head()], t.writable()))
                                .toList(),
                        device.lastAvail(),
                        device.staged(),
                        device.undecided(),
                        device.mode()),
                s.history());
    }

    private static Chain renamed(Chain chain, int[] renamed) {
        return new Chain(chain.ids().stream().map(id -> renamed[id]).toList(), chain.segments());
    }

    /** The new number of each descriptor. */
    private static int[] numbers(State s) {
        int[] renamed = new int[s.shared().table().size()];
        Arrays.fill(renamed, -1);
        int next = 0;
        for (Chain chain : s.driver().chains()) {
            for (int id : chain.ids()) {
                if (renamed[id] < 0) {
                    renamed[id] = next++;
                }
            }
        }
        for (int id = 0; id < renamed.length; id++) {
            if (renamed[id] < 0) {
                renamed[id] = next++;
            }
        }
        return renamed;
    }

    private static boolean isIdentity(int[] renamed) {
        for (int id = 0; id < renamed.length; id++) {
            if (renamed[id] != id) {
                return false;
            }
        }
        return true;
    }
}
