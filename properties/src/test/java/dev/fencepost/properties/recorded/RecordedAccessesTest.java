package dev.fencepost.properties.recorded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the ring's own accesses do not show of the machinery: read-modify-writes, wide accesses, acquire and loops. */
class RecordedAccessesTest {
    private static final dev.fencepost.impl.memory.Mode OPAQUE = dev.fencepost.impl.memory.Mode.OPAQUE;
    private static final dev.fencepost.impl.memory.Mode PLAIN = dev.fencepost.impl.memory.Mode.PLAIN;
    private static final dev.fencepost.impl.memory.Mode ACQUIRE = dev.fencepost.impl.memory.Mode.ACQUIRE;
    private static final dev.fencepost.impl.memory.Mode FULL = dev.fencepost.impl.memory.Mode.FULL;
    private static final Site SITE = () -> "T1";
    private static final Expression FLAGS = Expression.address(0);
    private static final Expression DOMAIN = Expression.address(1);

    private static final RecordedRules STRICT = RecordedRules.strict(name -> false);

    /** Runs {@code operation} on a recorder and holds it against one thread with that body. */
    private static void check(Consumer<SharedMemory> operation, Instruction... body) {
        check(STRICT, operation, body);
    }

    private static void check(RecordedRules rules, Consumer<SharedMemory> operation, Instruction... body) {
        Program program = new Program(
                "toy",
                List.of(Location.of("flags", 0), Location.of("domain", 0)),
                List.of(new Program.Thread("side", Map.of(), List.of(body))));
        Places places = new Places(program, rules);
        places.add(Place.of(0, 2, "flags"));
        places.add(Place.of(2, 2, "domain"));
        Recorder recorder = new Recorder(new ArrayMemory(8));
        operation.accept(recorder);
        new RecordedRun(places, List.of(recorder)).accept();
    }

    private static void assertMismatch(String message, Consumer<SharedMemory> operation, Instruction... body) {
        assertThatThrownBy(() -> check(operation, body))
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining(message);
    }

    private static void assertMismatch(
            String message, RecordedRules rules, Consumer<SharedMemory> operation, Instruction... body) {
        assertThatThrownBy(() -> check(rules, operation, body))
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining(message);
    }

    private static Instruction exchange(long expected, long value, Mode mode) {
        Expression equal = Expression.binary(Operator.EQUAL, new Expression.Old(), Expression.constant(expected));
        return new Instruction.ReadModifyWrite(
                "r", FLAGS, equal, Expression.constant(value), new Expression.Old(), mode);
    }

    private static Instruction load(Expression address, Mode mode) {
        return new Instruction.Load("l", address, mode);
    }

    private static Instruction fence() {
        return new Instruction.Fence(Barrier.smp("smp_rmb", FenceKind.LOAD_LOAD), "T1");
    }

    @Test
    void exchangeMustDoWhatTheProgramDoes() {
        check(memory -> memory.compareAndExchange16(ACQUIRE, 0, 0, 5), exchange(0, 5, Mode.ACQUIRE));
        check(memory -> memory.compareAndExchange16(FULL, 0, 1, 5), exchange(1, 5, Mode.MB));
        assertMismatch(
                "read-modify-write flags = 6 ACQUIRE",
                memory -> memory.compareAndExchange16(ACQUIRE, 0, 0, 5),
                exchange(0, 6, Mode.ACQUIRE));
        assertMismatch(
                "read-modify-write flags without success",
                memory -> memory.getAndUpdate16(ACQUIRE, Update.SET, 0, 5),
                exchange(1, 5, Mode.ACQUIRE));
        assertMismatch(
                "read-modify-write flags = 5 MB",
                memory -> memory.compareAndExchange16(ACQUIRE, 0, 0, 5),
                exchange(0, 5, Mode.MB));
        assertMismatch("read-modify-write flags", memory -> memory.load16(OPAQUE, 0), exchange(0, 5, Mode.ACQUIRE));
    }

    /** What was found is what the program goes on with. */
    @Test
    void exchangeReturnsWhatItFound() {
        Instruction onward = new Instruction.Store(DOMAIN, Expression.register("r"), Mode.ONCE);
        Consumer<SharedMemory> copies =
                memory -> memory.store16(OPAQUE, 2, memory.compareAndExchange16(ACQUIRE, 0, 0, 5));
        check(copies, exchange(0, 5, Mode.ACQUIRE), onward);
        assertMismatch(
                "store domain = 0",
                memory -> memory.store16(OPAQUE, 2, memory.compareAndExchange16(ACQUIRE, 0, 0, 5) + 1),
                exchange(0, 5, Mode.ACQUIRE),
                onward);
    }

    /** One access to both is in any order that the program has them in, whatever fence it has in between. */
    @Test
    void wideAccessIsToAllOfItAtOneInstant() {
        Consumer<SharedMemory> wide = memory -> memory.load32(OPAQUE, 0);
        check(wide, load(FLAGS, Mode.ONCE), fence(), load(DOMAIN, Mode.ONCE));
        check(wide, load(DOMAIN, Mode.ONCE), fence(), load(FLAGS, Mode.ONCE));
        assertMismatch("LOAD_LOAD fence T1", wide, load(FLAGS, Mode.ONCE), load(DOMAIN, Mode.ONCE), fence());
        assertMismatch(
                "LOAD_LOAD fence T1",
                memory -> {
                    memory.load16(OPAQUE, 0);
                    memory.load16(OPAQUE, 2);
                },
                load(FLAGS, Mode.ONCE),
                fence(),
                load(DOMAIN, Mode.ONCE));
    }

    @Test
    void acquireMustBeOnBothSides() {
        check(memory -> memory.load16(ACQUIRE, 0), load(FLAGS, Mode.ACQUIRE));
        assertMismatch("acquire load flags", memory -> memory.load16(OPAQUE, 0), load(FLAGS, Mode.ACQUIRE));
        assertMismatch("load flags", memory -> memory.load16(ACQUIRE, 0), load(FLAGS, Mode.ONCE));
    }

    @Test
    void loopGoesOnAsLongAsTheProgramSays() {
        Expression unequal = Expression.binary(Operator.NOT_EQUAL, Expression.register("l"), Expression.constant(2));
        Instruction bump = new Instruction.ReadModifyWrite(
                "",
                FLAGS,
                Expression.constant(1),
                Expression.binary(Operator.ADD, new Expression.Old(), Expression.constant(1)),
                new Expression.Old(),
                Mode.ONCE);
        Instruction loop = new Instruction.Loop(List.of(load(FLAGS, Mode.ONCE)), unequal, List.of(bump), 4);
        check(
                memory -> {
                    while (memory.load16(OPAQUE, 0) != 2) {
                        memory.getAndUpdate16(ACQUIRE, Update.ADD, 0, 1);
                    }
                },
                loop);
        assertMismatch("has read-modify-write flags", memory -> memory.load16(OPAQUE, 0), loop);
    }

    @Test
    void whatIsSpareMayBeLeftOut() {
        Consumer<SharedMemory> looks = memory -> memory.load16(OPAQUE, 2);
        check(STRICT.withSpare("flags"), looks, load(FLAGS, Mode.ONCE), load(DOMAIN, Mode.ONCE));
        assertMismatch("load flags", looks, load(FLAGS, Mode.ONCE), load(DOMAIN, Mode.ONCE));
    }

    @Test
    void whatIsUpdatedMayBeLookedAtAgain() {
        Consumer<SharedMemory> looks = memory -> {
            memory.load16(OPAQUE, 0);
            memory.compareAndExchange16(ACQUIRE, 0, 0, 5);
        };
        check(STRICT.withAgain("flags"), looks, exchange(0, 5, Mode.ACQUIRE));
        assertMismatch("read-modify-write flags", looks, exchange(0, 5, Mode.ACQUIRE));
    }

    /** Two loads of flags, where the second finds work behind a barrier: may the first value do for it? */
    @Test
    void aKeptIndexIsCoveredOnlyByABarrierBehindItsLoad() {
        RecordedRules keeps = new RecordedRules(Set.of("flags"), Set.of("T1"), name -> false, Set.of());
        Expression empty = Expression.binary(Operator.EQUAL, Expression.register("l"), Expression.constant(1));
        Instruction look = load(FLAGS, Mode.ONCE);
        Instruction work = new Instruction.If(empty, List.of(), List.of(fence(), load(DOMAIN, Mode.ONCE)));
        Consumer<SharedMemory> covered = memory -> {
            memory.load16(OPAQUE, 0);
            memory.loadFence(SITE);
            memory.load16(OPAQUE, 2);
            memory.load16(OPAQUE, 2);
        };
        check(keeps, covered, look, work, look, work);
        assertMismatch("load flags", covered, look, work, look, work);
        Consumer<SharedMemory> orders = memory -> {
            memory.load16(OPAQUE, 0);
            memory.loadFence(SITE);
            memory.load16(OPAQUE, 2);
        };
        check(keeps, orders, look, look, work);
        Consumer<SharedMemory> never = memory -> {
            memory.load16(OPAQUE, 0);
            memory.load16(OPAQUE, 2);
        };
        assertMismatch("LOAD_LOAD fence T1", keeps, never, look, look, work);
        Instruction other = new Instruction.If(empty, List.of(fence(), load(DOMAIN, Mode.ONCE)), List.of());
        assertMismatch("finds nothing", keeps, memory -> memory.load16(OPAQUE, 0), look, look, other);
    }

    @Test
    void plainNeighboursHaveNoOrder() {
        RecordedRules loose = RecordedRules.strict(name -> true).withLoose(name -> true);
        Instruction flags = new Instruction.Store(FLAGS, Expression.constant(1), Mode.ONCE);
        Instruction domain = new Instruction.Store(DOMAIN, Expression.constant(2), Mode.ONCE);
        Consumer<SharedMemory> swapped = memory -> {
            memory.store16(PLAIN, 2, 2);
            memory.store16(PLAIN, 0, 1);
        };
        check(loose, swapped, flags, domain);
        assertMismatch("store flags", RecordedRules.strict(name -> true), swapped, flags, domain);
        assertMismatch("store flags", loose, swapped, flags, fence(), domain);
        Consumer<SharedMemory> marked = memory -> {
            memory.store16(PLAIN, 2, 2);
            memory.store16(OPAQUE, 0, 1);
        };
        assertMismatch("store flags", loose, marked, flags, domain);
        Consumer<SharedMemory> twice = memory -> {
            memory.store16(PLAIN, 2, 2);
            memory.store16(PLAIN, 2, 2);
            memory.store16(PLAIN, 0, 1);
        };
        assertMismatch("nothing more", loose, twice, flags, domain);
    }

    @Test
    void aLoadBeforeABranchAcquires() {
        check(STRICT.withBranched("flags"), memory -> memory.load16(ACQUIRE, 0), load(FLAGS, Mode.ONCE));
        assertThatThrownBy(() ->
                        check(STRICT.withBranched("flags"), memory -> memory.load16(OPAQUE, 0), load(FLAGS, Mode.ONCE)))
                .isInstanceOf(Mismatch.class);
    }

    @Test
    void whatOnlyOneSideStoresItMayLoad() {
        Instruction store = new Instruction.Store(FLAGS, Expression.constant(3), Mode.ONCE);
        Consumer<SharedMemory> bump = memory -> memory.store16(OPAQUE, 0, memory.load16(OPAQUE, 0) + 3);
        check(STRICT.withOwn("flags"), bump, store);
        assertMismatch("store flags", bump, store);
    }

    @Test
    void aReleaseMayStandBeforeAnUpdate() {
        Consumer<SharedMemory> fenced = memory -> {
            memory.releaseFence(SITE);
            memory.compareAndExchange16(ACQUIRE, 0, 0, 5);
        };
        check(fenced, exchange(0, 5, Mode.ACQUIRE_RELEASE));
        check(STRICT.withElsewhere("T1"), fenced, exchange(0, 5, Mode.ACQUIRE));
        assertMismatch("RELEASE fence T1", fenced, exchange(0, 5, Mode.ACQUIRE));
        assertMismatch(
                "ACQUIRE_RELEASE",
                memory -> memory.compareAndExchange16(ACQUIRE, 0, 0, 5),
                exchange(0, 5, Mode.ACQUIRE_RELEASE));
    }

    @Test
    void whatTheProgramHasNoPlaceForIsRefused() {
        assertMismatch("offset 4", memory -> memory.load16(OPAQUE, 4), load(FLAGS, Mode.ONCE));
        assertMismatch("a part of flags", memory -> memory.load32(OPAQUE, 1), load(FLAGS, Mode.ONCE));
        assertMismatch(
                "not of flags alone",
                memory -> memory.getAndUpdate32(ACQUIRE, Update.SET, 0, 1),
                exchange(0, 1, Mode.ACQUIRE));
    }
}
