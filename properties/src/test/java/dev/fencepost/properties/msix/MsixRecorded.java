package dev.fencepost.properties.msix;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.RecordedRules;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.List;
import java.util.function.Function;

/** The MSI-X table's implementation against its protocol: what it does where the protocol has one of its scenarios. */
public final class MsixRecorded {
    private static final MsixLayout LAYOUT = new MsixLayout(1, 0);
    private static final int CONTROL = 12;
    private static final int NEW = 7;
    /** What each of both threads sent, as the protocol has it: 1 for the message of before, 2 for the new one. */
    private static final int SENT = LAYOUT.end();

    private MsixRecorded() {}

    /** Every scenario with that plan, both sides in every order of their operations. */
    public static RecordedCheck<Scenario> check(BarrierPlan plan) {
        return new RecordedCheck<>(
                MsixRecorded::run,
                MsixJudge.scenarios(plan, Platforms.of("smp-lkmm").orElseThrow()),
                5);
    }

    static RecordedRun run(
            Scenario scenario,
            boolean[] schedule,
            Function<SharedMemory, Recorder> first,
            Function<SharedMemory, Recorder> second) {
        SharedMemory memory = new ArrayMemory(SENT + 8);
        Recorder left = first.apply(memory);
        Recorder right = second.apply(memory);
        MsixTable one = prepared(left, SENT, scenario.name());
        // Made before the other prepares, since making one is a reset.
        MsixTable other = prepared(right, SENT + 4, scenario.name());
        Steps ofFirst = new Steps();
        Steps ofSecond = new Steps();
        script(scenario.name(), one, other, ofFirst, ofSecond);
        Steps.run(schedule, ofFirst, ofSecond);
        return new RecordedRun(places(scenario), List.of(left, right));
    }

    private static MsixTable prepared(Recorder recorder, int sent, String scenario) {
        MsixTable[] made = new MsixTable[1];
        recorder.unrecorded(() -> {
            MsixTable table = new MsixTable(
                    recorder,
                    LAYOUT,
                    (vector, address, data) ->
                            recorder.store32(Mode.OPAQUE, sent, (int) (message(address) | message(data))),
                    -1);
            table.decode(true);
            table.use(0);
            boolean starts = scenario.equals("function-unmask") || scenario.equals("vector-unmask");
            table.control(true, starts);
            if (scenario.equals("vector-unmask")) {
                table.event(0);
            } else if (!scenario.equals("unmask")) {
                table.write(MsixRegion.TABLE, CONTROL, 4, 0);
            }
            made[0] = table;
        });
        return made[0];
    }

    private static void script(String scenario, MsixTable one, MsixTable other, Steps first, Steps second) {
        if (scenario.equals("vector-unmask")) {
            first.then(() -> does(() -> one.write(MsixRegion.TABLE, CONTROL, 4, 0)));
        } else {
            first.then(() -> does(() -> one.event(0)));
        }
        switch (scenario) {
            case "function-unmask" -> {
                second.then(() -> does(() -> message(other)));
                second.then(() -> does(() -> other.startControl(true, false)));
            }
            case "vector-unmask" -> second.then(() -> does(() -> other.startControl(true, false)));
            case "function-mask" -> {
                second.then(() -> does(() -> other.startControl(true, true)));
                second.then(other::isQuiet);
                second.then(() -> does(() -> message(other)));
            }
            case "unmask" -> {
                second.then(() -> does(() -> message(other)));
                second.then(() -> does(() -> other.write(MsixRegion.TABLE, CONTROL, 4, 0)));
            }
            default -> {
                second.then(() -> does(() -> other.write(MsixRegion.TABLE, CONTROL, 4, 1)));
                second.then(other::isSettled);
                second.then(() -> does(() -> message(other)));
            }
        }
    }

    private static boolean does(Runnable step) {
        step.run();
        return true;
    }

    private static long message(long written) {
        return written == NEW ? 2 : 1;
    }

    private static void message(MsixTable table) {
        table.write(MsixRegion.TABLE, 0, 8, NEW);
        table.write(MsixRegion.TABLE, 8, 4, NEW);
    }

    private static Places places(Scenario scenario) {
        Places places = new Places(scenario.program(), RecordedRules.strict(name -> false));
        places.add(new Place(LAYOUT.dword(0, 0), 4, "message.address", MsixRecorded::message));
        places.add(Place.silent(LAYOUT.dword(0, 1), 4, "message.address"));
        places.add(new Place(LAYOUT.dword(0, 2), 4, "message.data", MsixRecorded::message));
        places.add(Place.of(SENT, 4, "sent[0]"));
        places.add(Place.of(SENT + 4, 4, "sent[1]"));
        places.add(Place.of(LAYOUT.dword(0, 3), 4, "control as written"));
        places.add(Place.of(LAYOUT.state(0), 4, "state"));
        places.add(Place.of(LAYOUT.function(), 4, "function"));
        places.add(Place.of(LAYOUT.decode(), 4, "decode"));
        places.add(Place.of(LAYOUT.orphans(), 4, "orphans"));
        return places;
    }
}
