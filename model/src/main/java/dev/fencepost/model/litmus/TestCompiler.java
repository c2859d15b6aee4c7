package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the parts of a test together. */
final class TestCompiler {
    /** Relations have a bit for each pair of events, and every location has one. */
    private static final int MOST_LOCATIONS = 2_000;

    private final Source source;
    private final Header header;
    private final List<InitialValue> initial;
    private final List<CFunction> functions;
    private final Final last;
    private final int finalOffset;
    private final Layout layout;
    private final Structs structs;
    private final Setting setting;
    private final LocationUse use;
    private CellTypes cells;

    TestCompiler(
            Source source,
            Header header,
            List<InitialValue> initial,
            List<CFunction> functions,
            Final last,
            int finalOffset,
            Setting setting) {
        this.source = source;
        this.header = header;
        this.initial = initial;
        this.functions = functions;
        this.last = last;
        this.finalOffset = finalOffset;
        this.setting = setting;
        this.use = new LocationUse(functions, setting.kinds());
        this.structs = Structs.of(functions);
        this.layout = new Layout(
                initial.stream().anyMatch(InitialValue::isArray) || AddressArithmetic.isPossible(initial, functions));
    }

    LitmusTest compile(int unroll) throws LitmusException {
        cells = CellTypes.of(source, initial, functions);
        List<Map<String, Long>> registers = initialise();
        if (layout.locations().size() > MOST_LOCATIONS) {
            throw source.error(header.end(), "more than " + MOST_LOCATIONS + " locations: expected smaller arrays");
        }
        List<Program.Thread> threads = new ArrayList<>();
        Set<Long> constantMemory = new HashSet<>();
        ConstantMemory.of(functions).forEach(name -> constantMemory.add(layout.address(name)));
        for (CFunction function : functions) {
            Map<String, Long> parameters = registers.get(function.thread());
            Scope scope = new Scope(
                    source,
                    fixed(function, parameters),
                    constantMemory,
                    layout,
                    new Types(function.types()),
                    structs,
                    setting.isUp(function.thread(), functions.size()));
            List<Instruction> body = use.interrupted(
                    function,
                    scope.name(LocationUse.SIGNAL),
                    new StatementCompiler(scope, unroll).block(function.body()));
            if (setting.isDevice(function.thread(), functions.size())) {
                body = new DeviceOrder(use.applied(layout.locations())).of(body);
            }
            threads.add(new Program.Thread("P" + function.thread(), parameters, body));
        }
        FinalCompiler finals =
                new FinalCompiler(source, finalOffset, layout, functions.size(), new FinalTypes(initial, functions));
        Condition condition = finals.condition(last.condition());
        Condition filter = last.filter() == null ? new Condition.All(List.of()) : finals.condition(last.filter());
        List<Observed> observed = finals.observed(last);
        Program program = new Program(header.name(), use.applied(layout.locations()), threads);
        return new LitmusTest(
                source.file(),
                header.hash() == null ? TestHash.of(initial, functions, finals.places(last)) : header.hash(),
                program,
                last.quantifier(),
                condition,
                filter,
                last.quantifier().keyword() + " (" + last.condition().shown() + ")",
                observed,
                layout.addressNames(),
                LockUse.observes(program, observed));
    }

    /** Sets up all locations, and answers the initial registers of each thread. */
    private List<Map<String, Long>> initialise() throws LitmusException {
        for (CFunction function : functions) {
            for (CFunction.Parameter parameter : function.parameters()) {
                List<String> fields = structs.fields(parameter.type());
                if (!fields.isEmpty() && !layout.knows(parameter.name())) {
                    layout.addStruct(parameter.name(), fields);
                }
            }
        }
        for (InitialValue value : initial) {
            if (value.place().isGlobal() && !layout.knows(value.place().name())) {
                layout.add(value.place().name(), value.size(), value.elementBytes());
            }
        }
        List<Map<String, Long>> registers = new ArrayList<>();
        for (CFunction function : functions) {
            Map<String, Long> parameters = new HashMap<>();
            for (CFunction.Parameter parameter : function.parameters()) {
                long address = layout.address(parameter.name());
                if (parameters.put(parameter.name(), address) != null) {
                    throw source.error(parameter.offset(), "two parameters are called " + parameter.name());
                }
            }
            registers.add(parameters);
        }
        for (InitialValue value : initial) {
            initialise(value, registers);
        }
        return registers;
    }

    private void initialise(InitialValue value, List<Map<String, Long>> registers) throws LitmusException {
        Place place = value.place();
        if (place.isGlobal()) {
            for (int element = 0; element < value.values().size(); element++) {
                layout.initialise(
                        place.name(),
                        element,
                        cells.fitting(source, value, value.values().get(element)));
            }
        } else if (place.thread() < registers.size()) {
            long initialValue = layout.value(value.values().get(0));
            if (registers.get(place.thread()).put(place.name(), initialValue) != null) {
                throw source.error(
                        value.offset(),
                        place.bare() + " is a parameter, which has its value: expected another register");
            }
        } else {
            throw source.error(
                    value.offset(),
                    "there is no thread " + place.thread() + ": expected 0 to " + (registers.size() - 1));
        }
    }

    /** Parameters that are never assigned to, and so stand for an address, with that address. */
    private Map<String, Long> fixed(CFunction function, Map<String, Long> registers) {
        Map<String, Long> fixed = new HashMap<>();
        if (use.hasSignal()) {
            fixed.put(LocationUse.SIGNAL, layout.address(LocationUse.SIGNAL));
        }
        for (String name : ConstantMemory.fixedParameters(function)) {
            fixed.put(name, registers.get(name));
        }
        return fixed;
    }
}
