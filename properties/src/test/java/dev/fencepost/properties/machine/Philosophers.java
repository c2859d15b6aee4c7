package dev.fencepost.properties.machine;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Dining philosophers, each of whom takes the left fork, then the right one, and puts both back at once: the textbook's
 * deadlock, after one step of each. A state is one base-3 digit for each: thinking, left fork taken, eating.
 */
final class Philosophers implements Machine<Integer> {
    private static final int THINKING = 0;
    private static final int WAITING = 1;
    private static final int EATING = 2;

    private final int number;
    private final boolean lastIsLeftHanded;
    private final boolean round;

    /**
     * A table.
     *
     * @param lastIsLeftHanded one of them takes the right fork first: no deadlock
     * @param round whether states that differ only by turning the table are one; sound only if all are alike
     */
    Philosophers(int number, boolean lastIsLeftHanded, boolean round) {
        this.number = number;
        this.lastIsLeftHanded = lastIsLeftHanded;
        this.round = round;
    }

    @Override
    public Subject subject() {
        return new Subject("philosophers", number + " forks", number, List.of());
    }

    @Override
    public List<String> actors() {
        return IntStream.range(0, number).mapToObj(i -> "philosopher " + i).toList();
    }

    @Override
    public Codec<Integer> codec() {
        return new NumberCodec();
    }

    @Override
    public void initial(Consumer<? super Integer> states) {
        states.accept(0);
    }

    @Override
    public void steps(Integer state, Steps<Integer> steps) {
        for (int i = 0; i < number; i++) {
            int first = isLeftHanded(i) ? (i + 1) % number : i;
            int second = isLeftHanded(i) ? i : (i + 1) % number;
            int power = power(i);
            switch (digit(state, i)) {
                case THINKING -> {
                    if (isFree(state, first)) {
                        steps.to(i, state + power);
                    }
                }
                case WAITING -> {
                    if (isFree(state, second)) {
                        steps.to(i, state + power);
                    }
                }
                default -> steps.to(i, state - EATING * power);
            }
        }
    }

    private boolean isFree(int state, int fork) {
        return IntStream.range(0, number).noneMatch(i -> holds(state, i, fork));
    }

    private boolean holds(int state, int philosopher, int fork) {
        int left = philosopher;
        int right = (philosopher + 1) % number;
        int first = isLeftHanded(philosopher) ? right : left;
        return switch (digit(state, philosopher)) {
            case THINKING -> false;
            case WAITING -> fork == first;
            default -> fork == left || fork == right;
        };
    }

    private boolean isLeftHanded(int philosopher) {
        return lastIsLeftHanded && philosopher == number - 1;
    }

    private static int digit(int state, int i) {
        return state / power(i) % 3;
    }

    private static int power(int i) {
        return (int) Math.pow(3, i);
    }

    @Override
    public Integer canonical(Integer state) {
        if (!round) {
            return state;
        }
        int least = state;
        int turned = state;
        for (int i = 1; i < number; i++) {
            turned = turned / 3 + turned % 3 * power(number - 1);
            least = Math.min(least, turned);
        }
        return least;
    }

    @Override
    public String describe(Integer before, int action, Integer after) {
        return List.of("thinks", "takes a fork", "eats").get(digit(after, action));
    }

    @Override
    public int actor(int action) {
        return action;
    }

    @Override
    public List<Invariant<Integer>> invariants() {
        return List.of(Invariant.ofStates(
                "neighbours do not eat together",
                Clause.S2,
                s -> IntStream.range(0, number)
                        .noneMatch(i -> digit(s, i) == EATING && digit(s, (i + 1) % number) == EATING)));
    }

    @Override
    public Invariant<Integer> atRest() {
        return Invariant.ofStates("somebody can go on", Clause.S6, s -> false);
    }
}
