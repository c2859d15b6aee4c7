package dev.fencepost.workbench.minimal;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalComparison;
import dev.fencepost.model.proposal.minimal.MinimalComparison.Relation;
import dev.fencepost.workbench.console.Output;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints how the barriers of code of today relate to what {@code minimal} found. */
final class MinimalComparisonText {
    private final Output output;
    private final MinimalAnswer answer;
    private final PlanCheck check;

    MinimalComparisonText(Output output, MinimalAnswer answer, PlanCheck check) {
        this.output = output;
        this.answer = answer;
        this.check = check;
    }

    void print(MinimalDeployed set) {
        String title = output.paint(Output.Style.STRONG, set.title());
        Optional<String> objection =
                set.objection(answer.platform().architecture().lowering());
        output.out().println();
        if (objection.isPresent()) {
            MinimalText.paragraph(output, "", title + ": not compared, " + objection.get());
            return;
        }
        MinimalComparison comparison = set.comparison(answer, check);
        List<BarrierSite> unknown = set.unknown(answer.sites());
        MinimalText.paragraph(output, "", title + ": " + verdict(comparison, unknown));
        MinimalText.paragraph(output, "  ", "from " + set.source());
        int width = MinimalText.widest(comparison.lines(), line -> line.has().spelling(), 14);
        for (MinimalComparison.Line line : comparison.lines()) {
            String relation = switch (line.relation()) {
                case EXACT -> idle(line) ? "exact: no instruction here" : "exact";
                case STRONGER -> "stronger than " + line.needed().spelling();
                case ENOUGH -> "enough in place of " + line.needed().spelling();
                case UNKNOWN -> "not known in place of " + line.needed().spelling();
                case TOO_WEAK -> "TOO WEAK: needs " + line.needed().spelling();
            };
            MinimalText.paragraph(
                    output,
                    "  ",
                    MinimalText.pad(line.site().name(), 4)
                            + MinimalText.pad(line.has().spelling(), width + 1) + relation + " ("
                            + set.source(line.site()) + ")");
        }
        set.code().absent().forEach((site, why) -> {
            if (answer.sites().contains(site)) {
                MinimalText.paragraph(output, "  ", MinimalText.pad(site.name(), 4) + "has no place here: " + why);
            }
        });
    }

    private String verdict(MinimalComparison comparison, List<BarrierSite> unknown) {
        if (!comparison.enough()) {
            boolean weak = comparison.lines().stream().anyMatch(line -> line.relation() == Relation.TOO_WEAK);
            return weak
                    ? output.paint(Output.Style.BAD, "not enough")
                    : output.paint(Output.Style.CAUTION, "not known");
        }
        return unknown.isEmpty()
                ? output.paint(Output.Style.GOOD, "enough")
                : output.paint(Output.Style.CAUTION, "enough as far as is known") + ", which is not at "
                        + unknown.stream().map(BarrierSite::name).collect(Collectors.joining(" "));
    }

    private static boolean idle(MinimalComparison.Line line) {
        return line.needed().equals(Placement.NONE) && !line.has().equals(Placement.NONE);
    }
}
