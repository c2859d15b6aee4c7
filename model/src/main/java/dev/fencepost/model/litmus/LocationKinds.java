package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Barrier;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Location;
import dev.fencepost.model.memory.LocationKind;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Reach;
import dev.fencepost.model.platform.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies behind the locations of a test in a {@link Setting}, and what follows for its threads: the handler of an
 * interrupt runs when that was raised, and a device looks at its own registers and memory in the order of its program.
 */
final class LocationKinds {
    private static final Set<String> RAISES = Set.of("write_sysreg_s", "write_sysreg");
    /** What an interrupt starts comes after it, as behind any exception. */
    private static final Barrier ENTRY = new Barrier("interrupt", FenceKind.FULL, Reach.SYSTEM, true);

    private static final Barrier OWN_ORDER = new Barrier("its own order", FenceKind.FULL, Reach.DEVICE, true);

    private final Setting setting;
    private final Map<String, LocationKind> kinds = new HashMap<>();
    private final Map<Integer, Set<String>> raised = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();

    private LocationKinds(Setting setting) {
        this.setting = setting;
    }

    static LocationKinds of(List<CFunction> functions, Setting setting) {
        LocationKinds kinds = new LocationKinds(setting);
        for (CFunction function : functions) {
            kinds.raised.put(function.thread(), new HashSet<>());
            ConstantMemory.walk(function.body(), each -> kinds.collect(function, each), statement -> {});
        }
        kinds.kinds.putAll(setting.kinds());
        return kinds;
    }

    private void collect(CFunction function, CExpression expression) {
        if (!(expression instanceof CExpression.Call call)) {
            return;
        }
        for (Primitive primitive : Primitives.named(call.name())) {
            CExpression address = primitive.operands().isEmpty() ? null : ConstantMemory.address(call, primitive);
            if (address instanceof CExpression.Name name) {
                if (RAISES.contains(call.name())) {
                    kinds.put(name.name(), LocationKind.SIGNAL);
                    raised.get(function.thread()).add(name.name());
                } else if (primitive.kind() != null) {
                    kinds.merge(name.name(), primitive.kind(), LocationKinds::stronger);
                } else if (primitive.operation() == Primitive.Operation.LOAD) {
                    awaited.add(name.name());
                }
            }
        }
    }

    /** Memory that ioremap_wc maps is write-combining, also where it is written by writel. */
    private static LocationKind stronger(LocationKind one, LocationKind other) {
        return one == LocationKind.WRITE_COMBINING ? one : other;
    }

    /** The system registers that a thread writes to: nobody declares them. */
    Set<String> raisedBy(int thread) {
        return raised.get(thread);
    }

    /** {@code locations} with their kinds. */
    List<Location> applyTo(List<Location> locations) {
        return setting.platform().isEmpty()
                ? locations
                : locations.stream()
                        .map(each -> new Location(each.name(), each.initial(), kind(each.name()), device(each.name())))
                        .toList();
    }

    /**
     * The device that a location is of: the object whose name it begins with. Memory that is mapped write-combining
     * belongs to the one device that there is, if there is only one.
     */
    private String device(String location) {
        List<String> registers = kinds.keySet().stream()
                .filter(name -> kinds.get(name) == LocationKind.MMIO)
                .toList();
        boolean isOf = kind(location) == LocationKind.WRITE_COMBINING && registers.size() == 1;
        return isOf ? registers.get(0) : location.split("[.\\[+]")[0];
    }

    private LocationKind kind(String location) {
        return kinds.getOrDefault(location, kinds.getOrDefault(location.split("[.\\[+]")[0], LocationKind.COHERENT));
    }

    /** {@code body} of a thread as it runs in the setting. */
    List<Instruction> applyTo(List<Instruction> body, int thread, int threads, Layout layout) {
        if (setting.platform().isEmpty()) {
            return body;
        }
        List<Instruction> result = new ArrayList<>();
        raised.forEach((raiser, signals) -> {
            for (String signal : signals) {
                if (raiser != thread && !awaited.contains(signal)) {
                    result.add(new Instruction.Load("$" + signal, Expression.constant(layout.address(signal)), Mode.ONCE));
                    result.add(new Instruction.Fence(ENTRY, ""));
                }
            }
        });
        boolean device = setting.side(thread, threads) == Side.DEVICE;
        result.addAll(device ? inOwnOrder(body, layout) : body);
        return result;
    }

    private List<Instruction> inOwnOrder(List<Instruction> body, Layout layout) {
        List<Instruction> result = new ArrayList<>();
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.If branch) {
                result.add(new Instruction.If(
                        branch.condition(),
                        inOwnOrder(branch.then(), layout),
                        inOwnOrder(branch.otherwise(), layout)));
            } else if (instruction instanceof Instruction.Loop loop) {
                result.add(new Instruction.Loop(
                        inOwnOrder(loop.test(), layout),
                        loop.condition(),
                        inOwnOrder(loop.body(), layout),
                        loop.bound()));
            } else {
                result.add(instruction);
                if (instruction instanceof Instruction.Load load && isOwn(load.address(), layout)) {
                    result.add(new Instruction.Fence(OWN_ORDER, ""));
                }
            }
        }
        return result;
    }

    private boolean isOwn(Expression address, Layout layout) {
        if (!(address instanceof Expression.Constant constant)) {
            return false;
        }
        LocationKind kind = kind(layout.name(constant.value()));
        return kind == LocationKind.MMIO || kind == LocationKind.WRITE_COMBINING;
    }
}
