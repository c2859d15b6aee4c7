package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Op;
import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.dispatch.Setup.Option;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Random devices in any state of conversion, random programs: the invariants hold. */
@Claims({Clause.Q1, Clause.Q2, Clause.Q3, Clause.Q4, Clause.Q5, Clause.Q6, Clause.Q7, Clause.Q8, Clause.Q9})
class DispatchMixProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int DEVICES = 3;

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void anyMixKeepsTheInvariants(@ForAll("setups") Setup setup) {
        Limits limits = Limits.ofThisJvm().withStates(DEEP ? 4_000_000 : 60_000);
        Verdict verdict = Explorer.explore(new DispatchModel(setup), limits, Listener.NONE)
                .verdict();
        Statistics.collect(verdict.getClass().getSimpleName());
        Statistics.coverage(coverage -> coverage.check("Holds").percentage(share -> share > 30));
        assertThat(verdict).as(setup.toString()).isNotInstanceOf(Verdict.Violated.class);
    }

    @Provide
    Arbitrary<Setup> setups() {
        Arbitrary<List<Locking>> devices = Arbitraries.of(Locking.class).list().ofSize(DEVICES);
        Arbitrary<Set<Option>> options = Arbitraries.subsetOf(Option.STARTED, Option.ALIAS, Option.NOTIFIES);
        return Combinators.combine(devices, options).flatAs(this::programs);
    }

    private Arbitrary<Setup> programs(List<Locking> devices, Set<Option> options) {
        Arbitrary<List<Op>> first = access(devices, true).list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<List<Op>> second = access(devices, false).list().ofMaxSize(2);
        return Combinators.combine(first, second, main(devices, options))
                .as((one, two, main) -> new Setup(devices, List.of(one, two), main, options, Set.of()));
    }

    private Arbitrary<Op> access(List<Locking> devices, boolean first) {
        Arbitrary<Integer> device = Arbitraries.integers().between(0, DEVICES - 1);
        EnumSet<Kind> kinds = EnumSet.of(Kind.WRITE, Kind.DMA, Kind.RAISE, Kind.KICK, Kind.CLAIM);
        if (first) {
            kinds.add(Kind.COALESCE);
        }
        return Combinators.combine(Arbitraries.of(kinds), device, device).as((kind, d, target) -> {
            boolean possible = kind != Kind.COALESCE || devices.get(d) == Locking.GLOBAL;
            return new Op(possible ? kind : Kind.WRITE, d, kind == Kind.RAISE ? target % 2 : target);
        });
    }

    /** For one device: what makes sense one after the other. */
    private Arbitrary<List<Op>> main(List<Locking> devices, Set<Option> options) {
        Arbitrary<Integer> device = Arbitraries.integers().between(0, DEVICES - 1);
        Arbitrary<Set<Kind>> kinds = Arbitraries.subsetOf(
                        Kind.BOTTOM_HALF, Kind.REARRANGE, Kind.START, Kind.STOP, Kind.CLAIM, Kind.UNPLUG)
                .filter(some -> some.size() <= 2);
        return Combinators.combine(device, kinds).as((d, some) -> {
            List<Op> main = new ArrayList<>();
            boolean started = options.contains(Option.STARTED);
            for (Kind kind :
                    List.of(Kind.BOTTOM_HALF, Kind.REARRANGE, Kind.START, Kind.STOP, Kind.CLAIM, Kind.UNPLUG)) {
                boolean possible = switch (kind) {
                    case BOTTOM_HALF -> devices.get(d) == Locking.GLOBAL;
                    case START -> devices.get(d) != Locking.LOCK_FREE && !started;
                    case STOP -> devices.get(d) != Locking.LOCK_FREE && (started || some.contains(Kind.START));
                    default -> true;
                };
                if (some.contains(kind) && possible) {
                    main.add(Op.of(kind, d));
                }
            }
            return main;
        });
    }
}
