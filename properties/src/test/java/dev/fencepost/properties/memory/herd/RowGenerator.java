package dev.fencepost.properties.memory.herd;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes random programs in the language of {@link RowParser}, for one memory model. */
final class RowGenerator {
    /** Whose instructions. */
    enum Flavour {
        LKMM(
                4,
                List.of("mb", "wmb", "rmb", "mb", "wmb", "rmb", "before", "after", "barrier"),
                List.of("", "", "", ".acq", ".plain"),
                List.of("", "", "", ".rel", ".plain"),
                List.of("", ".rlx", ".acq", ".rel")),
        ARMV8(
                3,
                List.of("mb", "wmb", "ld"),
                List.of("", "", "", ".acq", ".acq", ".pc"),
                List.of("", "", ".rel"),
                List.of(".rlx", ".acq", ".rel", ".al")),
        TSO(1, List.of("mb"), List.of(""), List.of(""), List.of("")),
        RISCV(
                2,
                List.of("mb", "wmb", "rmb", "ld", "releasing", "both", "enter"),
                List.of(""),
                List.of(""),
                List.of(".rlx", ".acq", ".rel"));

        private final int operations;
        private final List<String> fences;
        private final List<String> loads;
        private final List<String> stores;
        private final List<String> atomics;

        Flavour(int operations, List<String> fences, List<String> loads, List<String> stores, List<String> atomics) {
            this.operations = operations;
            this.fences = fences;
            this.loads = loads;
            this.stores = stores;
            this.atomics = atomics;
        }
    }

    private final Flavour flavour;
    private final Random random;
    private List<String> free = List.of();
    private List<String> known = new ArrayList<>();
    private int locations;
    private boolean locks;

    RowGenerator(Flavour flavour, long seed) {
        this.flavour = flavour;
        this.random = new Random(seed);
    }

    /** Another program. */
    String next() {
        int threads = random.nextInt(10) < 6 ? 2 : 3;
        locations = random.nextInt(10) < 7 ? 2 : 3;
        locks = flavour == Flavour.LKMM && random.nextInt(8) == 0;
        List<String> result = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            free = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
            known = new ArrayList<>();
            int length = 2 + random.nextInt(flavour == Flavour.ARMV8 ? 2 : threads == 2 ? 4 : 3);
            result.add(locks && random.nextInt(4) > 0 ? locked(length) : block(length, true));
        }
        return String.join(" || ", result);
    }

    /** One critical section, or two in a row, with the fences that stand behind taking a lock. */
    private String locked(int length) {
        List<String> parts = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            parts.add(block(1, false));
        }
        parts.add("lock(l)");
        if (random.nextInt(5) == 0) {
            parts.add("afterlock");
        }
        parts.add(block(length - 1, false));
        parts.add("unlock(l)");
        if (random.nextInt(3) > 0) {
            parts.add("lock(l)");
            parts.add(pick(List.of("afterunlock", "afterlock", "barrier")));
            parts.add(block(1, false));
            parts.add("unlock(l)");
        }
        if (random.nextInt(3) > 0) {
            parts.add(block(1, false));
        }
        return String.join("; ", parts);
    }

    private String block(int length, boolean branches) {
        List<String> result = new ArrayList<>();
        while (result.size() < length) {
            // An assembly language has no end of a branch: what is control dependent stays so to the end.
            boolean open = flavour == Flavour.LKMM
                    || (flavour == Flavour.ARMV8 || flavour == Flavour.RISCV) && result.size() == length - 1;
            if (branches && open && !known.isEmpty() && random.nextInt(flavour == Flavour.LKMM ? 8 : 3) == 0) {
                List<String> outer = new ArrayList<>(known);
                String then = block(1 + random.nextInt(2), false);
                known = new ArrayList<>(outer);
                String otherwise = random.nextInt(4) == 0 ? "else{" + block(1, false) + "}" : "";
                known = outer;
                result.add("if(" + pick(outer) + "){" + then + "}" + otherwise);
            } else {
                result.add(instruction());
            }
        }
        return String.join("; ", result);
    }

    private String instruction() {
        int kind = random.nextInt(20);
        if (kind < 7 && !free.isEmpty()) {
            String address = address();
            return target() + "=" + address + pick(flavour.loads);
        } else if (kind < 14) {
            return address() + "=" + value() + pick(flavour.stores);
        } else if (kind < 17) {
            return pick(flavour.fences);
        } else if (kind < 19 && !free.isEmpty()) {
            return atomic();
        }
        return flavour == Flavour.TSO ? pick(flavour.fences) : "add(" + location() + ",1)";
    }

    private String atomic() {
        String mode = pick(flavour.atomics);
        String operation = switch (random.nextInt(flavour.operations)) {
            case 0 -> "xchg(" + location() + "," + (1 + random.nextInt(2)) + ")";
            case 1 -> "add(" + location() + ",1)";
            case 2 -> "cas(" + location() + "," + random.nextInt(2) + "," + (1 + random.nextInt(2)) + ")";
            default -> "unless(" + location() + ",1," + random.nextInt(2) + ")";
        };
        // The kernel has add_unless as a full barrier only.
        return target() + "=" + operation + (operation.startsWith("unless") ? "" : mode);
    }

    private String target() {
        String register = free.remove(0);
        known.add(register);
        return register;
    }

    private String address() {
        boolean dependent = flavour != Flavour.TSO && !known.isEmpty() && random.nextInt(5) == 0;
        return location() + (dependent ? "@" + pick(known) : "");
    }

    private String value() {
        if (!known.isEmpty() && random.nextInt(4) == 0) {
            return random.nextBoolean() ? pick(known) : "1^" + pick(known);
        }
        return Integer.toString(1 + random.nextInt(2));
    }

    private String location() {
        return RowParser.LOCATIONS.get(random.nextInt(locations));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
