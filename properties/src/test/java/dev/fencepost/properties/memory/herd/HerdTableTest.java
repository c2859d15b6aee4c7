package dev.fencepost.properties.memory.herd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verdicts, states, counts and flags of random programs are those of herd7. */
class HerdTableTest {
    @ParameterizedTest
    @EnumSource
    void theEngineSaysWhatHerdSays(RowGenerator.Flavour flavour) {
        List<HerdTable.Row> rows = HerdTable.read(flavour);
        MemoryModel model = HerdTableTool.model(flavour);
        assertThat(rows).hasSizeGreaterThan(50);
        for (HerdTable.Row row : rows) {
            Facts facts = Facts.of(row.program(), model, row.condition());
            assertThat(row.agreesWith(facts))
                    .as("%s: herd7 says %s, the engine %s", row.text(), row.facts(), facts)
                    .isTrue();
        }
    }

    /** Never, Sometimes and Always all occur, and programs without a race as well as with one. */
    @Test
    void theTablesAreNotOneSided() {
        for (RowGenerator.Flavour flavour : RowGenerator.Flavour.values()) {
            List<HerdTable.Row> rows = HerdTable.read(flavour);
            long never =
                    rows.stream().filter(row -> row.facts().positive() == 0).count();
            assertThat(never).as(flavour.name()).isBetween(rows.size() / 5L, rows.size() * 4L / 5);
        }
        List<HerdTable.Row> kernel = HerdTable.read(RowGenerator.Flavour.LKMM);
        assertThat(kernel).anyMatch(row -> row.facts().flags().contains("data-race"));
        assertThat(kernel)
                .anyMatch(row ->
                        row.text().contains("plain") && row.facts().flags().isEmpty());
    }

    @Test
    void theLanguageOfTheTablesIsReadAsItIsWritten() {
        RowGenerator generator = new RowGenerator(RowGenerator.Flavour.LKMM, 3);
        for (int i = 0; i < 200; i++) {
            String text = generator.next();
            assertThat(RowParser.parse("row", text).threads()).as(text).hasSizeBetween(2, 3);
        }
    }
}
