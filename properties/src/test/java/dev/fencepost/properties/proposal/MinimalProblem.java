package dev.fencepost.properties.proposal;

import dev.fencepost.model.proposal.minimal.MinimalOrder;
import dev.fencepost.model.proposal.minimal.MinimalSearch;
import dev.fencepost.model.proposal.minimal.MinimalSearch.Answer;
import dev.fencepost.model.proposal.minimal.MinimalSearch.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small made-up search problem whose answer can be found by trying every plan. Elements are sets of properties, and
 * one is at most another if it is a subset; a question asks that each of some combinations of properties be somewhere
 * in the plan, so that a stronger plan never answers worse.
 */
final class MinimalProblem {
    private static final int PROPERTIES = 4;

    private final List<List<Integer>> elements = new ArrayList<>();
    private final List<MinimalOrder> orders = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final Random random;
    private final double undecided;

    /** The problem with that number; {@code undecided} of the questions, up to 1, hit a limit now and then. */
    MinimalProblem(long seed, double undecided) {
        this.random = new Random(seed);
        this.undecided = undecided;
        int places = 2 + random.nextInt(3);
        for (int place = 0; place < places; place++) {
            addPlace();
        }
        int count = 1 + random.nextInt(3);
        for (int question = 0; question < count; question++) {
            questions.add(new Demand());
        }
    }

    private void addPlace() {
        Set<Integer> masks = new TreeSet<>(Set.of(0));
        int size = 2 + random.nextInt(4);
        while (masks.size() < size) {
            masks.add(random.nextInt(1 << PROPERTIES));
        }
        List<Integer> here = List.copyOf(masks);
        boolean[][] atMost = new boolean[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                atMost[a][b] = (here.get(a) & ~here.get(b)) == 0;
            }
        }
        elements.add(here);
        orders.add(new MinimalOrder(atMost));
    }

    List<MinimalOrder> orders() {
        return orders;
    }

    List<Question> questions() {
        return questions;
    }

    private int mask(List<Integer> plan, int place) {
        int element = plan.get(place);
        List<Integer> here = elements.get(place);
        return element < here.size() ? here.get(element) : here.stream().reduce(0, (a, b) -> a | b);
    }

    /** Every minimal sufficient plan, by trying them all; an undecided one is not sufficient. */
    Set<List<Integer>> minimal() {
        List<List<Integer>> sufficient = new ArrayList<>();
        for (List<Integer> plan : plans()) {
            if (questions.stream().allMatch(question -> question.ask(plan) == Answer.SUFFICIENT)) {
                sufficient.add(plan);
            }
        }
        Set<List<Integer>> minimal = new HashSet<>(sufficient);
        minimal.removeIf(plan -> sufficient.stream().anyMatch(other -> !other.equals(plan) && atMost(other, plan)));
        return minimal;
    }

    private List<List<Integer>> plans() {
        List<List<Integer>> plans = List.of(List.of());
        for (MinimalOrder order : orders) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> plan : plans) {
                for (int element = 0; element < order.size(); element++) {
                    List<Integer> next = new ArrayList<>(plan);
                    next.add(element);
                    longer.add(next);
                }
            }
            plans = longer;
        }
        return plans;
    }

    private boolean atMost(List<Integer> one, List<Integer> other) {
        for (int place = 0; place < orders.size(); place++) {
            if (!orders.get(place).atMost(one.get(place), other.get(place))) {
                return false;
            }
        }
        return true;
    }

    MinimalSearch.Result search() {
        return new MinimalSearch(orders, questions, () -> {}).run();
    }

    /** One of several ways must be there; a way is a property at each of some places. */
    private final class Demand implements Question {
        private final Set<Integer> places = new TreeSet<>();
        private final List<int[]> ways = new ArrayList<>();
        private final boolean hitsLimits = random.nextDouble() < undecided;

        Demand() {
            int count = 1 + random.nextInt(3);
            for (int way = 0; way < count; way++) {
                int[] wanted = new int[orders.size()];
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    int place = random.nextInt(orders.size());
                    places.add(place);
                    wanted[place] |= 1 << random.nextInt(PROPERTIES);
                }
                ways.add(wanted);
            }
        }

        @Override
        public List<Integer> places() {
            return List.copyOf(places);
        }

        @Override
        public Answer ask(List<Integer> plan) {
            for (int[] wanted : ways) {
                if (places.stream().allMatch(place -> (wanted[place] & ~mask(plan, place)) == 0)) {
                    return Answer.SUFFICIENT;
                }
            }
            int sum = places.stream().mapToInt(place -> mask(plan, place)).sum();
            return hitsLimits && sum % 3 == 0 ? Answer.UNDECIDED : Answer.INSUFFICIENT;
        }
    }
}
