package dev.fencepost.properties.memory.herd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A memory model with any single edge less disagrees with herd7 on some program of the tables. */
class EdgeMutantsTest {
    /** No proof, but no program that was tried, random or made for it, tells the difference. */
    private static final String NOT_SEEN = "not seen";

    /** What herd7 was not asked: the kernel's loop of LR and SC. EnumeratorMutantsTest is about it. */
    private static final String NO_LOOP = "no row has a full read-modify-write";

    /** Rows that are tried where no difference is expected. */
    private static final int ENOUGH = 150;

    /** What herd7 has no word for in the kernel's model, with the same program in words that it has. */
    private static final Map<String, String> IN_OTHER_WORDS = Map.of(
            "x=1; releasing; y=1 || a=y.acq; b=x", "x=1; y=1.rel || a=y.acq; b=x",
            "x=1; y=1.rel || a=y; ld; b=x", "x=1; y=1.rel || a=y.acq; b=x",
            "x=1; both; y=1 || a=y; both; b=x", "x=1; y=1.rel || a=y.acq; b=x",
            "x=1; enter; a=y || y=1; mb; b=x", "x=1; mb; a=y || y=1; mb; b=x");

    /** Edges that follow from the others, so that no program can miss them, with the reason. */
    private static final Map<String, String> FOLLOW_FROM_OTHERS = Map.ofEntries(
            Map.entry("Armv8.atomics: x.rmw", "lwfs: a read before a write of the same location"),
            Map.entry("Riscv.annotations: w.to(po, full)", NO_LOOP),
            Map.entry("Riscv.annotations: w.from(full, po)", NO_LOOP),
            Map.entry("Riscv.annotations: w.seq(w.to(po, full), po)", NO_LOOP),
            Map.entry(
                    "Tso.localOrder: w.seq(w.to(po, locked), po)",
                    "each of its two halves is preserved program order, one end being locked"),
            Map.entry(
                    "LkmmRelations.fences: fixed.to(x.po, fixed.inter(fullRmw, x.reads))",
                    "what precedes is strongly before the write, and that is before whatever the read is before"),
            Map.entry(
                    "LkmmRelations.fences: fixed.seq(x.po, fixed.from(fullRmw, x.po))",
                    "strongly before the read, which happens before the write, which is strongly before what follows"),
            Map.entry(
                    "LkmmRelations.growWithinThreads: x.po",
                    "with one lock: what lies between two critical sections of a thread is others of the same lock"),
            Map.entry("LkmmRelations.grow: strongFence", "pb: propagation; strong fence; happens-before"),
            Map.entry(
                    "LkmmRelations.grow: overwriteExternal?",
                    "without an overwrite propagation is a part of happens-before, as cumul-fence is"),
            Map.entry("LkmmRelations.preserved: unlockLock", "the same pair is in prop & int, by cumul-fence"),
            Map.entry("LkmmRaces.racing: w.product(r.marked, x.writes)", "rw-xbstar, from a marked write"),
            Map.entry("LkmmRaces.racing: w.product(x.writes, r.marked)", "wr-vis, to a marked write"),
            Map.entry("LkmmRaces.LkmmRaces: r.fence #2", NOT_SEEN),
            Map.entry("LkmmRaces.LkmmRaces: r.fence #3", NOT_SEEN),
            Map.entry("LkmmRaces.LkmmRaces: r.fence #4", NOT_SEEN),
            Map.entry("LkmmRaces.LkmmRaces: r.readsFromExternal?", NOT_SEEN),
            Map.entry("LkmmRaces.LkmmRaces: w.seq(w.to(r.strongFence, r.marked), executesBefore)", NOT_SEEN),
            Map.entry("LkmmRaces.racing: x.co?", NOT_SEEN),
            Map.entry("LkmmRaces.racing: readWrite", NOT_SEEN));

    @ParameterizedTest
    @EnumSource
    void everyEdgeIsNeeded(RowGenerator.Flavour flavour) throws IOException {
        List<HerdTable.Row> rows = new ArrayList<>(HerdTable.read(flavour));
        if (flavour == RowGenerator.Flavour.LKMM) {
            IN_OTHER_WORDS.forEach((text, same) -> rows.add(inOtherWords(text, same)));
        }
        List<String> unnoticed = new ArrayList<>();
        for (EdgeMutants.Mutant mutant : EdgeMutants.of(flavour, sources())) {
            boolean follows = FOLLOW_FROM_OTHERS.containsKey(mutant.edge());
            boolean noticed = rows.stream()
                    .limit(follows ? ENOUGH : rows.size())
                    .anyMatch(row -> isRejectedBy(row, mutant.model()));
            if (noticed == follows) {
                unnoticed.add(mutant.edge() + (noticed ? " (noticed, against what is said of it)" : ""));
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static HerdTable.Row inOtherWords(String text, String same) {
        Facts facts = Facts.of(RowParser.parse("row", same), new Lkmm(), "");
        return new HerdTable.Row(text, "", facts);
    }

    private static boolean isRejectedBy(HerdTable.Row row, MemoryModel mutant) {
        return !row.agreesWith(Facts.of(row.program(), mutant, row.condition()));
    }

    @Test
    void thereAreAsManyMutantsAsEdges() throws IOException {
        assertThat(EdgeMutants.of(RowGenerator.Flavour.ARMV8, sources()))
                .extracting(EdgeMutants.Mutant::edge)
                .contains("Armv8.dependencies: x.data", "OrderedModel.order: fenceOrder(x)");
    }

    private static Path sources() {
        Path folder = Path.of("").toAbsolutePath();
        String below = "model/src/main/java/" + Sc.class.getPackageName().replace('.', '/');
        while (!Files.exists(folder.resolve(below))) {
            folder = folder.getParent();
        }
        return folder.resolve(below);
    }
}
