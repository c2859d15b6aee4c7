package dev.fencepost.stress.harness;

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
    private final Field[] fields;
    private final Object[] owners;
    private final Object[] arrays;
    /** Arrays of references. */
    private final Object[] constant;

    private final Object[] constantNow;
    private final boolean possible;

    /** See {@link Snapshot#of}. */
    NumberSnapshot(Object root, Object... others) {
        Walk walk = new Walk();
        for (int i = 0; i < others.length; i++) {
            walk.seen.add(others[i]);
        }
        walk.follow(root);
        fields = walk.fields.toArray(new Field[0]);
        owners = walk.owners.toArray();
        arrays = walk.arrays.toArray();
        constant = walk.constant.toArray();
        constantNow = walk.constantNow.toArray();
        possible = walk.possible;
    }

    /** Whether there was no field that may refer to something else later. */
    boolean isPossible() {
        return possible;
    }

    /** The numbers in fields, then a copy of each array: copied as a whole, which is fast in Java PathFinder, too. */
    @Override
    Object save() {
        for (int i = 0; i < constant.length; i++) {
            requireSame((Object[]) constant[i], (Object[]) constantNow[i]);
        }
        Object[] saved = new Object[1 + arrays.length];
        long[] numbers = new long[fields.length];
        saved[0] = numbers;
        try {
            for (int i = 0; i < fields.length; i++) {
                numbers[i] = get(fields[i], owners[i]);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < arrays.length; i++) {
            saved[1 + i] = copyOf(arrays[i]);
        }
        return saved;
    }

    @Override
    void restore(Object saved) {
        Object[] from = (Object[]) saved;
        long[] numbers = (long[]) from[0];
        try {
            for (int i = 0; i < fields.length; i++) {
                set(fields[i], owners[i], numbers[i]);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(from[1 + i], 0, arrays[i], 0, Array.getLength(arrays[i]));
        }
    }

    @Override
    long[] numbers(Object saved) {
        Object[] from = (Object[]) saved;
        int size = 0;
        for (int i = 0; i < from.length; i++) {
            size += Array.getLength(from[i]);
        }
        long[] numbers = new long[size];
        int at = 0;
        for (int i = 0; i < from.length; i++) {
            at = append(from[i], numbers, at);
        }
        return numbers;
    }

    private static void requireSame(Object[] now, Object[] then) {
        for (int i = 0; i < now.length; i++) {
            if (now[i] != then[i]) {
                throw new IllegalStateException(
                        "an element of an array of references changed; make such a reference a field");
            }
        }
    }

    private static Object copyOf(Object array) {
        if (array instanceof int[]) {
            return ((int[]) array).clone();
        }
        return array instanceof long[] ? ((long[]) array).clone() : ((byte[]) array).clone();
    }

    private static int append(Object array, long[] numbers, int from) {
        int at = from;
        if (array instanceof int[]) {
            for (int number : (int[]) array) {
                numbers[at++] = number;
            }
        } else if (array instanceof long[]) {
            System.arraycopy(array, 0, numbers, at, ((long[]) array).length);
            at += ((long[]) array).length;
        } else {
            for (byte number : (byte[]) array) {
                numbers[at++] = number;
            }
        }
        return at;
    }

    /** The search for everything that is not final behind an object. */
    private static final class Walk {
        private final List<Object> seen = new ArrayList<>();
        private final List<Field> fields = new ArrayList<>();
        private final List<Object> owners = new ArrayList<>();
        private final List<Object> arrays = new ArrayList<>();
        private final List<Object[]> constant = new ArrayList<>();
        private final List<Object[]> constantNow = new ArrayList<>();
        private boolean possible = true;

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
            } else if (target != null && target.getClass().isArray()) {
                possible = false; // of booleans, say: the other kind of snapshot knows them
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
}
