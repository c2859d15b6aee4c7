package dev.fencepost.properties.protocol;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Observable;
import java.util.ArrayList;
import java.util.List;

/** The shared memory of a scenario: locations are made when they are first named. */
public final class Locations {
    private final List<Location> all = new ArrayList<>();

    /** The address of a location in ordinary memory. {@code initial} counts when it is first named. */
    public Expression single(String name, long initial) {
        return single(name, initial, LocationKind.COHERENT);
    }

    /** The address of a location of that kind. */
    public Expression single(String name, long initial, LocationKind kind) {
        int at = find(name);
        if (at < 0) {
            at = all.size();
            all.add(new Location(name, initial, kind));
        }
        return Expression.address(at);
    }

    /** The address of a device register: see {@link LocationKind#MMIO}. */
    public Expression register(String name, long initial) {
        return single(name, initial, LocationKind.MMIO);
    }

    /** The address of element {@code index} (from 0) of an array that starts as zeros. */
    public Expression element(String name, int size, int index) {
        int first = find(name + "[0]");
        if (first < 0) {
            first = all.size();
            for (int i = 0; i < size; i++) {
                all.add(Location.of(name + "[" + i + "]", 0));
            }
        }
        return Expression.address(first + index);
    }

    /** The final value at an address that one of these methods gave. */
    public static Observable at(Expression address) {
        return new Observable.MemoryAt(Address.index(((Expression.Constant) address).value()));
    }

    /** All of them, in the order in which they were first named. */
    public List<Location> all() {
        return List.copyOf(all);
    }

    private int find(String name) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
