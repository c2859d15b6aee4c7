package dev.fencepost.properties.ring.packed;

import static dev.fencepost.properties.protocol.SideWriter.constant;
import static dev.fencepost.properties.protocol.SideWriter.register;
import static dev.fencepost.properties.protocol.Sites.site;

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
import dev.fencepost.properties.ring.Judge;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link PackedShape} as a weak-memory program, field by field: what the driver makes available the device takes and
 * gives back, and the driver gets it. Ids are 0, 1 and so on; values are those of the ring itself.
 */
final class PackedShapeProgram {
    private final PackedShape shape;
    private final Locations locations = new Locations();
    private final ScenarioWriter writer;
    private final SideWriter driver;
    private final SideWriter device;
    private final List<Condition> partial = new ArrayList<>();
    private final List<Condition> stale = new ArrayList<>();
    private final List<Condition> wrong = new ArrayList<>();

    private PackedShapeProgram(PackedShape shape, BarrierPlan plan) {
        this.shape = shape;
        writer = new ScenarioWriter(plan, Judge.platform("smp-lkmm"), locations);
        driver = writer.thread(Role.DRIVER);
        device = writer.thread(Role.DEVICE);
    }

    /** The program, with what {@code plan} has at each site. */
    static Scenario of(PackedShape shape, BarrierPlan plan) {
        PackedShapeProgram program = new PackedShapeProgram(shape, plan);
        program.publish();
        program.getFrom(0);
        program.serveFrom(0, 0);
        return program.writer.scenario(
                "shape",
                shape.buffers(),
                List.of(
                        new Claim(Facts.any(program.partial), Clause.P3, "the device takes a list partly written"),
                        new Claim(Facts.any(program.stale), Clause.S3, "a payload is not the current one"),
                        new Claim(Facts.any(program.wrong), Clause.S4, "a used id or length is not the current one")));
    }

    /** What stood in the ring when the slots before {@link PackedShape#start} had been used by an empty buffer each. */
    static long initialFlags(PackedShape shape, int slot) {
        return slot < shape.start() ? PackedShape.AVAIL | PackedShape.USED : 0;
    }

    private Expression at(String name, int index) {
        return locations.single(name + '[' + index + ']', 0);
    }

    private Expression flags(int position) {
        int slot = shape.slot(position);
        return locations.single("desc.flags[" + slot + ']', initialFlags(shape, slot));
    }

    private Expression slot(String field, int position) {
        return at("desc." + field, shape.slot(position));
    }

    // ---- Driver.

    private void publish() {
        int first = 0;
        for (int buffer = 0; buffer < shape.buffers(); buffer++) {
            driver.store(at("request", buffer), constant(buffer + 1));
            write(buffer);
            if (!shape.batch() || buffer == shape.buffers() - 1) {
                driver.barrier(site("PD1"));
                driver.store(flags(first), constant(shape.available(first, 0)), site("PD1"), site("PD2"));
                driver.barrier(site("PD2"));
                first = (buffer + 1) * shape.direct();
            }
        }
    }

    private void write(int buffer) {
        for (int i = 0; shape.indirect() && i < shape.segments(); i++) {
            driver.store(entry("addr", buffer, i), constant(shape.segment(buffer, i)));
            driver.store(entry("second", buffer, i), constant(second(i)));
        }
        for (int i = 0; i < shape.direct(); i++) {
            int position = buffer * shape.direct() + i;
            driver.store(slot("addr", position), constant(address(buffer, i)));
            driver.store(slot("len", position), constant(length()));
            driver.store(slot("id", position), constant(buffer));
            if (i > 0 || !shape.leads(buffer)) {
                driver.store(flags(position), constant(shape.available(position, i)));
            }
        }
    }

    private Expression entry(String field, int buffer, int i) {
        return at("table." + field, buffer * shape.segments() + i);
    }

    /** Length and flags of a table's entry. */
    private long second(int i) {
        return shape.bytes() | (long) shape.write(i) << 48;
    }

    private long address(int buffer, int i) {
        return shape.indirect() ? shape.table(buffer) : shape.segment(buffer, i);
    }

    private int length() {
        return shape.indirect() ? 16 * shape.segments() : shape.bytes();
    }

    /** Gets buffers until a used descriptor is not there. */
    private void getFrom(int buffer) {
        if (buffer == shape.buffers()) {
            return;
        }
        int last = shape.closesAtOnce() ? shape.buffers() - 1 : buffer;
        int position = buffer * shape.direct();
        String used = "used" + buffer;
        driver.load(used, flags(position), site("PD3"));
        driver.when(equal(used, shape.used(position)), () -> {
            driver.barrier(site("PD3"));
            driver.load("len" + buffer, slot("len", position));
            driver.load("id" + buffer, slot("id", position));
            driver.assign("got" + buffer, constant(1));
            Condition got = Facts.equal(driver, "got" + buffer, 1);
            wrong.add(Facts.all(got, Facts.differs(driver, "len" + buffer, shape.length(last))));
            wrong.add(Facts.all(got, Facts.differs(driver, "id" + buffer, last)));
            for (int closed = buffer; closed <= last; closed++) {
                driver.load("reply" + closed, at("reply", closed));
                stale.add(Facts.all(got, Facts.differs(driver, "reply" + closed, closed + 1)));
            }
            getFrom(last + 1);
        });
    }

    // ---- Device.

    /** Takes buffers until a descriptor is not available; gives them back one by one or, in a batch, all. */
    private void serveFrom(int buffer, int given) {
        if (buffer == shape.buffers()) {
            return;
        }
        int position = buffer * shape.direct();
        device.load("avail" + buffer, flags(position), site("PV1"));
        device.when(equal("avail" + buffer, shape.available(position, 0)), () -> {
            device.barrier(site("PV1"));
            take(buffer);
            if (!shape.batch()) {
                give(buffer, buffer);
            } else if (buffer == shape.buffers() - 1) {
                give(given, buffer);
            }
            serveFrom(buffer + 1, shape.batch() ? given : buffer + 1);
        });
    }

    private void take(int buffer) {
        for (int i = 0; i < shape.direct(); i++) {
            int position = buffer * shape.direct() + i;
            if (i > 0) {
                expect(buffer, "flags" + i, flags(position), shape.available(position, i));
            }
            expect(buffer, "addr" + i, slot("addr", position), address(buffer, i));
            expect(buffer, "len" + i, slot("len", position), length());
        }
        for (int i = 0; shape.indirect() && i < shape.segments(); i++) {
            expect(buffer, "entry" + i, entry("addr", buffer, i), shape.segment(buffer, i));
            expect(buffer, "second" + i, entry("second", buffer, i), second(i));
        }
        expect(buffer, "id", slot("id", (buffer + 1) * shape.direct() - 1), buffer);
        String request = "request" + buffer;
        device.load(request, at("request", buffer));
        device.assign("took" + buffer, constant(1));
        stale.add(Facts.all(Facts.equal(device, "took" + buffer, 1), Facts.differs(device, request, buffer + 1)));
        if (!shape.inPlace()) {
            device.store(at("onward", buffer), register(request));
        }
        device.store(at("reply", buffer), constant(buffer + 1));
    }

    /** A field of a list, of which every part must be there (P3). */
    private void expect(int buffer, String what, Expression field, long value) {
        String name = what + "of" + buffer;
        device.load(name, field);
        partial.add(Facts.all(Facts.equal(device, "took" + buffer, 1), Facts.differs(device, name, value)));
    }

    private void give(int from, int to) {
        for (int buffer = shape.closesAtOnce() ? to : from; buffer <= to; buffer++) {
            int position = (shape.closesAtOnce() ? from : buffer) * shape.direct();
            device.store(slot("len", position), constant(shape.length(buffer)));
            device.store(slot("id", position), register("idof" + buffer));
            if (buffer > from && !shape.closesAtOnce()) {
                device.store(flags(position), constant(shape.used(position)));
            }
        }
        int first = from * shape.direct();
        if (shape.inPlace()) {
            device.barrier(site("PV6"));
        }
        device.barrier(site("PV2"));
        device.store(
                flags(first),
                constant(shape.used(first)),
                shape.inPlace() ? site("PV6") : site("PV2"),
                site("PV2"),
                site("PV3"));
        device.barrier(site("PV3"));
    }

    private static Expression equal(String register, long value) {
        return Expression.binary(Operator.EQUAL, register(register), constant(value));
    }
}
