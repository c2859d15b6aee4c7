package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Observable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the locations of a test are. herd7 counts addresses in bytes: behind {@code int a[2]}, {@code a+4} is the
 * second element. So tests with arrays, and those that may compute with addresses, get one address a byte, with unused
 * locations in between; all others get one address a location.
 */
final class Layout {
    private final boolean bytes;
    private final List<Location> locations = new ArrayList<>();
    private final Map<String, Integer> first = new LinkedHashMap<>();
    private final Map<String, Integer> stride = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    Layout(boolean bytes) {
        this.bytes = bytes;
    }

    /** The address of {@code symbol}, which becomes a location if it is none yet. */
    long address(String symbol) {
        if (!first.containsKey(symbol)) {
            add(symbol, Place.WHOLE, 4);
        }
        return Address.of(first.get(symbol));
    }

    /** Adds a location, or an array of {@code size} elements if that is not negative. All start as 0. */
    void add(String symbol, int size, int elementBytes) {
        first.put(symbol, locations.size());
        stride.put(symbol, bytes ? elementBytes : 1);
        if (size >= 0) {
            sizes.put(symbol, size);
        }
        int elements = Math.max(1, size);
        for (int element = 0; element < elements; element++) {
            locations.add(Location.of(size >= 0 ? symbol + "[" + element + "]" : symbol, 0));
            for (int filler = 1; bytes && filler < elementBytes; filler++) {
                locations.add(Location.of(symbol + "+" + (element * elementBytes + filler), 0));
            }
        }
    }

    /**
     * Adds a struct, whose fields are locations one behind the other; its address is that of the first. Fields that the
     * initial state has set up are taken over.
     */
    void addStruct(String symbol, List<String> fields) {
        first.put(symbol, locations.size());
        stride.put(symbol, fieldBytes());
        fields.forEach(field -> add(symbol + "." + field, Place.WHOLE, 4));
    }

    /** By how much the addresses of two fields in a row differ. */
    int fieldBytes() {
        return bytes ? 4 : 1;
    }

    /** By how much the addresses of two elements in a row differ. */
    int stride(String symbol) {
        return stride.get(symbol);
    }

    boolean knows(String symbol) {
        return first.containsKey(symbol);
    }

    /** Sets the initial value of the location or array element. */
    void initialise(String symbol, int element, Literal value) {
        int index = index(symbol, element);
        locations.set(index, Location.of(locations.get(index).name(), value(value)));
    }

    /** What {@code literal} means as a value. */
    long value(Literal literal) {
        return literal.symbol() == null ? literal.number() : address(literal.symbol());
    }

    /** The number of elements of an array, or -1 for a location that is none. */
    int size(String symbol) {
        return sizes.getOrDefault(symbol, Place.WHOLE);
    }

    Observable memory(String symbol, int element) {
        return new Observable.MemoryAt(index(symbol, element));
    }

    private int index(String symbol, int element) {
        return Address.index(address(symbol)) + element * stride.get(symbol);
    }

    List<Location> locations() {
        return List.copyOf(locations);
    }

    /** Whether {@code value} is an address inside a location instead of at its start, or outside all of them. */
    boolean isMisplaced(long value) {
        boolean outside = Address.isAddress(value) && Address.index(value) >= locations.size();
        return outside
                || Address.isAddress(value)
                        && locations.get(Address.index(value)).name().contains("+");
    }

    /** How herd7 prints the address of each location: {@code x}, or {@code a+4} inside an array. */
    List<String> addressNames() {
        List<String> names = new ArrayList<>();
        List<String> symbols = new ArrayList<>(first.keySet());
        for (int i = 0; i < symbols.size(); i++) {
            int end = i + 1 < symbols.size() ? first.get(symbols.get(i + 1)) : locations.size();
            for (int offset = 0; first.get(symbols.get(i)) + offset < end; offset++) {
                names.add(offset == 0 ? symbols.get(i) : symbols.get(i) + "+" + offset);
            }
        }
        return List.copyOf(names);
    }
}
