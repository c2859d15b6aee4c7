package dev.fencepost.workbench.cost;

import dev.fencepost.model.cost.Chart;
import dev.fencepost.model.cost.Chart.Axis;
import dev.fencepost.model.cost.CostModel;
import dev.fencepost.model.cost.Curve;
import dev.fencepost.model.cost.Quantity;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A cost model in words, numbers and a chart of characters. */
final class CostReport {
    private CostReport() {}

    static void print(CostModel model, Output output, boolean json) {
        if (json) {
            output.out().println(Json.of(object(model)));
            return;
        }
        output.out().println(output.paint(Output.Style.STRONG, model.title()));
        output.out().println();
        output.out().println("Assumptions:");
        for (String assumption : model.assumptions()) {
            output.out().print(Paragraph.of("  - ", 4, assumption, output.width()));
        }
        output.out().println();
        output.out().println(String.format("  %-26s %10s  %-9s  %s", "number", "value", "origin", "source"));
        for (Quantity quantity : model.quantities()) {
            String head = String.format(
                    Locale.ROOT,
                    "  %-26s %10s  %-9s  ",
                    quantity.name(),
                    number(quantity.value()) + (quantity.unit().isEmpty() ? "" : " " + quantity.unit()),
                    lower(quantity.origin()));
            output.out().print(Paragraph.of(head, head.length(), quantity.source(), output.width()));
        }
        output.out().println();
        chart(model, output);
        for (Curve curve : model.curves()) {
            output.out().println("  " + curve.mark() + "  " + curve.name() + " (" + lower(curve.origin()) + ")");
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    private static void chart(CostModel model, Output output) {
        Axis x = Axis.linear(
                model.x(),
                all(model, true).min().orElse(0),
                all(model, true).max().orElse(1));
        Axis y = Axis.linear(model.y(), 0, all(model, false).max().orElse(1));
        output.out().print(new Chart(x, y, model.curves(), false).text(output.width()));
    }

    private static java.util.stream.DoubleStream all(CostModel model, boolean x) {
        return model.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(point -> x ? point.x() : point.y());
    }

    private static Map<String, Object> object(CostModel model) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("title", model.title());
        object.put("x", model.x());
        object.put("y", model.y());
        object.put("assumptions", model.assumptions());
        object.put(
                "quantities",
                model.quantities().stream().map(CostReport::object).toList());
        object.put("curves", model.curves().stream().map(CostReport::object).toList());
        return object;
    }

    private static Map<String, Object> object(Quantity quantity) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", quantity.name());
        object.put("value", quantity.value());
        object.put("unit", quantity.unit());
        object.put("origin", lower(quantity.origin()));
        object.put("source", quantity.source());
        return object;
    }

    private static Map<String, Object> object(Curve curve) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", curve.name());
        object.put("origin", lower(curve.origin()));
        object.put(
                "points",
                curve.points().stream()
                        .map(point -> List.<Object>of(point.x(), point.y()))
                        .toList());
        return object;
    }
}
