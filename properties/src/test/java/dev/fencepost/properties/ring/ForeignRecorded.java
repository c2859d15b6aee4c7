package dev.fencepost.properties.ring;

import static dev.fencepost.properties.protocol.SideWriter.constant;
import static dev.fencepost.properties.protocol.SideWriter.register;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.protocol.Facts;
import dev.fencepost.properties.protocol.Locations;
import dev.fencepost.properties.protocol.ScenarioWriter;
import dev.fencepost.properties.protocol.SideWriter;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.RecordedRules;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import dev.fencepost.properties.ring.ForeignChain.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A {@link ForeignChain} as a program, and what our device does where the program has one. */
final class ForeignRecorded {
    private static final BarrierPlan PLAN = BarrierPlan.mandatory();

    private ForeignRecorded() {}

    /** The program, with what {@code plan} has at each site. */
    static Scenario program(ForeignChain chain, BarrierPlan plan) {
        Locations locations = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, Judge.platform("smp-lkmm"), locations);
        SideWriter driver = writer.thread(Role.DRIVER);
        write(
                driver,
                chain.written(),
                locations,
                () -> driver.barrier(chain.sites().get(0)));
        SideWriter device = writer.thread(Role.DEVICE);
        List<Condition> stale = new ArrayList<>();
        Word shown = chain.shown();
        device.load("shown", locations.single(shown.name(), 0));
        device.when(Expression.binary(Operator.EQUAL, register("shown"), constant(shown.value())), () -> {
            device.barrier(chain.sites().get(1));
            for (String name : chain.read().subList(1, chain.read().size())) {
                device.load(name, locations.single(name, 0));
                stale.add(Facts.all(Facts.equal(device, "took", 1), Facts.differs(device, name, value(chain, name))));
            }
            device.assign("took", constant(1));
            write(
                    device,
                    chain.used(),
                    locations,
                    () -> device.barrier(chain.sites().get(2)));
            device.barrier(chain.sites().get(3));
        });
        Claim claim = new Claim(Facts.any(stale), Clause.S3, "the device reads what the driver has not written yet");
        return writer.scenario("foreign", chain.takes(), List.of(claim));
    }

    private static void write(SideWriter side, List<Word> words, Locations locations, Runnable beforeLast) {
        for (int i = 0; i < words.size(); i++) {
            if (i == words.size() - 1) {
                beforeLast.run();
            }
            side.store(
                    locations.single(words.get(i).name(), 0),
                    constant(words.get(i).value()));
        }
    }

    private static long value(ForeignChain chain, String name) {
        return chain.written().stream()
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    static RecordedCheck<ForeignChain> check(ForeignChain chain) {
        return new RecordedCheck<>(ForeignRecorded::run, List.of(chain), 2);
    }

    private static RecordedRun run(
            ForeignChain chain,
            boolean[] schedule,
            Function<SharedMemory, Recorder> driver,
            Function<SharedMemory, Recorder> device) {
        ArrayMemory memory = new ArrayMemory(ForeignChain.MEMORY);
        Recorder driverMemory = driver.apply(memory);
        Recorder deviceMemory = device.apply(memory);
        String shown = chain.shown().name();
        String used = chain.used().get(chain.used().size() - 1).name();
        Places places = new Places(
                program(chain, PLAN).program(),
                RecordedRules.strict(name -> !name.equals(shown) && !name.equals(used)));
        for (List<Word> words : List.of(chain.written(), chain.used(), chain.untouched())) {
            words.forEach(word -> places.add(Place.of(word.offset(), word.bytes(), word.name())));
        }
        Steps driving = new Steps();
        Steps serving = new Steps();
        driving.then(() -> {
            chain.written().forEach(word -> store(driverMemory, word, chain));
            return true;
        });
        RingDevice served = chain.device().apply(deviceMemory);
        serving.then(() -> serve(chain, served));
        Steps.run(schedule, driving, serving);
        return new RecordedRun(places, List.of(driverMemory, deviceMemory));
    }

    private static void store(SharedMemory memory, Word word, ForeignChain chain) {
        boolean last = word == chain.shown();
        if (last) {
            memory.storeFence(chain.shows());
        }
        Mode mode = last ? Mode.OPAQUE : Mode.PLAIN;
        switch (word.bytes()) {
            case 2 -> memory.store16(mode, word.offset(), (int) word.value());
            case 4 -> memory.store32(mode, word.offset(), (int) word.value());
            default -> memory.store64(mode, word.offset(), word.value());
        }
    }

    private static boolean serve(ForeignChain chain, RingDevice device) {
        int[] taken = new int[chain.takes()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = device.take(new Segments(8));
            if (taken[i] == RingDevice.NONE) {
                return false;
            }
        }
        for (int buffer : taken) {
            device.stage(buffer, 0);
        }
        device.publish();
        device.needsInterrupt();
        return true;
    }
}
