package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.grant.table.Action.CopySide;
import dev.fencepost.model.grant.table.Setup;
import dev.fencepost.model.grant.table.State;
import dev.fencepost.properties.grant.table.GrantOperation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The copies of a history. Whenever one is about to take a lock, and holds none, it is held against the model, and what
 * was held back may come: any operation of a guest or of another virtual CPU, from beginning to end.
 */
final class GrantHistoryCopies {
    private static final Setup SETUP = GrantMachine.SETUP;
    private static final int POINTS = 8;
    private static final int MOST = 3;
    private static final Set<Kind> NEVER = EnumSet.of(Kind.LATER, Kind.EDIT_LATER, Kind.DISCONNECT);
    private static final Set<Kind> OF_GUESTS = EnumSet.range(Kind.GRANT, Kind.EDIT);

    private final GrantMachine machine;
    private final GrantReference reference;
    private final Consumer<GrantOperation> perform;
    private final Deque<Running> running = new ArrayDeque<>();
    private final byte[] image;

    private int point = -1;
    private int count;
    private final List<GrantOperation> heldBack = new ArrayList<>();
    private int inside;

    /** A copy under way: what it has to move, and how many locks it has taken. */
    private static final class Running {
        private final int vcpu;
        private final CopySide source;
        private final CopySide destination;
        private final int offset;
        private final int length;
        private int locks;
        private boolean moved;

        Running(int vcpu, CopySide source, CopySide destination, int offset, int length) {
            this.vcpu = vcpu;
            this.source = source;
            this.destination = destination;
            this.offset = offset;
            this.length = length;
        }
    }

    /** Operations are done by {@code perform}. */
    GrantHistoryCopies(GrantMachine machine, GrantReference reference, Consumer<GrantOperation> perform) {
        this.machine = machine;
        this.reference = reference;
        this.perform = perform;
        image = bytes();
    }

    /** Whether an operation is not done now. */
    boolean holdsBack(GrantOperation o) {
        if (o.kind() == Kind.LATER) {
            point = o.a() % POINTS;
            count = 1 + o.b() % MOST;
            heldBack.clear();
            return true;
        }
        boolean holds = point >= 0 && heldBack.size() < count && !NEVER.contains(o.kind());
        if (holds) {
            heldBack.add(o);
        }
        return holds;
    }

    /** How many operations have come in the middle of a copy. */
    int inside() {
        return inside;
    }

    void begin(int vcpu, CopySide source, CopySide destination, int offset, int length) {
        running.push(new Running(vcpu, source, destination, offset, length));
    }

    /** {@code caller} is about to take a table; nothing happens unless that is the innermost copy. */
    void atLock(int caller, String where) {
        Running copy = running.peek();
        if (copy == null || copy.vcpu != caller) {
            return;
        }
        String at = "before lock " + (copy.locks + 1) + " of a copy, " + where;
        synchronise(copy, at);
        boolean mine = heldBack.stream().anyMatch(o -> !OF_GUESTS.contains(o.kind()) && vcpu(o) == caller);
        if (point == copy.locks && !mine) {
            inside += heldBack.size();
            for (GrantOperation now : release()) {
                perform.accept(now);
                reference.compare(machine, "after " + now + " " + at);
            }
        }
        copy.locks++;
    }

    private List<GrantOperation> release() {
        List<GrantOperation> now = List.copyOf(heldBack);
        heldBack.clear();
        point = -1;
        return now;
    }

    private static int vcpu(GrantOperation o) {
        return o.a() % SETUP.vcpus().size();
    }

    private void synchronise(Running copy, String where) {
        reference.advanceToLock(copy.vcpu, copy.locks, where);
        reference.compare(machine, where);
        if (reference.hasMoved(copy.vcpu)) {
            move(copy);
        }
    }

    /** What a copy does, as long as its entries are pinned by what the model has latched (G4). */
    private void move(Running copy) {
        if (!copy.moved) {
            copy.moved = true;
            int from = frame(copy.source) * SETUP.pageSize() + copy.offset;
            int to = frame(copy.destination) * SETUP.pageSize() + copy.offset;
            System.arraycopy(image, from, image, to, copy.length);
        }
    }

    private int frame(CopySide side) {
        State f = reference.fields();
        return side.byRef() ? f.actFrame.get(reference.state(), f.entry(side.domain(), side.number())) : side.number();
    }

    void end(int vcpu, boolean done, String where) {
        Running copy = running.pop();
        if (done && copy.length > 0) {
            move(copy);
        }
        assertThat(Arrays.equals(bytes(), image))
                .as("bytes that vCPU %d has copied (G4), %s", vcpu, where)
                .isTrue();
        if (running.isEmpty()) {
            release().forEach(perform); // there was no such lock
        }
    }

    private byte[] bytes() {
        byte[] all = new byte[SETUP.frames() * GrantHypervisor.PAGE];
        for (int i = 0; i < all.length; i += 8) {
            long word = machine.bytes.load64(Mode.PLAIN, i);
            for (int j = 0; j < 8; j++) {
                all[i + j] = (byte) (word >> 8 * j);
            }
        }
        return all;
    }
}
