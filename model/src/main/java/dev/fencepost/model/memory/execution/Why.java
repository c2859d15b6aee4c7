package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Why a model forbids an execution: a shortest cycle of the relation that the violated axiom wants acyclic.
 *
 * @param axiom the violated axiom
 * @param edges the cycle; the last edge ends where the first begins
 */
public record Why(Axiom axiom, List<Edge> edges) {
    /** Copies the list. */
    public Why {
        edges = List.copyOf(edges);
    }

    /**
     * One edge, between positions in {@link Witness#steps} of the same execution.
     *
     * @param from where it starts
     * @param to where it ends
     * @param name {@code rf}, {@code co} or {@code fr} between threads, the fence or dependency within one, or the name
     *     of the axiom where only several steps together give the order
     */
    public record Edge(int from, int to, String name) {}

    /** Why {@code model} forbids the execution that a visitor is being shown, or null where it does not. */
    public static Why of(MemoryModel model, Execution x) {
        if (model.violated(x) == null) {
            return null;
        }
        for (Map.Entry<Axiom, Relation> entry : model.acyclic(x).entrySet()) {
            List<Integer> cycle = shortestCycle(entry.getValue());
            if (!cycle.isEmpty()) {
                return new Why(entry.getKey(), edges(x, cycle, entry.getKey()));
            }
        }
        return new Why(model.violated(x), List.of());
    }

    private static List<Integer> shortestCycle(Relation relation) {
        List<Integer> best = List.of();
        for (int start = 0; start < relation.size; start++) {
            List<Integer> cycle = cycleThrough(relation, start);
            if (!cycle.isEmpty() && (best.isEmpty() || cycle.size() < best.size())) {
                best = cycle;
            }
        }
        return best;
    }

    /** Breadth-first from {@code start} back to itself; empty where there is no way back. */
    private static List<Integer> cycleThrough(Relation relation, int start) {
        int[] previous = new int[relation.size];
        Arrays.fill(previous, -1);
        List<Integer> queue = new ArrayList<>(List.of(start));
        for (int next = 0; next < queue.size(); next++) {
            int from = queue.get(next);
            for (int to = relation.next(from, 0); to >= 0; to = relation.next(from, to + 1)) {
                if (to == start) {
                    return path(previous, start, from);
                }
                if (previous[to] < 0) {
                    previous[to] = from;
                    queue.add(to);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> path(int[] previous, int start, int end) {
        List<Integer> result = new ArrayList<>();
        for (int at = end; at != start; at = previous[at]) {
            result.add(0, at);
        }
        result.add(0, start);
        return result;
    }

    private static List<Edge> edges(Execution x, List<Integer> cycle, Axiom axiom) {
        List<Integer> events = new ArrayList<>();
        for (int node : cycle) {
            // Levels of the reach extension are further nodes of the same event.
            int event = node % x.size;
            if (events.isEmpty() || events.get(events.size() - 1) != event) {
                events.add(event);
            }
        }
        List<Edge> result = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            int from = events.get(i);
            int to = events.get((i + 1) % events.size());
            if (from != to) {
                result.add(new Edge(position(x, from), position(x, to), name(x, from, to, axiom)));
            }
        }
        return result;
    }

    private static int position(Execution x, int event) {
        int position = 0;
        for (int at = x.executed.next(0); at < event; at = x.executed.next(at + 1)) {
            position++;
        }
        return position;
    }

    private static String name(Execution x, int from, int to, Axiom axiom) {
        if (x.po.contains(from, to)) {
            return local(x, from, to);
        }
        if (x.rf.contains(from, to)) {
            return "rf";
        }
        if (x.fr.contains(from, to)) {
            return "fr";
        }
        return x.co.contains(from, to) ? "co" : axiom.name();
    }

    private static String local(Execution x, int from, int to) {
        for (int fence = x.fences.next(from); fence >= 0 && fence < to; fence = x.fences.next(fence + 1)) {
            FenceKind kind = x.event(fence).barrier().kind();
            boolean orders = kind.orders(x.writes.contains(from), x.writes.contains(to));
            if (orders && x.po.contains(from, fence)) {
                Event event = x.event(fence);
                return event.barrier().name() + (event.site().isEmpty() ? "" : " at " + event.site());
            }
        }
        if (x.data.contains(from, to)) {
            return "data dependency";
        }
        if (x.address.contains(from, to)) {
            return "address dependency";
        }
        if (x.control.contains(from, to)) {
            return "control dependency";
        }
        if (x.event(from).mode() == Mode.ACQUIRE || x.event(from).mode() == Mode.ACQUIRE_RELEASE) {
            return "acquire";
        }
        boolean release = x.event(to).mode() == Mode.RELEASE || x.event(to).mode() == Mode.ACQUIRE_RELEASE;
        return release ? "release" : "program order";
    }
}
