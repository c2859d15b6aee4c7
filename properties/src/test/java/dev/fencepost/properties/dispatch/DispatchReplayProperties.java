package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.Op;
import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.dispatch.View;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.bugs.MutantMemory;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@link DispatchModel} and the dispatcher through the same operations, each from beginning to end, in a random order
 * of two vCPUs, the main loop and the I/O thread: after each the two show the same. What happens where one is
 * interrupted is looked at elsewhere. One difference is left: the dispatcher passes on what was kept before it unplugs
 * a device, as QEMU does when it begins to change the topology; the model leaves that to the next access (Q7 allows
 * both).
 */
@Claims({Clause.Q1, Clause.Q2, Clause.Q7, Clause.Q8, Clause.Q9})
class DispatchReplayProperties {
    private static final int HISTORIES = Boolean.getBoolean("fencepost.deep") ? 20_000 : 1_000;
    private static final int VCPUS = 2;
    /** As many as the model has room for. */
    private static final int KEPT = 2;

    /** Operations of a thread: the model counts to 7. */
    private static final int LENGTH = 3;

    /** One history: what each thread does, and who is next. */
    private static void run(SplittableRandom random, UnaryOperator<SharedMemory> seen) {
        List<Locking> lockings = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lockings.add(Locking.values()[random.nextInt(Locking.values().length)]);
        }
        List<List<Op>> programs = new ArrayList<>();
        for (int thread = 0; thread <= VCPUS; thread++) {
            programs.add(program(random, lockings, thread));
        }
        DispatchModel model = new DispatchModel(new Setup(
                lockings.stream()
                        .map(each -> dev.fencepost.model.dispatch.Locking.valueOf(each.name()))
                        .toList(),
                programs.subList(0, VCPUS),
                programs.get(VCPUS),
                Set.of(),
                Set.of()));
        DispatchPeer peer = new DispatchPeer(lockings, VCPUS, KEPT, seen);
        long[][] state = new long[1][];
        model.initial(s -> state[0] = s.clone());
        List<String> done = new ArrayList<>();
        int left = programs.stream().mapToInt(List::size).sum();
        while (left > 0) {
            int actor = random.nextInt(VCPUS + 2);
            if (actor > VCPUS) {
                state[0] = poll(model, state[0]);
                peer.poll();
                done.add("poll");
            } else if (model.finished(state[0], actor) < programs.get(actor).size()) {
                Op op = programs.get(actor).get(model.finished(state[0], actor));
                state[0] = perform(model, state[0], actor);
                peer.perform(actor, op);
                done.add(actor + " " + op);
                left--;
            }
            View shown = model.view(state[0]);
            boolean unplugged = shown.devices().stream().anyMatch(device -> !device.plugged());
            View expected = unplugged ? new View(shown.devices(), peer.view().kept()) : shown;
            assertThat(peer.view()).as("%s, %s", lockings, done).isEqualTo(expected);
        }
    }

    /**
     * A device is unplugged at the end of the main loop's; only the first vCPU of the model has writes that are kept,
     * and never more than there is room for.
     */
    private static List<Op> program(SplittableRandom random, List<Locking> lockings, int thread) {
        boolean main = thread == VCPUS;
        List<Op> program = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            int device = random.nextInt(lockings.size());
            Locking locking = lockings.get(device);
            List<Kind> kinds = main
                    ? locking == Locking.LOCK_FREE
                            ? List.of(Kind.REARRANGE)
                            : List.of(Kind.REARRANGE, Kind.START, Kind.STOP)
                    : locking == Locking.GLOBAL && thread == 0 && i < KEPT
                            ? List.of(Kind.WRITE, Kind.KICK, Kind.COALESCE, Kind.COALESCE)
                            : List.of(Kind.WRITE, Kind.KICK);
            program.add(Op.of(kinds.get(random.nextInt(kinds.size())), device));
        }
        if (main && random.nextBoolean()) {
            program.add(Op.of(Kind.UNPLUG, random.nextInt(lockings.size())));
        }
        return program;
    }

    private static long[] perform(DispatchModel model, long[] from, int actor) {
        int until = model.finished(from, actor) + 1;
        long[] state = from;
        while (model.finished(state, actor) < until) {
            state = step(model, state, actor);
        }
        return state;
    }

    /** Until the I/O thread has nothing to do. */
    private static long[] poll(DispatchModel model, long[] from) {
        long[] state = from;
        long[] next = step(model, state, VCPUS + 1);
        while (next != null) {
            state = next;
            next = step(model, state, VCPUS + 1);
        }
        assertThat(model.isIoThreadIdle(state)).isTrue();
        return state;
    }

    private static long[] step(DispatchModel model, long[] from, int actor) {
        long[][] next = new long[1][];
        model.steps(from, (who, to) -> next[0] = who == actor ? to.clone() : next[0]);
        return next[0];
    }

    @Test
    void implementationAndModelShowTheSame() {
        SplittableRandom random = new SplittableRandom(1993);
        for (int i = 0; i < HISTORIES; i++) {
            run(random, UnaryOperator.identity());
        }
    }

    /** What goes wrong between the dispatcher and its memory. */
    enum Wrong {
        /** A doorbell does not ring. */
        DEAF,
        /** References are not given back. */
        LEAKING,
        /** A queue stays where it was. */
        STAYS
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(Wrong wrong) {
        SplittableRandom random = new SplittableRandom(1993);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < HISTORIES; i++) {
                        run(random, memory -> new Altered(memory, wrong));
                    }
                })
                .isInstanceOf(AssertionError.class);
    }

    private static final class Altered extends MutantMemory {
        private final Wrong wrong;

        Altered(SharedMemory memory, Wrong wrong) {
            super(memory);
            this.wrong = wrong;
        }

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            boolean deaf = wrong == Wrong.DEAF && update == Update.OR;
            boolean leaks = wrong == Wrong.LEAKING && update == Update.ADD;
            return deaf || leaks ? load32(mode, offset) : super.getAndUpdate32(mode, update, offset, operand);
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            boolean stays =
                    wrong == Wrong.STAYS && value == 0 && Arrays.asList(16, 20).contains(offset % 128);
            if (!stays) {
                super.store32(mode, offset, value);
            }
        }
    }
}
