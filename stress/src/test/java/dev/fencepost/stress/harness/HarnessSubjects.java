package dev.fencepost.stress.harness;

import dev.fencepost.stress.dispatch.DispatchHarness;
import dev.fencepost.stress.dispatch.DispatchHarnessSetup;
import dev.fencepost.stress.grant.persistent.PersistentGrantHarness;
import dev.fencepost.stress.grant.persistent.PersistentGrantSetup;
import dev.fencepost.stress.grant.table.GrantTableHarness;
import dev.fencepost.stress.grant.table.GrantTableSetup;
import dev.fencepost.stress.msix.MsixHarness;
import dev.fencepost.stress.msix.MsixHarnessSetup;
import dev.fencepost.stress.ring.RingSetup;
import dev.fencepost.stress.ring.packed.PackedRingHarness;
import dev.fencepost.stress.ring.split.SplitRingHarness;
import java.util.List;
import java.util.stream.Stream;

/** The harnesses that there are. */
public final class HarnessSubjects {
    public static final HarnessSubject SPLIT_RING = new HarnessSubject(
            "split-ring",
            words -> {
                RingSetup setup = SplitRingHarness.setup(words);
                return journal -> new SplitRingHarness(setup, journal);
            },
            "SplitRing_tso.jpf",
            List.of("tso,late,buffers-1"),
            rings("late", "late,event-idx", "delayed", "delayed,event-idx", "always-on,event-idx"),
            "SplitRing_pso_without_D1.jpf",
            List.of("pso,late,buffers-1,drop-D1,journal"),
            List.of(
                    "pso,late,buffers-2,drop-D1",
                    "pso,late,buffers-2,drop-D2",
                    "pso,late,buffers-2,drop-D5",
                    "pso,late,buffers-2,drop-V2",
                    "pso,late,buffers-2,drop-V3",
                    "pso,late,buffers-2,drop-V4",
                    "pso,delayed,buffers-2,drop-D6",
                    "pso,always-on,event-idx,buffers-2,drop-D4"));

    public static final HarnessSubject PACKED_RING = new HarnessSubject(
            "packed-ring",
            words -> {
                RingSetup setup = PackedRingHarness.setup(words);
                return journal -> new PackedRingHarness(setup, journal);
            },
            "PackedRing_tso.jpf",
            List.of("tso,late,buffers-1"),
            rings("late", "late,event-idx", "delayed,event-idx", "always-on,event-idx", "late,segments-2"),
            "PackedRing_pso_without_PD1.jpf",
            List.of("pso,late,buffers-1,drop-PD1,journal"),
            List.of(
                    "pso,late,buffers-2,segments-2,drop-PD1",
                    "pso,late,buffers-2,drop-PD2",
                    "pso,late,event-idx,buffers-2,drop-PD5",
                    "pso,late,event-idx,buffers-2,drop-PD6",
                    "pso,late,buffers-2,drop-PV2",
                    "pso,late,event-idx,buffers-2,drop-PV3",
                    "pso,late,buffers-2,drop-PV4",
                    "pso,always-on,event-idx,buffers-2,drop-PD4"));

    public static final HarnessSubject PERSISTENT_GRANTS = new HarnessSubject(
            "persistent-grants",
            words -> {
                PersistentGrantSetup setup = PersistentGrantSetup.of(words);
                return journal -> new PersistentGrantHarness(setup, journal);
            },
            "PersistentGrant_table.jpf",
            List.of("table,requests-2,limit-1"),
            List.of(
                    "tree,requests-2,limit-1",
                    "tree,requests-3,limit-1,purges-2",
                    "table,requests-3,limit-1,purges-2",
                    "tree,devices-2,requests-1,limit-1"),
            "PersistentGrant_early_finish.jpf",
            List.of("tree,requests-2,limit-1,early-finish,journal"),
            List.of("tree,leak", "table,eager-disconnect", "tree,lock-reversal", "tree,devices-2,first-unmaps"));

    public static final HarnessSubject GRANT_TABLE = new HarnessSubject(
            "grant-table",
            words -> {
                GrantTableSetup setup = GrantTableSetup.of(words);
                return journal -> new GrantTableHarness(setup, journal);
            },
            "GrantTable_tso.jpf",
            List.of("tso"),
            List.of("sc", "sc,v2", "tso,v2", "pso", "pso,v2", "sc,version", "sc,v2,version"),
            "GrantTable_plain_end.jpf",
            List.of("sc,plain-end,journal"),
            List.of("sc,plain-end,version", "tso,v2,drop-GG2", "tso,v2,drop-GX2", "pso,drop-GG1", "pso,v2,drop-GG1"));

    public static final HarnessSubject DISPATCH = new HarnessSubject(
            "dispatch",
            words -> {
                DispatchHarnessSetup setup = DispatchHarnessSetup.of(words);
                return journal -> new DispatchHarness(setup, journal);
            },
            "Dispatch_unplug.jpf",
            List.of("sc,vcpus-1,write,unplug,device"),
            List.of(
                    "sc,vcpus-2,write,nothing,device",
                    "tso,vcpus-1,kick,nothing",
                    "sc,vcpus-1,write,unplug,global",
                    "tso,vcpus-1,write,unplug,lock-free",
                    "sc,vcpus-1,write,start,device"),
            "Dispatch_tso_without_QK2.jpf",
            List.of("tso,vcpus-1,kick,nothing,drop-QK2,journal"),
            List.of(
                    "sc,vcpus-1,write,start,device,deadlock",
                    "sc,vcpus-1,write,nothing,device,reversed",
                    "sc,vcpus-1,write,unplug,device,hasty",
                    "sc,vcpus-2,write,nothing,device,unlocked",
                    "sc,vcpus-1,kick,nothing,sleepy",
                    "tso,vcpus-1,write,rearrange,lock-free,drop-QR1"));

    public static final HarnessSubject MSIX = new HarnessSubject(
            "msix",
            words -> {
                MsixHarnessSetup setup = MsixHarnessSetup.of(words);
                return journal -> new MsixHarness(setup, journal);
            },
            "Msix_tso.jpf",
            List.of("tso,events-1,config"),
            List.of(
                    "tso,events-1,guest",
                    "sc,events-2,guest",
                    "tso,events-2,config",
                    "sc,events-1,release,guest,config",
                    "tso,events-1,guest,config"),
            "Msix_tso_without_U1.jpf",
            List.of("tso,events-1,config,drop-U1,journal"),
            List.of(
                    "tso,events-1,config,drop-U3",
                    "sc,events-1,release,leaks,config",
                    "tso,events-1,guest,config,drop-U1"));

    /** One line a subject. */
    static final List<HarnessSubject> ALL =
            List.of(SPLIT_RING, PACKED_RING, PERSISTENT_GRANTS, GRANT_TABLE, MSIX, DISPATCH);

    private HarnessSubjects() {}

    /** Two buffers through a ring under every order. */
    private static List<String> rings(String... callbacks) {
        return Stream.of("sc", "tso", "pso")
                .flatMap(order -> Stream.of(callbacks).map(how -> order + "," + how + ",buffers-2"))
                .toList();
    }
}
