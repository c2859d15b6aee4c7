package dev.fencepost.stress.harness;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that an object and the objects of this project behind it can change. Found by reflection, so that the
 * implementation need not offer its private state to anyone. What is changed must stand in fields of the project's own
 * classes and in arrays; a collection of the JDK that can change is refused, because nobody here looks inside.
 */
abstract class Snapshot {
    private static final String PROJECT = "dev.fencepost.";
    private static final String IMMUTABLE = "java.util.ImmutableCollections";

    /** Fields by class, once known; null in Java PathFinder, for whom it would be a difference between states. */
    private static Map<Class<?>, Field[]> known;

    /**
     * All of {@code root}, leaving out {@code others} and what stands behind them only. Where some field may refer to
     * one object now and to another later, the whole heap behind {@code root} is looked at each time; otherwise only
     * the numbers are, which is faster.
     */
    static Snapshot of(Object root, Object... others) {
        NumberSnapshot numbers = new NumberSnapshot(root, others);
        return numbers.isPossible() ? numbers : new HeapSnapshot(root, others);
    }

    /** Everything as it is. */
    abstract Object save();

    /** Makes everything what it was. */
    abstract void restore(Object saved);

    /** The same numbers for the same state, whatever objects it is made of. */
    abstract long[] numbers(Object saved);

    static boolean isOfProject(Object object) {
        return object.getClass().getName().startsWith(PROJECT);
    }

    /** All that a harness may change: its own fields, the actors, and what they share. */
    static Snapshot ofHarness(Harness harness) {
        return of(harness.parts());
    }

    /** From now on the fields of a class are looked for once. */
    static void remember() {
        known = new HashMap<>();
    }

    static Field[] fieldsOf(Object object) {
        return known == null
                ? fieldsOf(object.getClass())
                : known.computeIfAbsent(object.getClass(), type -> fieldsOf(type));
    }

    /** All fields that an object of this project has, those of its superclasses last; not what drives a harness. */
    private static Field[] fieldsOf(Class<?> of) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = of; isDriven(type); type = type.getSuperclass()) {
            Field[] declared = type.getDeclaredFields();
            for (int i = 0; i < declared.length; i++) {
                if (!Modifier.isStatic(declared[i].getModifiers()) && !isEnd(declared[i])) {
                    declared[i].setAccessible(true);
                    fields.add(declared[i]);
                }
            }
        }
        return fields.toArray(new Field[0]);
    }

    private static boolean isDriven(Class<?> type) {
        return type.getName().startsWith(PROJECT) && type != Harness.class;
    }

    /** Whether a field's value is a number, or can be told by one. */
    static boolean isNumber(Field field) {
        return field.getType().isPrimitive() || field.getType().isEnum();
    }

    /** What has been noticed to be broken ends an exploration, and is nothing that anybody goes on from. */
    static boolean isEnd(Field field) {
        return Throwable.class.isAssignableFrom(field.getType());
    }

    static long get(Field field, Object owner) throws IllegalAccessException {
        Class<?> type = field.getType();
        if (type == int.class) {
            return field.getInt(owner);
        }
        if (type == long.class) {
            return field.getLong(owner);
        }
        if (type == boolean.class) {
            return field.getBoolean(owner) ? 1 : 0;
        }
        if (type.isEnum()) {
            Object constant = field.get(owner);
            return constant == null ? 0 : ((Enum<?>) constant).ordinal() + 1;
        }
        throw new IllegalStateException("no snapshot knows the type of " + field);
    }

    static void set(Field field, Object owner, long value) throws IllegalAccessException {
        Class<?> type = field.getType();
        if (type == int.class) {
            field.setInt(owner, (int) value);
        } else if (type == long.class) {
            field.setLong(owner, value);
        } else if (type == boolean.class) {
            field.setBoolean(owner, value != 0);
        } else if (get(field, owner) != value) {
            field.set(owner, value == 0 ? null : type.getEnumConstants()[(int) value - 1]);
        }
    }

    /** Nothing is known of what stands behind an object of the JDK: it must not be a collection that can change. */
    static void requireConstant(Object object) {
        boolean collection = object instanceof Collection || object instanceof Map;
        if (collection && !object.getClass().getName().startsWith(IMMUTABLE)) {
            throw new IllegalStateException("what changes in a "
                    + object.getClass().getName() + " is not part of a snapshot; use an array and a count");
        }
    }
}
