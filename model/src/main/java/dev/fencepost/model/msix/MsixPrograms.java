package dev.fencepost.model.msix;

import static dev.fencepost.model.msix.MsixSteps.CLOSED;
import static dev.fencepost.model.msix.MsixSteps.MASKED;
import static dev.fencepost.model.msix.MsixSteps.OPEN;
import static dev.fencepost.model.msix.MsixSteps.ORPHAN;
import static dev.fencepost.model.msix.MsixSteps.PENDING;
import static dev.fencepost.model.msix.MsixSteps.SENDING;
import static dev.fencepost.model.msix.MsixSteps.USE;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.Locations;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.ScenarioWriter;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * The scenarios of {@link MsixProtocol}: an event, or what is pending of one, against each thing that software does.
 */
public final class MsixPrograms {
    private static final long OLD = 0;
    private static final long NEW = 7;

    private final BarrierPlan plan;
    private final Platform platform;

    /** With what {@code plan} has at each site, as {@code platform} understands it. */
    public MsixPrograms(BarrierPlan plan, Platform platform) {
        this.plan = plan;
        this.platform = platform;
    }

    /** Every scenario. */
    List<Scenario> scenarios(int bound) {
        return List.of(functionUnmask(bound), vectorUnmask(bound), functionMask(bound), unmask(bound), flush(bound));
    }

    /** An event while software writes a message and opens the function. */
    private Scenario functionUnmask(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter device = writer.thread(MsixSteps.DEVICE);
        SideWriter software = writer.thread(MsixSteps.SOFTWARE);
        new MsixSteps(device, memory, USE, CLOSED).event(0, 0, true);
        software.store(memory.single("message", OLD), SideWriter.constant(NEW));
        new MsixSteps(software, memory, USE, CLOSED).openFunction();
        List<Claim> claims = new ArrayList<>(once(device, software));
        claims.add(stale(device, "function"));
        return writer.scenario("function-unmask", bound, claims);
    }

    /** One CPU opens a pending vector while another opens the function. */
    private Scenario vectorUnmask(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        int state = USE | MASKED | PENDING;
        SideWriter vector = writer.thread("vector", MsixSteps.SOFTWARE);
        SideWriter function = writer.thread("function", MsixSteps.SOFTWARE);
        new MsixSteps(vector, memory, state, CLOSED).unmask();
        new MsixSteps(function, memory, state, CLOSED).openFunction();
        return writer.scenario("vector-unmask", bound, once(vector, function));
    }

    /** An event while software closes the function, and then writes where the message was. */
    private Scenario functionMask(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter device = writer.thread(MsixSteps.DEVICE);
        SideWriter software = writer.thread(MsixSteps.SOFTWARE);
        new MsixSteps(device, memory, USE, OPEN).event(0, 0, true);
        new MsixSteps(software, memory, USE, OPEN).closeFunction();
        software.when(
                SideWriter.register("quiet"),
                () -> software.store(memory.single("message", OLD), SideWriter.constant(NEW)));
        return writer.scenario(
                "function-mask",
                bound,
                List.of(new Claim(
                        Facts.all(Facts.equal(device, "sent", 1), Facts.equal(device, "data", NEW)),
                        Clause.M2,
                        "a message is sent after software closed the function and saw nobody sending")));
    }

    /** An event while software writes a message and opens its vector. */
    private Scenario unmask(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter device = writer.thread(MsixSteps.DEVICE);
        SideWriter software = writer.thread(MsixSteps.SOFTWARE);
        new MsixSteps(device, memory, USE | MASKED, OPEN).event(1, 0, true);
        software.store(memory.single("message", OLD), SideWriter.constant(NEW));
        new MsixSteps(software, memory, USE | MASKED, OPEN).unmask();
        List<Claim> claims = new ArrayList<>(once(device, software));
        claims.add(stale(device, "vector"));
        return writer.scenario("unmask", bound, claims);
    }

    /**
     * An event while software masks its vector, flushes and writes another message. An event that comes too late to be
     * sent at once is not followed further: it stays pending.
     */
    private Scenario flush(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter device = writer.thread(MsixSteps.DEVICE);
        SideWriter software = writer.thread(MsixSteps.SOFTWARE);
        new MsixSteps(device, memory, USE, OPEN).event(0, 1, false);
        MsixSteps masking = new MsixSteps(software, memory, USE, OPEN);
        masking.mask(2);
        software.loadAcquire("unsettled", masking.orphans());
        Expression settled =
                Expression.binary(Operator.EQUAL, SideWriter.register("unsettled"), SideWriter.constant(0));
        software.when(settled, () -> {
            software.store(memory.single("address", OLD), SideWriter.constant(NEW));
            software.store(memory.single("data", OLD), SideWriter.constant(NEW));
        });
        return writer.scenario("flush", bound, List.of(late(device)));
    }

    private static Claim stale(SideWriter device, String opened) {
        return new Claim(
                Facts.all(Facts.equal(device, "sent", 1), Facts.equal(device, "data", OLD)),
                Clause.M5,
                "the device sends the message of before the " + opened + " was opened");
    }

    /** A message that says what software wrote after it masked and flushed. */
    static Claim late(SideWriter device) {
        Condition newer = Facts.any(List.of(Facts.equal(device, "address", NEW), Facts.equal(device, "data", NEW)));
        return new Claim(
                Facts.all(Facts.equal(device, "sent", 1), newer),
                Clause.M7,
                "a message is sent after the vector was masked and the mask flushed");
    }

    private static List<Claim> once(SideWriter first, SideWriter second) {
        return List.of(
                new Claim(
                        Facts.all(Facts.equal(first, "sent", 0), Facts.equal(second, "sent", 0)),
                        Clause.M3,
                        "nobody sends the message: a lost interrupt"),
                new Claim(
                        Facts.all(Facts.equal(first, "sent", 1), Facts.equal(second, "sent", 1)),
                        Clause.M3,
                        "both send the message: an interrupt too many"));
    }

    /** A vector's word in words: {@code masked|pending}. */
    static String words(long state) {
        List<String> words = new ArrayList<>();
        add(words, state, MASKED, "masked");
        add(words, state, PENDING, "pending");
        add(words, state, SENDING, "sending");
        add(words, state, ORPHAN, "orphan");
        return words.isEmpty() ? "open" : String.join("|", words);
    }

    private static void add(List<String> words, long state, int bit, String word) {
        if ((state & bit) != 0) {
            words.add(word);
        }
    }
}
