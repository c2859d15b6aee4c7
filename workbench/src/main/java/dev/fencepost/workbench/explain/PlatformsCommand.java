package dev.fencepost.workbench.explain;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import dev.fencepost.workbench.input.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fencepost platforms}: the rows that verdicts are about, as data. */
@Command(name = "platforms", description = "List the platforms: who the two sides are and what barriers do there.")
public final class PlatformsCommand implements Callable<Integer> {
    private static final String LEGEND = "model: lkmm, armv8 and tso are published; * marks Fencepost's own extension"
            + " of one, where a boundary between the two sides is weak. row: contract is what Linux documents, hardware"
            + " what the instructions do. 'fencepost platforms PLATFORM' shows a row in full.";

    private final Output output;

    @Parameters(
            arity = "0..*",
            paramLabel = "PLATFORM",
            description = "Show these in full, with what every primitive becomes; without any, a table of all.")
    private List<String> names = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    public PlatformsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        List<Platform> rows = names.isEmpty()
                ? Platforms.rows()
                : names.stream().map(Choice::platform).toList();
        if (format.json()) {
            rows.forEach(row -> output.out().println(Json.of(object(row))));
        } else if (names.isEmpty()) {
            printTable(rows);
        } else {
            rows.forEach(this::printWhole);
        }
        return ExitStatus.EXPECTED;
    }

    private void printTable(List<Platform> rows) {
        String line = "%-18s %-8s %-6s %s";
        output.out().println(String.format(line, "platform", "row", "model", "what it is"));
        for (Platform row : rows) {
            String head = String.format(line, row.id(), row(row), model(row), "");
            output.out().print(Paragraph.of(head, head.length(), row.title(), output.width()));
        }
        output.out().println();
        output.out().print(Paragraph.of("", 0, LEGEND, output.width()));
    }

    private static String row(Platform platform) {
        return platform.row().name().toLowerCase(Locale.ROOT);
    }

    private static String model(Platform platform) {
        return platform.base().label() + (platform.basis() == Evidence.Basis.EXTENSION ? "*" : "");
    }

    private void printWhole(Platform platform) {
        output.out().println(output.paint(Output.Style.STRONG, platform.id()) + ": " + platform.title());
        output.out().println("  row      " + row(platform));
        output.out().println("  driver   " + party(platform.driver()));
        output.out().println("  device   " + party(platform.device()));
        output.out().println("  model    " + platform.base().label() + boundary(platform));
        output.out().print(Paragraph.of("  source   ", 11, platform.source(), output.width()));
        output.out().println();
        output.out().printf("  %-18s  %-28s  %s%n", "primitive", "driver", "device");
        for (Primitive primitive : Primitive.values()) {
            output.out()
                    .printf(
                            "  %-18s  %-28s  %s%n",
                            primitive.spelling(),
                            effect(primitive, platform, Side.DRIVER),
                            effect(primitive, platform, Side.DEVICE));
        }
        output.out().println();
    }

    private static String party(Platform.Party party) {
        return party.who() + " (" + party.build() + " build, "
                + party.place().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }

    private static String boundary(Platform platform) {
        return platform.weakBoundaries().isEmpty()
                ? ", as published"
                : ", extended by Fencepost: weak boundary around the "
                        + platform.weakBoundaries().iterator().next().name().toLowerCase(Locale.ROOT) + " domain";
    }

    /** In a few words: what the primitive becomes for that side. */
    static String effect(Primitive primitive, Platform platform, Side side) {
        Effect effect = Effect.of(primitive, platform.party(side));
        if (effect instanceof Effect.Nothing) {
            return "-";
        }
        if (effect instanceof Effect.Annotation annotation) {
            return annotation(annotation.mode(), platform.architecture());
        }
        Barrier barrier = platform.architecture().lowering().lower(((Effect.Fence) effect).barrier());
        if (platform.row() == Evidence.Row.HARDWARE) {
            boolean store = primitive.form() == Primitive.Form.STORE_THEN_FENCE;
            return store && platform.architecture() == Platform.Architecture.X86
                    ? "xchg"
                    : (store ? "str; " : "") + barrier.name();
        }
        String kind = barrier.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return kind + ", " + barrier.reach().name().toLowerCase(Locale.ROOT) + (barrier.completes() ? "; waits" : "");
    }

    private static String annotation(Mode mode, Platform.Architecture architecture) {
        return switch (architecture) {
            case X86 -> "mov";
            case ARM64 -> mode == Mode.RELEASE ? "stlr" : "ldar";
            case ARM64_RCPC -> mode == Mode.RELEASE ? "stlr" : "ldapr";
            case ANY -> mode.name().toLowerCase(Locale.ROOT) + ", as far as coherent";
        };
    }

    private static Map<String, Object> object(Platform platform) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("platform", platform.id());
        object.put("row", row(platform));
        object.put("title", platform.title());
        object.put("model", platform.base().label());
        object.put("basis", platform.basis().name().toLowerCase(Locale.ROOT));
        object.put("driver", party(platform.driver()));
        object.put("device", party(platform.device()));
        List<String> boundaries = new ArrayList<>();
        platform.weakBoundaries().forEach(each -> boundaries.add(each.name().toLowerCase(Locale.ROOT)));
        object.put("weak_boundaries", boundaries);
        object.put("source", platform.source());
        Map<String, Object> primitives = new LinkedHashMap<>();
        for (Primitive primitive : Primitive.values()) {
            primitives.put(
                    primitive.spelling(),
                    List.of(effect(primitive, platform, Side.DRIVER), effect(primitive, platform, Side.DEVICE)));
        }
        object.put("primitives", primitives);
        return object;
    }
}
