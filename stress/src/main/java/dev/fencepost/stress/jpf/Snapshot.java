package dev.fencepost.stress.jpf;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Every number that an object and the objects of this project behind it can change: fields that are not final, and the
 * elements of arrays. Found by reflection, so that the implementation need not offer its private state to anyone. Other
 * references are followed as they are now and must stay so.
 */
final class Snapshot {
    private static final String PROJECT = "dev.fencepost.";

    private final List<Object> seen = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Object> owners = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final int size;

    /** All of {@code root}, leaving out {@code others} and what stands behind them only. */
    Snapshot(Object root, Object... others) {
        for (Object other : others) {
            seen.add(other);
        }
        walk(root);
        int slots = fields.size();
        for (int i = 0; i < arrays.size(); i++) {
            slots += Array.getLength(arrays.get(i));
        }
        size = slots;
    }

    /** The numbers as they are. */
    long[] save() {
        long[] into = new long[size];
        int at = 0;
        try {
            for (int i = 0; i < fields.size(); i++) {
                into[at++] = get(fields.get(i), owners.get(i));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < arrays.size(); i++) {
            at = copy(arrays.get(i), into, at, false);
        }
        return into;
    }

    /** Makes the numbers what they were. */
    void restore(long[] from) {
        int at = 0;
        try {
            for (int i = 0; i < fields.size(); i++) {
                set(fields.get(i), owners.get(i), from[at++]);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < arrays.size(); i++) {
            at = copy(arrays.get(i), from, at, true);
        }
    }

    private static long get(Field field, Object owner) throws IllegalAccessException {
        if (field.getType() == int.class) {
            return field.getInt(owner);
        }
        return field.getType() == long.class ? field.getLong(owner) : field.getBoolean(owner) ? 1 : 0;
    }

    private static void set(Field field, Object owner, long value) throws IllegalAccessException {
        if (field.getType() == int.class) {
            field.setInt(owner, (int) value);
        } else if (field.getType() == long.class) {
            field.setLong(owner, value);
        } else {
            field.setBoolean(owner, value != 0);
        }
    }

    private static int copy(Object array, long[] numbers, int from, boolean back) {
        int at = from;
        if (array instanceof int[]) {
            int[] ints = (int[]) array;
            for (int i = 0; i < ints.length; i++, at++) {
                if (back) {
                    ints[i] = (int) numbers[at];
                } else {
                    numbers[at] = ints[i];
                }
            }
        } else if (array instanceof long[]) {
            long[] longs = (long[]) array;
            for (int i = 0; i < longs.length; i++, at++) {
                if (back) {
                    longs[i] = numbers[at];
                } else {
                    numbers[at] = longs[i];
                }
            }
        } else {
            byte[] bytes = (byte[]) array;
            for (int i = 0; i < bytes.length; i++, at++) {
                if (back) {
                    bytes[i] = (byte) numbers[at];
                } else {
                    numbers[at] = bytes[i];
                }
            }
        }
        return at;
    }

    private void walk(Object object) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) == object) {
                return;
            }
        }
        seen.add(object);
        for (Class<?> type = object.getClass(); type.getName().startsWith(PROJECT); type = type.getSuperclass()) {
            Field[] declared = type.getDeclaredFields();
            for (int i = 0; i < declared.length; i++) {
                if (!Modifier.isStatic(declared[i].getModifiers())) {
                    visit(declared[i], object);
                }
            }
        }
    }

    private void visit(Field field, Object owner) {
        field.setAccessible(true);
        if (field.getType().isPrimitive()) {
            if (!Modifier.isFinal(field.getModifiers())) {
                fields.add(field);
                owners.add(owner);
            }
            return;
        }
        try {
            follow(field.get(owner));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void follow(Object target) {
        if (target instanceof int[] || target instanceof long[] || target instanceof byte[]) {
            arrays.add(target);
        } else if (target instanceof Object[]) {
            Object[] elements = (Object[]) target;
            for (int i = 0; i < elements.length; i++) {
                follow(elements[i]);
            }
        } else if (target != null && target.getClass().getName().startsWith(PROJECT)) {
            walk(target);
        }
    }
}
