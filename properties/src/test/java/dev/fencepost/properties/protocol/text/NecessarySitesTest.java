package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of protocols between processors say of their sites: all together are enough, and none is too much. */
class NecessarySitesTest {
    private static final int BOUND = 2;
    private static final String MODEL = "smp-lkmm";

    @ParameterizedTest
    @ValueSource(strings = {"grant-table", "dispatch", "xen-ring", "io-uring", "vmbus"})
    void whatStandsInTheFileIsEnoughAndNoSiteIsTooMuch(String file) {
        Protocol protocol = Texts.read(Texts.file(file + ".c"));
        Map<BarrierSite, Set<String>> broken = new LinkedHashMap<>();
        for (Set<String> features : features(protocol)) {
            for (BarrierPlan plan : List.of(protocol.plan(), BarrierPlan.mandatory())) {
                assertThat(Texts.findings(protocol, features, plan, MODEL, BOUND))
                        .isEmpty();
            }
            protocol.sites(features)
                    .forEach(site -> broken.computeIfAbsent(site, any -> new TreeSet<>())
                            .addAll(without(protocol, site, features)));
        }
        assertThat(broken.keySet()).containsAll(protocol.sites());
        assertThat(broken.values()).as("%s", broken).noneMatch(Collection::isEmpty);
    }

    /** Without what must not be in the end, nobody misses the barriers that are for it. */
    @ParameterizedTest
    @CsvSource({
        "vmbus, waits && ring.read_index != FIRST && !room_event, HS3",
        "io-uring, asleep && cached_sq_head != (u32)(FIRST + K) && wakeup == wakeup_taken, UK4",
        "xen-ring, back_asleep && req_cons != (u32)(FIRST + K) && back_evtchn == back_event, XB4",
        "dispatch, missed && !notified, QK4",
        "dispatch, waits && !rcu_gp_event, QR4",
    })
    void fileThatForgetsWhatMustNotBeIsNoticed(String file, String condition, String site) {
        String text = Texts.file(file + ".c");
        assertThat(text).contains("never(" + condition + ",");
        Protocol blind = Texts.read(text.replace("never(" + condition + ",", "never(0,"));
        assertThat(without(blind, blind.site(site).orElseThrow(), Set.of())).isEmpty();
    }

    /**
     * A row: file, feature or -, site, what stands there, and where it holds: in the kernel's model, on arm64, on x86.
     */
    @ParameterizedTest
    @CsvSource({
        "dispatch, -,        QR3, smp_load_acquire,  true,  true,  true",
        "dispatch, -,        QR2, none,              true,  true,  true",
        "dispatch, COMPARED, QR2, none,              false, false, true",
        "dispatch, -,        QO1, smp_store_release, true,  true,  true",
        "dispatch, RETIRED,  QO1, smp_store_release, false, true,  true",
        "dispatch, -,        QO3, smp_load_acquire,  true,  true,  true",
        "dispatch, -,        QO4, smp_store_release, true,  true,  true",
        "dispatch, -,        QR4, smp_store_release, false, false, false",
        "dispatch, -,        QT5, none,              false, false, false",
        "dispatch, -,        QK5, smp_wmb,           false, true,  true",
        "dispatch, -,        QK4, smp_wmb,           false, false, false",
        "vmbus,    -,        HS1, virt_wmb,          true,  true,  true",
        "vmbus,    -,        HR2, virt_rmb,          false, true,  true",
        "io-uring, -,        UA2, smp_load_acquire,  false, false, false",
        "io-uring, -,        UK4, none,              false, false, true",
        "xen-ring, -,        XF1, smp_store_release, true,  true,  true",
    })
    void singleChangeHasItsKnownVerdict(
            String file, String feature, String site, String primitive, boolean model, boolean arm64, boolean x86) {
        Protocol protocol = Texts.read(Texts.file(file + ".c"));
        Set<String> features = feature.equals("-") ? Set.of() : Set.of(feature);
        BarrierPlan plan = BarrierPlan.mandatory()
                .with(protocol.site(site).orElseThrow(), Primitive.of(primitive).orElseThrow());
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        for (String platform : List.of(MODEL, "smp-arm64", "smp-x86")) {
            verdicts.put(
                    platform,
                    Texts.findings(protocol, features, plan, platform, BOUND).isEmpty());
        }
        assertThat(verdicts).isEqualTo(expected(model, arm64, x86));
    }

    @Test
    void siteInCodeOfAllSidesIsOfTheFirstWhoPasses() {
        Protocol dispatch = Texts.read(Texts.file("dispatch.c"));
        assertThat(dispatch.site("QO1").orElseThrow().role().label()).isEqualTo("vcpu");
    }

    private static Map<String, Boolean> expected(boolean model, boolean arm64, boolean x86) {
        return Map.of(MODEL, model, "smp-arm64", arm64, "smp-x86", x86);
    }

    private static Set<String> without(Protocol protocol, BarrierSite site, Set<String> features) {
        return Texts.findings(protocol, features, BarrierPlan.mandatory().without(site), MODEL, BOUND);
    }

    /** None and all: together they have every site. */
    private static List<Set<String>> features(Protocol protocol) {
        Set<String> all = new TreeSet<>();
        protocol.features().stream().map(Feature::name).forEach(all::add);
        return all.isEmpty() ? List.of(all) : List.of(Set.of(), all);
    }
}
