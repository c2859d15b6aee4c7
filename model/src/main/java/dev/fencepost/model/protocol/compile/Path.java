package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.Primitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way through a side's code, as far as it has been run: where its next step goes, what its private variables hold,
 * and which accesses are next to the barrier sites that it passed.
 */
final class Path {
    private final Block block;
    private final Map<String, Value> variables;
    /** The last access on the way here; several where ways have met. */
    private final Set<Item.Access> last = new LinkedHashSet<>();
    /** The last load on the way here, whatever came behind it. */
    private final Set<Item.Access> lastLoads = new LinkedHashSet<>();
    /** Sites that were passed since, each with the accesses before it. */
    private final List<Passed> passed = new ArrayList<>();

    private boolean isCertain;

    /** Plain accesses so far, and steps that could order them. */
    private Mark mark = new Mark(0, 0);

    private Path(Block block, Map<String, Value> variables) {
        this.block = block;
        this.variables = variables;
    }

    static Path start(Block block) {
        Path path = new Path(block, new HashMap<>());
        path.isCertain = true;
        return path;
    }

    /** Whether every execution goes this way: no branch has parted it from another. */
    boolean isCertain() {
        return isCertain;
    }

    /** The same way, going on in another block: an arm of a branch. */
    Path in(Block arm) {
        Path path = new Path(arm, new HashMap<>(variables));
        path.last.addAll(last);
        path.lastLoads.addAll(lastLoads);
        path.passed.addAll(passed);
        path.mark = mark;
        return path;
    }

    /** How far the way is, to be handed to {@link #expectSequenced}. */
    Mark mark() {
        return mark;
    }

    /** Counts on a way; on one that goes on they never go back. */
    record Mark(int plain, int ordering) {}

    /**
     * Refuses operands of which one has a plain access and another one orders accesses: C leaves open which is
     * evaluated first, and a compiler is free to choose (C11 6.5).
     *
     * @param start before the first operand
     * @param between before the last one, behind which the way is now
     */
    void expectSequenced(Mark start, Mark between, ProtocolText text, int at) throws SourceException {
        boolean plainFirst = between.plain > start.plain && mark.ordering > between.ordering;
        boolean plainLast = between.ordering > start.ordering && mark.plain > between.plain;
        if (plainFirst || plainLast) {
            throw text.error(
                    at,
                    "C leaves open whether the plain access here or what orders accesses comes first:"
                            + " expected a statement for each");
        }
    }

    Block block() {
        return block;
    }

    Value get(String key) {
        return variables.get(key);
    }

    void set(String key, Value value) {
        variables.put(key, value);
    }

    void add(Instruction instruction) {
        block.add(new Item.Fixed(instruction));
        if (!(instruction instanceof Instruction.Assign)) {
            order();
        }
    }

    void fence(Primitive primitive) {
        block.add(new Item.Fence(primitive));
        order();
    }

    private void order() {
        mark = new Mark(mark.plain, mark.ordering + 1);
    }

    void pass(FileSite site) {
        block.add(new Item.SiteFence(site));
        order();
        passed.add(new Passed(site, Set.copyOf(last), Set.copyOf(lastLoads), false));
    }

    void access(Item.Access access) {
        block.add(access);
        if (access.mode() == Mode.PLAIN) {
            mark = new Mark(mark.plain + 1, mark.ordering);
        } else if (access.mode() != Mode.ONCE && access.mode() != Mode.NORETURN) {
            order();
        }
        passed.forEach(site -> site.settle(access));
        passed.clear();
        if (access.own != null && access.stores()) {
            access.own.sees(last, access);
        } else if (access.own != null) {
            passed.add(new Passed(access.own, Set.of(access), Set.of(), true));
        }
        last.clear();
        last.add(access);
        if (access.loads()) {
            lastLoads.clear();
            lastLoads.add(access);
        }
    }

    /** Nothing comes any more. */
    void end() {
        passed.forEach(site -> site.settle(null));
        passed.clear();
    }

    /** One way out of several that meet in {@code block}; values that differ become a register of its own. */
    static Path meet(Block block, List<Path> paths, Registers registers) {
        Path first = paths.get(0);
        Path met = new Path(block, new HashMap<>());
        met.isCertain = false;
        met.mark = new Mark(
                paths.stream().mapToInt(path -> path.mark.plain).max().orElse(0),
                paths.stream().mapToInt(path -> path.mark.ordering).max().orElse(0));
        for (Map.Entry<String, Value> variable : first.variables.entrySet()) {
            String key = variable.getKey();
            if (paths.stream().allMatch(path -> path.variables.containsKey(key))) {
                met.variables.put(key, met(key, paths, registers));
            }
        }
        for (Path path : paths) {
            met.last.addAll(path.last);
            met.lastLoads.addAll(path.lastLoads);
            path.passed.stream().filter(site -> !met.passed.contains(site)).forEach(met.passed::add);
        }
        return met;
    }

    private static Value met(String key, List<Path> paths, Registers registers) {
        Value value = paths.get(0).variables.get(key);
        if (paths.stream().allMatch(path -> path.variables.get(key).equals(value))) {
            return value;
        }
        String register = registers.fresh(key);
        paths.forEach(path -> path.add(
                new Instruction.Assign(register, path.variables.get(key).term())));
        return new Value(value.type(), Expression.register(register));
    }

    /**
     * A site on the way. An annotation there goes to its neighbours: a release to the store after it, or else to the
     * store before it; an acquire to the load before it, or else to the load after it. Where the file says that a site
     * orders loads before what follows, the load before it need not be next to it.
     */
    private record Passed(FileSite site, Set<Item.Access> before, Set<Item.Access> loadsBefore, boolean isOnAccess) {
        void settle(Item.Access after) {
            boolean isNext = before.stream().anyMatch(Item.Access::loads) || !site.ordersLoads();
            Set<Item.Access> loads = isNext ? before : loadsBefore;
            site.sees(before, after);
            site.sees(loads, after);
            if (isOnAccess) {
                return; // Its annotation is that of its own access.
            }
            if (after != null && after.stores()) {
                after.releases.add(site);
            } else {
                before.stream().filter(Item.Access::stores).forEach(access -> access.releases.add(site));
            }
            if (loads.stream().anyMatch(Item.Access::loads)) {
                loads.stream().filter(Item.Access::loads).forEach(access -> access.acquires.add(site));
            } else if (after != null && after.loads()) {
                after.acquires.add(site);
            }
        }
    }
}
