package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an annotation goes that a plan puts at a label, and what a label says of itself. */
class ProtocolNeighboursTest {
    /** A row: the statements, the primitive at D1, and the modes of the accesses and fences that come of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WRITE_ONCE(a, 1); D1: wmb(); WRITE_ONCE(b, 1);| smp_store_release | ONCE RELEASE",
                "WRITE_ONCE(a, 1); D1: mb(); READ_ONCE(b);| smp_store_release | RELEASE ONCE",
                "WRITE_ONCE(a, 1); D1: mb(); READ_ONCE(b);| smp_load_acquire | ONCE ACQUIRE",
                "READ_ONCE(a); D1: rmb(); READ_ONCE(b);| smp_load_acquire | ACQUIRE ONCE",
                "READ_ONCE(a); D1: mb(); WRITE_ONCE(b, 1);| smp_load_acquire | ACQUIRE ONCE",
                "READ_ONCE(a); D1: mb(); WRITE_ONCE(b, 1);| smp_store_release | ONCE RELEASE",
                "WRITE_ONCE(a, 1); D1: ; WRITE_ONCE(b, 1);| smp_wmb | ONCE smp_wmb ONCE",
                "READ_ONCE(a); D1: smp_store_release(&b, 1);| smp_wmb | ONCE smp_wmb ONCE",
                "READ_ONCE(a); D1: smp_store_release(&b, 1);| smp_store_release | ONCE RELEASE",
                "READ_ONCE(a); D1: smp_store_release(&b, 1);| none | ONCE ONCE",
                "D1: u32 n = smp_load_acquire(&a); READ_ONCE(b);| smp_rmb | ONCE smp_rmb ONCE",
                "D1: u32 n = smp_load_acquire(&a); READ_ONCE(b);| smp_load_acquire | ACQUIRE ONCE",
                "WRITE_ONCE(a, 1); D1: mb(); xchg_relaxed(&b, 1);| smp_load_acquire | ONCE ACQUIRE",
            })
    void annotationsGoToTheNeighbours(String statements, String primitive, String expected) {
        Protocol protocol = protocol(statements);
        BarrierSite site = protocol.site("D1").orElseThrow();
        BarrierPlan plan =
                BarrierPlan.mandatory().with(site, Primitive.of(primitive).orElseThrow());
        assertThat(modes(protocol, plan)).isEqualTo(List.of(expected.split(" ")));
    }

    /** What every plan of today's proposals relies on: what is offered at a site changes the program there. */
    @Test
    void annotationWithoutANeighbourToGoToIsNotOffered() {
        BarrierSite site = protocol("WRITE_ONCE(a, 1); D1: wmb(); WRITE_ONCE(b, 1);")
                .site("D1")
                .orElseThrow();
        assertThat(site.accepts(Primitive.SMP_LOAD_ACQUIRE)).isFalse();
        assertThat(site.accepts(Primitive.SMP_STORE_RELEASE)).isTrue();
    }

    /** Where one of several sets of features has the neighbour, others may have none. */
    @Test
    void annotationWithoutANeighbourWithTheseFeaturesIsRefused() {
        Protocol protocol = Texts.read("""
                feature(QUIET, "nobody looks", "somebody looks");
                shared u32 a, b;
                driver void go(void)
                {
                    WRITE_ONCE(a, 1);
                D1: mb();
                    if (!QUIET)
                        READ_ONCE(b);
                }
                scenario(s) { run(go()); never(a == 9, S3, "nobody stores this"); }
                """);
        BarrierSite site = protocol.site("D1").orElseThrow();
        List<Primitive> acquire = List.of(Primitive.SMP_LOAD_ACQUIRE);
        assertThat(Variant.of(protocol).objection(site, acquire)).isEmpty();
        assertThat(Variant.of(protocol, "QUIET").objection(site, acquire))
                .contains("smp_load_acquire changes nothing at D1 with these features: no access there takes it");
        assertThat(Variant.of(protocol, "QUIET").objection(site, List.of(Primitive.SMP_STORE_RELEASE)))
                .isEmpty();
    }

    @Test
    void whatASiteOrdersIsReadOffTheCode() {
        BarrierSite site = protocol("WRITE_ONCE(a, 1); D1: smp_mb(); READ_ONCE(b);")
                .site("D1")
                .orElseThrow();
        assertThat(site.shape()).isEqualTo(Shape.SB);
        assertThat(site.needs()).isEqualTo(Primitive.MB);
        assertThat(site.orders()).isEqualTo("the store to a before the load of b");
    }

    private static Protocol protocol(String statements) {
        return Texts.read("shared u32 a, b; driver void go(void) { " + statements + " }\n"
                + "scenario(s) { run(go()); never(a == 9, S3, \"nobody stores this\"); }");
    }

    private static List<String> modes(Protocol protocol, BarrierPlan plan) {
        Scenario scenario = protocol.scenarios(Set.of(), plan, Texts.platform("smp-lkmm"), 1)
                .get(0);
        List<String> modes = new ArrayList<>();
        for (Instruction instruction : scenario.program().threads().get(0).body()) {
            if (instruction instanceof Instruction.Load load) {
                modes.add(load.mode().name());
            } else if (instruction instanceof Instruction.Store store) {
                modes.add(store.mode().name());
            } else if (instruction instanceof Instruction.ReadModifyWrite update) {
                modes.add(update.mode() == Mode.ONCE ? "ONCE" : update.mode().name());
            } else if (instruction instanceof Instruction.Fence fence) {
                modes.add(fence.barrier().name());
            }
        }
        return modes;
    }
}
