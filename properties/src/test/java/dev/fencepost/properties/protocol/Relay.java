package dev.fencepost.properties.protocol;

import static dev.fencepost.properties.protocol.SideWriter.constant;
import static dev.fencepost.properties.protocol.SideWriter.register;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A protocol as small as one can be: a sender puts letters in a box and raises a flag, a reader looks at the flag and
 * takes them. With the feature RELAYED a third thread, on the reader's side, hands the flag on by an atomic exchange.
 */
class Relay implements Protocol {
    static final Relay INSTANCE = new Relay();

    static final Feature RELAYED = new Feature("RELAYED", "a relay between them", "hand to hand");

    private static final Role SENDER = new Role("sender", Side.DRIVER);
    private static final Role READER = new Role("reader", Side.DEVICE);
    private static final Role CARRIER = new Role("carrier", Side.DEVICE);

    enum Place implements BarrierSite {
        RS1(SENDER, Shape.MP_WRITER, Primitive.WMB, "the store to the letter", "the store to the flag"),
        RR1(READER, Shape.MP_READER, Primitive.RMB, "the load of the flag", "the load of the letter"),
        RC1(CARRIER, Shape.LB, Primitive.MB, "the load of the flag", "the exchange of the second flag");

        private final Ordering ordering;

        Place(Role role, Shape shape, Primitive needs, String earlier, String later) {
            String consequence = "the reader takes a letter that is not there yet";
            ordering = new Ordering(role, shape, needs, Clause.S3, earlier, later, consequence);
        }

        @Override
        public Ordering ordering() {
            return ordering;
        }
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String title() {
        return "letter box";
    }

    @Override
    public List<Feature> features() {
        return List.of(RELAYED);
    }

    @Override
    public Unit unit() {
        return new Unit("letter", "letters");
    }

    @Override
    public Set<String> platforms() {
        return Set.of("smp-lkmm", "smp-x86", "smp-arm64", "dma-coherent");
    }

    @Override
    public String players() {
        return "its threads share memory that is coherent";
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(Place.values());
    }

    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return features.isEmpty() ? List.of(Place.RS1, Place.RR1) : sites();
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.S3);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        boolean relayed = !features.isEmpty();
        SideWriter sender = writer.thread(SENDER);
        SideWriter reader = writer.thread(READER);
        Expression flag = memory.single("flag", 0);
        Expression second = relayed ? memory.single("second flag", 0) : flag;
        for (int i = 0; i < bound; i++) {
            sender.store(memory.element("letter", bound, i), constant(i + 7));
        }
        sender.barrier(Place.RS1);
        sender.store(flag, constant(1), Place.RS1);
        if (relayed) {
            carry(writer.thread(CARRIER), flag, second);
        }
        return List.of(writer.scenario("delivery", bound, read(reader, memory, second, bound)));
    }

    /** The flag is handed on by an exchange. */
    void carry(SideWriter carrier, Expression flag, Expression second) {
        carrier.load("seen", flag, Place.RC1);
        carrier.barrier(Place.RC1);
        carrier.exchange("old", second, register("seen"), Mode.ONCE, Place.RC1);
    }

    private static List<Claim> read(SideWriter reader, Locations memory, Expression flag, int bound) {
        List<Claim> claims = new ArrayList<>();
        reader.load("flag", flag, Place.RR1);
        reader.when(register("flag"), () -> {
            reader.barrier(Place.RR1);
            for (int i = 0; i < bound; i++) {
                reader.load("letter" + i, memory.element("letter", bound, i));
                claims.add(new Claim(
                        Facts.all(Facts.equal(reader, "flag", 1), Facts.differs(reader, "letter" + i, i + 7)),
                        Clause.S3,
                        "the reader takes a letter that is not there yet"));
            }
        });
        return claims;
    }
}
