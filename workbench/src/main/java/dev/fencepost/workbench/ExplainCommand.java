package dev.fencepost.workbench;

import dev.fencepost.model.platform.BarrierSite;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fencepost explain SITE}: what a barrier site orders, and what breaks without it. */
@Command(name = "explain", description = "Say what a barrier site orders and what breaks without it.")
final class ExplainCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(
            arity = "0..*",
            paramLabel = "SITE",
            description = "Sites of the split ring, for example D2; without any, one line for each.")
    private List<String> names = List.of();

    ExplainCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (names.isEmpty()) {
            for (BarrierSite site : BarrierSite.values()) {
                String head =
                        String.format("%s  %-3s  %-6s  ", site, site.needs().spelling(), side(site));
                output.out().print(Paragraph.of(head, head.length(), site.orders(), output.width()));
            }
        }
        names.stream().map(ExplainCommand::site).forEach(this::explain);
        return ExitStatus.EXPECTED;
    }

    static BarrierSite site(String name) {
        return BarrierSite.of(name)
                .orElseThrow(() -> new BadInput("unknown site '" + name + "'"
                        + Nearest.to(name, BarrierSite.names())
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse(" (expected one of " + String.join(", ", BarrierSite.names()) + ")")));
    }

    private static String side(BarrierSite site) {
        return site.side().label();
    }

    private void explain(BarrierSite site) {
        output.out().println(output.paint(Output.Style.STRONG, site.name()) + ", on the " + side(site) + " side");
        line("orders", site.earlier());
        line("before", site.later());
        line("shape", shape(site));
        line(
                "needs",
                site.needs().spelling() + " or what does as much: "
                        + site.shape().needs());
        line("without", site.consequence());
        line("breaks", site.clause() + ": " + site.clause().sentence());
        line("", "(" + site.clause().citation() + ")");
    }

    private void line(String key, String text) {
        output.out().print(Paragraph.of(String.format("  %-9s", key), 11, text, output.width()));
    }

    private static String shape(BarrierSite site) {
        return switch (site.shape()) {
            case MP_WRITER -> "message passing (MP), the side that writes";
            case MP_READER -> "message passing (MP), the side that reads";
            case SB -> "store buffering (SB): fails on every machine with a store buffer, x86 included";
            case LB -> "load buffering (LB)";
        };
    }
}
