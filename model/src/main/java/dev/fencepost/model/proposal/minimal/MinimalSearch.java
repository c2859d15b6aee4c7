package dev.fencepost.model.proposal.minimal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds all minimal sufficient plans: those with which every question is answered well, and with no choice of which
 * weakened alone that stays so.
 *
 * <p>It rests on one law: a plan at least as strong as a sufficient one is sufficient. So a plan that is not sufficient
 * is a cut: every sufficient plan must be stronger than it somewhere. The search holds the plans that are minimal among
 * those that pass all cuts found so far (its hitting sets), and asks about each. One that is not sufficient is raised
 * as far as it stays so, which gives the next cut. Once all are sufficient they are the answer, and all of it: a
 * sufficient plan passes every cut, so it is at least as strong as one of them. Questions that have no place in common,
 * not even through others, are searched apart.
 *
 * <p>An undecided question ends the search: undecided is never sufficient, and nothing can be said about what is
 * minimal either.
 */
public class MinimalSearch {
    private final List<MinimalOrder> orders;
    private final List<Known> questions = new ArrayList<>();
    private final Runnable step;
    private long asked;

    /**
     * A search over plans that have, for each place, one element of its order.
     *
     * @param orders one for each place
     * @param questions that a sufficient plan must answer well
     * @param step called now and then
     */
    public MinimalSearch(List<MinimalOrder> orders, List<? extends Question> questions, Runnable step) {
        this.orders = List.copyOf(orders);
        for (Question question : questions) {
            this.questions.add(new Known(question));
        }
        this.step = step;
    }

    /** What a question can answer. */
    public enum Answer {
        /** The plan is strong enough. */
        SUFFICIENT,
        /** It is not, and no plan that is at most as strong. */
        INSUFFICIENT,
        /** A limit was hit. */
        UNDECIDED
    }

    /** Something that depends on some places of a plan. */
    public interface Question {
        /** The places that it depends on. */
        List<Integer> places();

        /** The answer about {@code plan}, which can have the top of an order at any place. */
        Answer ask(List<Integer> plan);
    }

    /**
     * What was found.
     *
     * @param plans all minimal sufficient plans, in lexical order; empty if undecided
     * @param undecided the question that hit a limit
     * @param asked how many questions were put, those answered by the law not counted
     */
    public record Result(MinimalProduct plans, Optional<Question> undecided, long asked) {}

    /** Searches to the end. */
    public Result run() {
        List<MinimalGroup> alternatives = new ArrayList<>();
        for (List<Known> part : apart()) {
            Set<Integer> places = new TreeSet<>();
            part.forEach(known -> places.addAll(known.question.places()));
            List<List<Integer>> sufficient = new ArrayList<>();
            Optional<Known> undecided = search(part, List.copyOf(places), sufficient);
            if (undecided.isPresent()) {
                return new Result(MinimalProduct.none(), Optional.of(undecided.get().question), asked);
            }
            alternatives.add(new MinimalGroup(
                    List.copyOf(places),
                    sufficient.stream()
                            .map(plan -> places.stream().map(plan::get).toList())
                            .toList()));
        }
        return new Result(new MinimalProduct(weakest(), alternatives), Optional.empty(), asked);
    }

    private List<Integer> weakest() {
        return orders.stream().map(MinimalOrder::weakest).toList();
    }

    /**
     * The questions in parts that have no place in common. What one part asks for says nothing about the others, so the
     * minimal plans are the ways to take a minimal choice for each: few searches over few places each.
     */
    private List<List<Known>> apart() {
        List<List<Known>> parts = new ArrayList<>();
        for (Known known : questions) {
            List<Known> joined = new ArrayList<>();
            for (List<Known> part : List.copyOf(parts)) {
                if (part.stream()
                        .anyMatch(other -> !Collections.disjoint(other.question.places(), known.question.places()))) {
                    joined.addAll(part);
                    parts.remove(part);
                }
            }
            joined.add(known);
            parts.add(joined);
        }
        parts.forEach(part -> part.sort(Comparator.comparingInt(questions::indexOf)));
        return parts;
    }

    /** Adds to {@code sufficient} all minimal plans of one part, or answers the question that hit a limit. */
    private Optional<Known> search(List<Known> part, List<Integer> places, List<List<Integer>> sufficient) {
        Set<List<Integer>> open = new LinkedHashSet<>();
        open.add(weakest());
        while (!open.isEmpty()) {
            List<Integer> plan = open.iterator().next();
            Optional<Known> failed = firstFailure(part, plan);
            if (failed.isEmpty()) {
                open.remove(plan);
                sufficient.add(plan);
            } else if (failed.get().ask(plan) == Answer.UNDECIDED) {
                return failed;
            } else {
                cut(places, failed.get().question.places(), raised(failed.get(), plan), open, sufficient);
            }
        }
        return Optional.empty();
    }

    private Optional<Known> firstFailure(List<Known> part, List<Integer> plan) {
        step.run();
        return part.stream().filter(each -> !isSafe(each.ask(plan))).findFirst();
    }

    /** Whether an answer lets a plan pass: a limit that was hit does not. */
    public boolean isSafe(Answer answer) {
        return answer == Answer.SUFFICIENT;
    }

    /** An insufficient plan that cannot be raised at any place of the question without becoming sufficient. */
    private List<Integer> raised(Known question, List<Integer> plan) {
        List<Integer> raised = new ArrayList<>(plan);
        for (int place : question.question.places()) {
            int from = raised.get(place);
            for (int stronger : orders.get(place).strongerThan(from)) {
                raised.set(place, stronger);
                step.run();
                if (question.ask(raised) == Answer.INSUFFICIENT) {
                    break;
                }
                raised.set(place, from);
            }
        }
        return raised;
    }

    /** Replaces the plans that are at most {@code bad} in these places by the least that are not. */
    private void cut(
            List<Integer> all,
            List<Integer> places,
            List<Integer> bad,
            Set<List<Integer>> open,
            List<List<Integer>> sufficient) {
        List<List<Integer>> caught =
                open.stream().filter(plan -> atMost(places, plan, bad)).toList();
        caught.forEach(open::remove);
        Set<List<Integer>> beyond = new TreeSet<>(MinimalProduct::compare);
        caught.forEach(plan -> beyond.addAll(beyond(places, plan, bad)));
        List<List<Integer>> kept = new ArrayList<>(open);
        kept.addAll(sufficient);
        for (List<Integer> plan : beyond) {
            boolean minimal = kept.stream().noneMatch(other -> atMost(all, other, plan))
                    && beyond.stream().noneMatch(other -> other != plan && atMost(all, other, plan));
            if (minimal) {
                open.add(plan);
            }
        }
    }

    /** The least plans that are at least {@code plan} and not at most {@code bad}: stronger in one place. */
    public List<List<Integer>> beyond(List<Integer> places, List<Integer> plan, List<Integer> bad) {
        List<List<Integer>> beyond = new ArrayList<>();
        for (int place : places) {
            for (int stronger : orders.get(place).weakestBeyond(plan.get(place), bad.get(place))) {
                List<Integer> changed = new ArrayList<>(plan);
                changed.set(place, stronger);
                beyond.add(List.copyOf(changed));
            }
        }
        return beyond;
    }

    private boolean atMost(List<Integer> places, List<Integer> one, List<Integer> other) {
        for (int place : places) { // not as a stream: this is where a search spends its time
            if (!orders.get(place).atMost(one.get(place), other.get(place))) {
                return false;
            }
        }
        return true;
    }

    /** A question, with what is known about it: by the law, one answer settles all plans above or below. */
    private final class Known {
        private final Question question;
        private final List<List<Integer>> good = new ArrayList<>();
        private final List<List<Integer>> bad = new ArrayList<>();
        private final Set<List<Integer>> undecided = new LinkedHashSet<>();

        Known(Question question) {
            this.question = question;
        }

        Answer ask(List<Integer> plan) {
            List<Integer> places = question.places();
            if (good.stream().anyMatch(known -> atMost(places, known, plan))) {
                return Answer.SUFFICIENT;
            }
            if (bad.stream().anyMatch(known -> atMost(places, plan, known))) {
                return Answer.INSUFFICIENT;
            }
            if (undecided.contains(plan)) {
                return Answer.UNDECIDED;
            }
            asked++;
            Answer answer = question.ask(plan);
            switch (answer) {
                case SUFFICIENT -> good.add(List.copyOf(plan));
                case INSUFFICIENT -> bad.add(List.copyOf(plan));
                case UNDECIDED -> undecided.add(List.copyOf(plan));
            }
            return answer;
        }
    }
}
