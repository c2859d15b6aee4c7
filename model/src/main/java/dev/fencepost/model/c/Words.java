package dev.fencepost.model.c;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of types, and words that may stand before a type. */
final class Words {
    private static final CType.Int TRUTH = new CType.Int(1, false);
    private static final Set<String> QUALIFIERS =
            Set.of("const", "volatile", "static", "inline", "extern", "register", "__always_inline", "__maybe_unused");
    private static final Map<String, CType> BUILT_IN = builtIn();

    private final Map<String, CType> types = new HashMap<>(BUILT_IN);
    private final Set<String> storage;

    /** With the words of a dialect that say where something lies or whose it is. */
    Words(Set<String> storage) {
        this.storage = new HashSet<>(storage);
    }

    boolean isStorage(String word) {
        return storage.contains(word);
    }

    void addStorage(String word) {
        storage.add(word);
    }

    static boolean isQualifier(String word) {
        return QUALIFIERS.contains(word);
    }

    /** The type of that name, or null. {@code struct x} is a name here. */
    CType type(String name) {
        return types.get(name);
    }

    void define(String name, CType type) {
        types.put(name, type);
    }

    Set<String> typeNames() {
        return types.keySet();
    }

    private static Map<String, CType> builtIn() {
        Map<String, CType> types = new HashMap<>();
        for (int bits : List.of(8, 16, 32, 64)) {
            CType.Int unsigned = new CType.Int(bits, false);
            CType.Int signed = new CType.Int(bits, true);
            for (String name : List.of("u", "__u", "__le", "__be", "__virtio", "le", "uint")) {
                types.put(name + bits + (name.equals("uint") ? "_t" : ""), unsigned);
            }
            for (String name : List.of("s", "__s")) {
                types.put(name + bits, signed);
            }
            types.put("int" + bits + "_t", signed);
        }
        types.put("bool", TRUTH);
        types.put("_Bool", TRUTH);
        types.put("void", new CType.Void());
        types.put("atomic_t", CType.INT);
        types.put("atomic_int", CType.INT);
        types.put("atomic_uint", new CType.Int(32, false));
        types.put("atomic64_t", new CType.Int(64, true));
        types.put("atomic_long_t", new CType.Int(64, true));
        types.put("refcount_t", new CType.Int(32, false));
        types.put("size_t", new CType.Int(64, false));
        types.put("uintptr_t", new CType.Int(64, false));
        types.put("dma_addr_t", new CType.Int(64, false));
        types.put("spinlock_t", CType.INT);
        return types;
    }
}
