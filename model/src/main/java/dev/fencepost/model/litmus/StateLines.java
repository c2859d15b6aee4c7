package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Symbol;
import java.nio.LongBuffer;
import java.util.Collection;
import java.util.List;

/** Prints final states as herd7 prints them. */
final class StateLines {
    private final LitmusTest test;

    StateLines(LitmusTest test) {
        this.test = test;
    }

    /** One line for each state, in the order of herd7. */
    List<String> of(Collection<LongBuffer> states) {
        return states.stream().sorted(this::compare).map(this::line).toList();
    }

    private int compare(LongBuffer left, LongBuffer right) {
        for (int i = 0; i < left.capacity(); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Symbols before numbers before addresses, and those by name. */
    private int compare(long left, long right) {
        if (Symbol.isSymbol(left) || Symbol.isSymbol(right)) {
            int kinds = Boolean.compare(Symbol.isSymbol(right), Symbol.isSymbol(left));
            return kinds != 0 ? kinds : Long.compare(left, right);
        } else if (!Address.isAddress(left) || !Address.isAddress(right)) {
            return Long.compare(left, right);
        }
        return name(left).compareTo(name(right));
    }

    private String line(LongBuffer state) {
        StringBuilder line = new StringBuilder();
        int next = 0;
        for (Observed observed : test.observed()) {
            line.append(line.isEmpty() ? "" : " ").append(observed.label()).append('=');
            line.append(observed.array() ? "{" : "");
            for (int i = 0; i < observed.parts().size(); i++) {
                line.append(i == 0 ? "" : ",").append(value(state.get(next++), observed.type()));
            }
            line.append(observed.array() ? "};" : ";");
        }
        return line.toString();
    }

    private String value(long value, String type) {
        if (Symbol.isSymbol(value)) {
            // herd7 numbers them by a counter of its own.
            return "S" + Symbol.index(value);
        } else if (Address.isAddress(value)) {
            return name(value);
        }
        return CType.pointee(type) == null ? CType.integer(type).shown(value) : Long.toString(value);
    }

    private String name(long address) {
        int index = Address.index(address);
        return index < test.addressNames().size() ? test.addressNames().get(index) : "address " + index;
    }
}
