package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import java.util.List;

/** Shared memory as C accesses it where nothing is said: a compiler may do with that what it likes. */
final class PlainAccesses {
    private final Side side;
    private final Places places;

    PlainAccesses(Side side, Places places) {
        this.side = side;
        this.places = places;
    }

    /** The value that is read; of an array, the address of its first element. */
    List<End> load(Place.Shared place, int at, Path path, Then then) throws SourceException {
        if (place.type() instanceof CType.Array array) {
            return then.with(path, new Value(new CType.Pointer(array.of()), place.address()));
        }
        expectSingle(place, at, "readl");
        String register = side.registers().fresh(places.hint(place.address()));
        add(path, place, new Instruction.Load(register, place.address(), Mode.PLAIN));
        return then.with(path, Expressions.register(place.type(), register));
    }

    /** Writes {@code value}; the value of the assignment is what the memory holds then. */
    List<End> store(Place.Shared place, Value value, int at, Path path, Then then) throws SourceException {
        expectSingle(place, at, "writel");
        Value stored = Arithmetic.convert(value, place.type());
        add(path, place, new Instruction.Store(place.address(), stored.term(), Mode.PLAIN));
        return then.with(path, stored);
    }

    private void add(Path path, Place.Shared place, Instruction instruction) {
        path.access(new Item.Access(instruction, places.hint(place.address()), null, true));
    }

    private void expectSingle(Place.Shared place, int at, String accessor) throws SourceException {
        if (!(place.type() instanceof CType.Int || place.type() instanceof CType.Pointer)) {
            throw side.text().error(at, "expected a single value in shared memory, not a whole struct");
        }
        if (place.address() instanceof Expression.Constant constant) {
            LocationKind kind = side.memory().kind(Address.index(constant.value()));
            String expected = kind == LocationKind.MMIO
                    ? accessor + " or another accessor of registers"
                    : "WRITE_ONCE to send the interrupt, await(READ_ONCE(...)) to take it";
            if (kind == LocationKind.MMIO || kind == LocationKind.SIGNAL) {
                throw side.text().error(at, "plain access to what is no memory: expected " + expected);
            }
        }
    }
}
