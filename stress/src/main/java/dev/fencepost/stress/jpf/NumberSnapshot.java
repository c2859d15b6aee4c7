package dev.fencepost.stress.jpf;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot where no reference can change: every number in a field that is not final, and in an array. Where the
 * numbers are is found once.
 */
final class NumberSnapshot extends Snapshot {
    private final List<Object> seen = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Object> owners = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final List<Object[]> constant = new ArrayList<>();
    private final List<Object[]> constantNow = new ArrayList<>();
    private final int size;
    private boolean possible = true;

    /** See {@link Snapshot#of}. */
    NumberSnapshot(Object root, Object... others) {
        for (int i = 0; i < others.length; i++) {
            seen.add(others[i]);
        }
        follow(root);
        int slots = fields.size();
        for (int i = 0; i < arrays.size(); i++) {
            slots += Array.getLength(arrays.get(i));
        }
        size = slots;
    }

    /** Whether there was no field that may refer to something else later. */
    boolean isPossible() {
        return possible;
    }

    @Override
    Object save() {
        for (int i = 0; i < constant.size(); i++) {
            requireSame(constant.get(i), constantNow.get(i));
        }
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

    @Override
    void restore(Object saved) {
        long[] from = (long[]) saved;
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

    @Override
    long[] numbers(Object saved) {
        return (long[]) saved;
    }

    private static void requireSame(Object[] now, Object[] then) {
        for (int i = 0; i < now.length; i++) {
            if (now[i] != then[i]) {
                throw new IllegalStateException(
                        "an element of an array of references changed; make such a reference a field");
            }
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
        if (isSeen(object)) {
            return;
        }
        seen.add(object);
        Field[] all = fieldsOf(object);
        for (int i = 0; i < all.length; i++) {
            visit(all[i], object);
        }
    }

    private void visit(Field field, Object owner) {
        boolean changes = !Modifier.isFinal(field.getModifiers());
        if (isNumber(field)) {
            if (changes) {
                fields.add(field);
                owners.add(owner);
            }
            return;
        }
        possible = possible && !changes;
        try {
            follow(field.get(owner));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void follow(Object target) {
        if (target instanceof int[] || target instanceof long[] || target instanceof byte[]) {
            if (!isSeen(target)) {
                seen.add(target);
                arrays.add(target);
            }
        } else if (target instanceof Object[]) {
            Object[] elements = (Object[]) target;
            constant.add(elements);
            constantNow.add(elements.clone());
            for (int i = 0; i < elements.length; i++) {
                follow(elements[i]);
            }
        } else if (target != null && isOfProject(target)) {
            if (!(target instanceof Journal || target instanceof Snapshot)) {
                walk(target);
            }
        } else {
            requireConstant(target);
        }
    }

    private boolean isSeen(Object object) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) == object) {
                return true;
            }
        }
        return false;
    }
}
