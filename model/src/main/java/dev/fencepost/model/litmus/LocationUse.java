package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.platform.PrimitiveStep;
import dev.fencepost.model.platform.PrimitiveSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies behind the locations of a test, which shows in how they are used: what writel writes is a register of a
 * device, what dma_sync_single_for_device cleans is memory that is not coherent with it. A test has one kind for a
 * name, whatever thread uses it; the registers of a device are the fields or elements of one object, and memory that is
 * mapped write-combining belongs to the same device if there is only one.
 */
final class LocationUse {
    /** The system register by which one processor interrupts another. No test can name it. */
    static final String SIGNAL = "SYS_ICC_SGI1R_EL1";

    private final Map<String, LocationKind> kinds = new HashMap<>();

    LocationUse(List<CFunction> functions) {
        this(functions, Map.of());
    }

    /** {@code said}: the kinds of locations about which one need not look. */
    LocationUse(List<CFunction> functions, Map<String, LocationKind> said) {
        for (CFunction function : functions) {
            ConstantMemory.walk(function.body(), this::visit, statement -> {});
        }
        kinds.putAll(said);
    }

    private void visit(CExpression expression) {
        if (expression instanceof CExpression.Call call) {
            for (PrimitiveStep primitive : PrimitiveSteps.named(call.name())) {
                boolean fits = primitive.parameters().size() == call.arguments().size();
                if (primitive.operation() == PrimitiveStep.Operation.SIGNAL) {
                    kinds.put(SIGNAL, LocationKind.SIGNAL);
                } else if (fits
                        && primitive.kind() != null
                        && ConstantMemory.address(call, primitive) instanceof CExpression.Name name) {
                    kinds.merge(name.name(), primitive.kind(), LocationUse::stronger);
                }
            }
        }
    }

    /** Memory that ioremap_wc maps is write-combining, also where it is written by writel. */
    private static LocationKind stronger(LocationKind one, LocationKind other) {
        return one == LocationKind.WRITE_COMBINING ? one : other;
    }

    /** Whether some thread sends an interrupt. */
    boolean hasSignal() {
        return kinds.containsKey(SIGNAL);
    }

    /** The locations, each with its kind; they belong to the object whose name they begin with. */
    List<Location> applied(List<Location> locations) {
        List<String> devices = kinds.keySet().stream()
                .filter(name -> kinds.get(name) == LocationKind.MMIO)
                .toList();
        List<Location> result = new ArrayList<>();
        for (Location location : locations) {
            String object = location.name().split("[\\[.+]|->", 2)[0];
            LocationKind kind = kinds.getOrDefault(object, LocationKind.COHERENT);
            boolean onlyDevices = kind == LocationKind.WRITE_COMBINING && devices.size() == 1;
            String device = kind == LocationKind.COHERENT ? "" : onlyDevices ? devices.get(0) : object;
            result.add(new Location(location.name(), location.initial(), kind, device));
        }
        return result;
    }

    /** The body of a thread that starts when the interrupt arrives, which every thread does that never sends one. */
    List<Instruction> interrupted(CFunction function, Expression signal, List<Instruction> body) {
        if (!hasSignal() || new LocationUse(List.of(function)).hasSignal()) {
            return body;
        }
        List<Instruction> handler = new ArrayList<>();
        handler.add(new Instruction.Load("$interrupt", signal, Mode.ONCE));
        handler.add(new Instruction.Fence(new Barrier("interrupt", FenceKind.FULL, Reach.DEVICE, true), ""));
        handler.addAll(body);
        return handler;
    }
}
