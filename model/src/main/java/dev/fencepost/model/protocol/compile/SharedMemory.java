package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shared memory of one scenario: a location for each scalar, members and elements one after the other, made when
 * the variable is first used.
 */
final class SharedMemory {
    /** More than any scenario of a person has; an array of a wrong size is an error and not an endless wait. */
    private static final int MOST = 4096;

    private final ProtocolText text;
    private final Constants constants;
    private final List<Location> locations = new ArrayList<>();
    private final Map<String, Integer> first = new LinkedHashMap<>();

    SharedMemory(ProtocolText text, Constants constants) {
        this.text = text;
        this.constants = constants;
    }

    /** Where the variable begins. */
    int base(Declaration.Variable variable) throws SourceException {
        Integer known = first.get(variable.name());
        if (known != null) {
            return known;
        }
        int base = locations.size();
        first.put(variable.name(), base);
        layOut(variable.name(), variable.type(), variable.initial(), variable);
        return base;
    }

    private static LocationKind kind(Declaration.Variable variable) {
        if (variable.words().contains("mmio")) {
            return LocationKind.MMIO;
        } else if (variable.words().contains("non_coherent")) {
            return LocationKind.NON_COHERENT;
        } else if (variable.words().contains("write_combining")) {
            return LocationKind.WRITE_COMBINING;
        }
        return variable.words().contains("ipi") ? LocationKind.SIGNAL : LocationKind.COHERENT;
    }

    /** The registers of one variable are those of one device; write-combining memory is of the only one there is. */
    private String device(Declaration.Variable variable) {
        List<String> devices = text.shared().values().stream()
                .filter(each -> kind(each) == LocationKind.MMIO)
                .map(Declaration.Variable::name)
                .toList();
        boolean isOf = kind(variable) == LocationKind.WRITE_COMBINING && devices.size() == 1;
        if (kind(variable) == LocationKind.COHERENT) {
            return "";
        }
        return isOf ? devices.get(0) : variable.name();
    }

    /** What lies behind a location; ordinary memory where there is none at that index. */
    LocationKind kind(int index) {
        return index < locations.size() ? locations.get(index).kind() : LocationKind.COHERENT;
    }

    private void layOut(String name, CType type, Expr initial, Declaration.Variable of) throws SourceException {
        int at = of.at();
        if (type instanceof CType.Struct struct) {
            for (int i = 0; i < struct.members().size(); i++) {
                CType.Member member = struct.members().get(i);
                Expr value = InitialValues.part(initial, member.name(), i);
                layOut(name + "." + member.name(), member.type(), value, of);
            }
        } else if (type instanceof CType.Array array) {
            long size = size(array, at);
            for (int i = 0; i < size; i++) {
                layOut(name + "[" + i + "]", array.of(), InitialValues.part(initial, "", i), of);
            }
        } else {
            if (locations.size() == MOST) {
                throw text.error(at, "more than " + MOST + " shared locations");
            }
            long value = initial == null ? 0 : constants.value(initial);
            locations.add(
                    new Location(name, Arithmetic.convert(Value.of(value), type).known(), kind(of), device(of)));
        }
    }

    /** How many elements an array has in this scenario. */
    long size(CType.Array array, int at) throws SourceException {
        long size = constants.value(array.size());
        if (size < 1 || size > MOST) {
            throw text.error(at, "an array of " + size + " elements: expected 1 to " + MOST);
        }
        return size;
    }

    /** How many locations something of that type takes. */
    int locations(CType type, int at) throws SourceException {
        if (type instanceof CType.Struct struct) {
            int sum = 0;
            for (CType.Member member : struct.members()) {
                sum += locations(member.type(), at);
            }
            return sum;
        }
        return type instanceof CType.Array array ? (int) size(array, at) * locations(array.of(), at) : 1;
    }

    /** How many locations of a struct lie before that member. */
    int offset(CType.Struct struct, String name, int at) throws SourceException {
        int offset = 0;
        for (CType.Member member : struct.members()) {
            if (member.name().equals(name)) {
                return offset;
            }
            offset += locations(member.type(), at);
        }
        throw new IllegalArgumentException(name);
    }

    /** The name of a location, or an empty string where there is none at that index. */
    String name(int index) {
        return index < locations.size() ? locations.get(index).name() : "";
    }

    List<Location> all() {
        return List.copyOf(locations);
    }
}
