package dev.fencepost.workbench.explain;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.PrimitiveLine;
import dev.fencepost.model.platform.PrimitiveTable;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.deployed.Deployed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the table of primitives says of one, what it becomes on each platform, and where it stands today. */
final class ExplainPrimitive {
    private final ExplainEntry entry;

    ExplainPrimitive(ExplainEntry entry) {
        this.entry = entry;
    }

    /** Prints it; returns whether there is one of that name. */
    boolean print(String name, Supplier<List<Deployed>> tables) {
        Optional<Primitive> primitive = Primitive.of(name);
        List<PrimitiveLine> lines = PrimitiveTable.named(name);
        if (primitive.isEmpty() && lines.isEmpty()) {
            return false;
        }
        String source =
                primitive.map(Primitive::source).orElseGet(() -> lines.get(0).source());
        entry.head(name, "(" + source + ")");
        primitive.ifPresent(known -> entry.line("is", sentence(known)));
        if (primitive.isEmpty()) {
            entry.lines(
                    "does",
                    lines.stream().map(ExplainPrimitive::operation).distinct().toList());
        }
        primitive.ifPresent(known -> platforms(known));
        primitive.ifPresent(known -> entry.lines("today", today(known, tables.get())));
        return true;
    }

    private static String operation(PrimitiveLine line) {
        String call = line.called() ? line.name() + "(" + String.join(", ", line.parameters()) + "): " : "";
        return call + String.join(" ", line.operation());
    }

    private void platforms(Primitive primitive) {
        if (primitive.form() == Primitive.Form.REFUSED) {
            return;
        }
        List<String> rows = new ArrayList<>();
        for (Platform platform : Platforms.rows()) {
            if (primitive.objection(platform.architecture().lowering()).isEmpty()) {
                String driver = PlatformsCommand.effect(primitive, platform, Side.DRIVER);
                String device = PlatformsCommand.effect(primitive, platform, Side.DEVICE);
                rows.add(platform.id() + ": "
                        + (driver.equals(device) ? driver : driver + " for the driver, " + device + " for the device"));
            }
        }
        entry.lines("on", rows);
    }

    private static List<String> today(Primitive primitive, List<Deployed> tables) {
        List<String> lines = new ArrayList<>();
        tables.forEach(table -> table.implementations()
                .forEach(code -> lines.addAll(ExplainCode.places(
                        table,
                        code,
                        (spot, build) ->
                                code.placement(spot, build).primitives().contains(primitive)))));
        return lines;
    }

    /** What it does, in one sentence without a full stop. */
    static String sentence(Primitive primitive) {
        return switch (primitive.form()) {
            case NOTHING -> "nothing but what the algorithm has anyway";
            case FENCE ->
                "a fence: " + primitive.kind().map(ExplainPrimitive::orders).orElse("") + reach(primitive);
            case STORE_THEN_FENCE -> "a store and a full fence behind it" + reach(primitive);
            case RELEASE -> "a store that earlier accesses do not pass" + reach(primitive);
            case ACQUIRE -> "a load that later accesses do not pass" + reach(primitive);
            case REFUSED -> "not judged";
        };
    }

    private static String orders(FenceKind kind) {
        return switch (kind) {
            case FULL -> "everything before everything";
            case LOAD_LOAD -> "loads before loads";
            case STORE_STORE -> "stores before stores";
            case LOAD_ANY -> "loads before everything";
            case ANY_STORE -> "everything before stores";
            case ACQUIRE_RELEASE -> "all but a store before a later load";
            case STORE_ANY -> "stores before everything";
            case LOAD_STORE -> "loads before stores";
            case STORE_LOAD -> "stores before loads";
            case ANY_LOAD -> "everything before loads";
            case COMPILER -> "for the compiler only";
            case BEFORE_ATOMIC -> "a full one with the atomic operation that follows";
            case AFTER_ATOMIC -> "a full one with the atomic operation before it";
            case AFTER_SPINLOCK -> "a full one with the lock acquisition before it";
            case AFTER_UNLOCK_LOCK -> "a full one with the unlock and lock before it";
            case CLEAN -> "a write-back of a cached location";
            case INVALIDATE -> "a cached copy is dropped";
            case READ_BACK -> "what was posted to a device has arrived";
        };
    }

    private static String reach(Primitive primitive) {
        return switch (primitive.family()) {
            case COMPILER -> "";
            case SMP -> "; among the processors of an SMP build, and nothing on a UP build";
            case VIRT -> "; among the processors of an SMP host, whatever the guest's build";
            case DMA -> "; also toward coherent DMA masters";
            case MANDATORY -> "; toward everything, MMIO included";
            case MMIO -> "; into the registers of one device";
            case ACCESS -> "";
            case LANGUAGE -> "; whatever the build";
            case X86 -> "; an instruction of x86";
            case ARM64 -> "; an instruction of arm64";
            case RISCV -> "; an instruction of RISC-V";
            case POWER -> "; an instruction of POWER";
        };
    }
}
