package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.protocol.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Two plans at once: of a scenario that was written twice, with different plans, the program that has the fences and
 * annotations of both. It orders all that either orders.
 */
final class MinimalMerge {
    private MinimalMerge() {}

    /** The scenario with the barriers of both. */
    static Scenario of(Scenario one, Scenario other) {
        return new Scenario(
                one.name(),
                one.bound(),
                of(one.program(), other.program()),
                // With an annotation of its own an access is no longer plain, and so may be in one of them only.
                one.written().flatMap(program -> other.written().map(second -> of(program, second))),
                one.roles(),
                one.claims(),
                one.sites());
    }

    private static Program of(Program one, Program other) {
        List<Program.Thread> threads = new ArrayList<>();
        for (int i = 0; i < one.threads().size(); i++) {
            Program.Thread thread = one.threads().get(i);
            threads.add(new Program.Thread(
                    thread.name(),
                    thread.registers(),
                    merge(thread.body(), other.threads().get(i).body())));
        }
        return new Program(one.name(), one.locations(), threads);
    }

    private static List<Instruction> merge(List<Instruction> one, List<Instruction> other) {
        List<Instruction> merged = new ArrayList<>();
        int next = 0;
        for (Instruction instruction : one) {
            if (isOfSite(instruction)) {
                merged.add(instruction);
                continue;
            }
            next = takeFences(other, next, merged);
            merged.add(same(instruction, other.get(next++)));
        }
        takeFences(other, next, merged);
        return merged;
    }

    /** Adds the fences of sites that come next, and answers where they end; one that is there already stays single. */
    private static int takeFences(List<Instruction> from, int at, List<Instruction> merged) {
        int next = at;
        while (next < from.size() && isOfSite(from.get(next))) {
            if (!alreadyLast(from.get(next), merged)) {
                merged.add(from.get(next));
            }
            next++;
        }
        return next;
    }

    private static boolean alreadyLast(Instruction fence, List<Instruction> merged) {
        for (int i = merged.size() - 1; i >= 0 && isOfSite(merged.get(i)); i--) {
            if (merged.get(i).equals(fence)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfSite(Instruction instruction) {
        return instruction instanceof Instruction.Fence fence && !fence.site().isEmpty();
    }

    private static Instruction same(Instruction one, Instruction other) {
        if (one instanceof Instruction.Load left && other instanceof Instruction.Load right) {
            return new Instruction.Load(left.register(), left.address(), stronger(left.mode(), right.mode()));
        }
        if (one instanceof Instruction.Store left && other instanceof Instruction.Store right) {
            return new Instruction.Store(left.address(), left.value(), stronger(left.mode(), right.mode()));
        }
        if (one instanceof Instruction.If left && other instanceof Instruction.If right) {
            return new Instruction.If(
                    left.condition(), merge(left.then(), right.then()), merge(left.otherwise(), right.otherwise()));
        }
        if (one instanceof Instruction.ReadModifyWrite left && other instanceof Instruction.ReadModifyWrite right) {
            return same(left, right);
        }
        if (one instanceof Instruction.Loop left && other instanceof Instruction.Loop right) {
            return new Instruction.Loop(
                    merge(left.test(), right.test()), left.condition(), merge(left.body(), right.body()), left.bound());
        }
        if (!one.equals(other)) {
            throw new IllegalArgumentException("not the same algorithm: " + one + " and " + other);
        }
        return one;
    }

    private static Instruction same(Instruction.ReadModifyWrite one, Instruction.ReadModifyWrite other) {
        return new Instruction.ReadModifyWrite(
                one.register(),
                one.address(),
                one.condition(),
                one.update(),
                one.result(),
                stronger(one.mode(), other.mode()),
                one.loadOnFailure() && other.loadOnFailure());
    }

    /** The annotation that orders what both order; only a read-modify-write can be acquire and release. */
    private static Mode stronger(Mode one, Mode other) {
        if (one == Mode.MB || other == Mode.MB) {
            return Mode.MB;
        }
        boolean acquire = isAcquire(one) || isAcquire(other);
        boolean release = isRelease(one) || isRelease(other);
        if (acquire && release) {
            return Mode.ACQUIRE_RELEASE;
        }
        return one == Mode.ONCE || one == Mode.PLAIN ? other : one;
    }

    private static boolean isAcquire(Mode mode) {
        return mode == Mode.ACQUIRE || mode == Mode.ACQUIRE_RELEASE;
    }

    private static boolean isRelease(Mode mode) {
        return mode == Mode.RELEASE || mode == Mode.ACQUIRE_RELEASE;
    }
}
