package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A scenario may leave out accesses that its claims do not depend on, but none that a site's annotation goes to: else
 * the annotation falls on another access, which may do what that access's own site is for, and a plan holds that does
 * not.
 */
class AnnotatedPlacesTest {
    @ParameterizedTest
    @CsvSource({
        "split-ring, ''",
        "split-ring, EVENT_IDX",
        "split-ring, IN_PLACE",
        "packed-ring, ''",
        "packed-ring, IN_PLACE",
        "xen-ring, ''",
        "io-uring, ''",
        "vmbus, ''",
        "nvme, ''",
    })
    void annotationGoesToTheSameLocationInEveryScenario(String file, String feature) {
        Set<String> features = feature.isEmpty() ? Set.of() : Set.of(feature);
        Map<String, Set<String>> places = places(Texts.read(Texts.file(file + ".c")), features);
        // The packed ring has the device's event structure as one word and, in scenarios of its own, as two fields.
        places.keySet().removeAll(Set.of("PD2 acquire", "PV4 release"));
        assertThat(places).isNotEmpty();
        assertThat(places.values()).as("%s", places).allMatch(locations -> locations.size() == 1);
    }

    @Test
    void loadThatIsLeftOutIsNoticed() {
        String text = Texts.file("xen-ring.c");
        String load = "READ_ONCE(sring.req_event); // whether to notify: nobody sleeps here";
        assertThat(text).contains(load);
        assertThat(places(Texts.read(text.replace(load, "")), Set.of()).get("XF2 acquire"))
                .containsExactly("sring.req_event", "sring.rsp_prod");
    }

    /** For each site and annotation the locations of the accesses that it changes. */
    private static Map<String, Set<String>> places(Protocol protocol, Set<String> features) {
        Map<String, Set<String>> places = new TreeMap<>();
        Platform platform = Texts.platform(protocol.platforms().contains("smp-lkmm") ? "smp-lkmm" : "pci-device");
        for (BarrierSite site : protocol.sites(features)) {
            for (Primitive primitive : List.of(Primitive.VIRT_LOAD_ACQUIRE, Primitive.VIRT_STORE_RELEASE)) {
                if (site.accepts(primitive)) {
                    String key = site.name() + (primitive == Primitive.VIRT_LOAD_ACQUIRE ? " acquire" : " release");
                    BarrierPlan bare = BarrierPlan.mandatory().without(site);
                    for (int bound = 1; bound <= 2; bound++) {
                        List<Scenario> before = protocol.scenarios(features, bare, platform, bound);
                        List<Scenario> after =
                                protocol.scenarios(features, bare.with(site, primitive), platform, bound);
                        for (int i = 0; i < before.size(); i++) {
                            compare(before.get(i).program(), after.get(i).program(), places, key);
                        }
                    }
                }
            }
        }
        return places;
    }

    private static void compare(Program before, Program after, Map<String, Set<String>> places, String key) {
        for (int i = 0; i < before.threads().size(); i++) {
            compare(
                    before,
                    before.threads().get(i).body(),
                    after.threads().get(i).body(),
                    places,
                    key);
        }
    }

    private static void compare(
            Program program,
            List<Instruction> before,
            List<Instruction> after,
            Map<String, Set<String>> places,
            String key) {
        for (int i = 0; i < before.size(); i++) {
            Instruction one = before.get(i);
            Instruction other = after.get(i);
            if (one instanceof Instruction.If old && other instanceof Instruction.If changed) {
                compare(program, old.then(), changed.then(), places, key);
                compare(program, old.otherwise(), changed.otherwise(), places, key);
            } else if (!one.equals(other)) {
                places.computeIfAbsent(key, any -> new TreeSet<>()).add(location(program, one));
            }
        }
    }

    private static String location(Program program, Instruction access) {
        Expression address = access instanceof Instruction.Load load
                ? load.address()
                : access instanceof Instruction.Store store
                        ? store.address()
                        : ((Instruction.ReadModifyWrite) access).address();
        while (address instanceof Expression.Binary binary) {
            address = binary.left();
        }
        String name = address instanceof Expression.Constant constant
                ? program.locations().get(Address.index(constant.value())).name()
                : "*" + ((Expression.Register) address).name();
        // One element is as good as another, and so is the register of one pass of a loop.
        return name.replaceAll("\\[\\d+]", "[]").replaceAll("'\\d+$", "");
    }
}
