package dev.fencepost.stress.harness;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot where references change: all objects that can be reached, numbered as they are met, so that states with
 * other objects in the same places are the same. Immutable lists are looked into; other objects of the JDK count by
 * {@code equals}.
 */
final class HeapSnapshot extends Snapshot {
    private final Object root;
    private final Object[] others;
    /** For {@link #numbers} alone: in Java PathFinder, what grew here would be a difference between states. */
    private final List<Object> constants = new ArrayList<>();

    /** See {@link Snapshot#of}. */
    HeapSnapshot(Object root, Object... others) {
        this.root = root;
        this.others = others;
    }

    /**
     * The heap as it was: its objects in the order in which they are met, and what stood in them one after the other.
     */
    private static final class Heap {
        private static final long CONSTANT = -1;

        private final List<Object> objects = new ArrayList<>();
        /** Only while it is looked at. */
        private Map<Object, Integer> numbers = new IdentityHashMap<>();

        private long[] slots = new long[256];
        private Object[] targets = new Object[256];
        private int count;

        void add(long slot, Object target) {
            if (count == slots.length) {
                long[] longer = new long[2 * count];
                System.arraycopy(slots, 0, longer, 0, count);
                slots = longer;
                Object[] more = new Object[2 * count];
                System.arraycopy(targets, 0, more, 0, count);
                targets = more;
            }
            slots[count] = slot;
            targets[count] = target;
            count++;
        }
    }

    @Override
    Object save() {
        Heap heap = new Heap();
        for (int i = 0; i < others.length; i++) {
            heap.numbers.put(others[i], -2 - i);
        }
        add(root, heap);
        for (int i = 0; i < heap.objects.size(); i++) {
            visit(heap.objects.get(i), heap);
        }
        heap.numbers = null;
        return heap;
    }

    @Override
    long[] numbers(Object saved) {
        Heap heap = (Heap) saved;
        long[] numbers = new long[2 * heap.count];
        for (int i = 0; i < heap.count; i++) {
            boolean constant = heap.targets[i] != null && heap.slots[i] == Heap.CONSTANT;
            numbers[2 * i] = heap.targets[i] == null ? 0 : constant ? 2 + constant(heap.targets[i]) : 1;
            numbers[2 * i + 1] = constant ? 0 : heap.slots[i];
        }
        return numbers;
    }

    @Override
    void restore(Object saved) {
        Heap heap = (Heap) saved;
        int at = 1;
        for (int i = 0; i < heap.objects.size(); i++) {
            at = restore(heap.objects.get(i), heap, at);
        }
    }

    private void visit(Object object, Heap heap) {
        heap.add(Heap.CONSTANT, object.getClass());
        if (object instanceof Object[]) {
            Object[] elements = (Object[]) object;
            heap.add(elements.length, null);
            for (int i = 0; i < elements.length; i++) {
                add(elements[i], heap);
            }
        } else if (object.getClass().isArray()) {
            int length = Array.getLength(object);
            heap.add(length, null);
            for (int i = 0; i < length; i++) {
                heap.add(element(object, i), null);
            }
        } else if (object instanceof List) {
            List<?> elements = (List<?>) object;
            heap.add(elements.size(), null);
            for (int i = 0; i < elements.size(); i++) {
                add(elements.get(i), heap);
            }
        } else {
            Field[] fields = fieldsOf(object);
            for (int i = 0; i < fields.length; i++) {
                add(fields[i], object, heap);
            }
        }
    }

    private void add(Field field, Object owner, Heap heap) {
        try {
            if (isNumber(field)) {
                heap.add(get(field, owner), null);
            } else {
                add(field.get(owner), heap);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a reference; what it refers to is looked at later, if it was not met before. */
    private void add(Object target, Heap heap) {
        if (target == null) {
            heap.add(0, null);
            return;
        }
        Integer known = heap.numbers.get(target);
        if (known == null && isWalked(target)) {
            known = heap.objects.size();
            heap.numbers.put(target, known);
            heap.objects.add(target);
        }
        heap.add(known == null ? Heap.CONSTANT : known, target);
    }

    private static boolean isWalked(Object target) {
        boolean journal = target instanceof Journal || target instanceof Snapshot;
        boolean project = isOfProject(target) && !(target instanceof Enum) && !journal;
        requireConstant(journal ? null : target);
        return project || target.getClass().isArray() || target instanceof List;
    }

    private int constant(Object target) {
        for (int i = 0; i < constants.size(); i++) {
            if (constants.get(i).equals(target)) {
                return i;
            }
        }
        constants.add(target);
        return constants.size() - 1;
    }

    private static int restore(Object object, Heap heap, int from) {
        int at = from + 1;
        if (object instanceof Object[]) {
            Object[] elements = (Object[]) object;
            at++;
            for (int i = 0; i < elements.length; i++) {
                elements[i] = heap.targets[at++];
            }
        } else if (object.getClass().isArray()) {
            int length = (int) heap.slots[at++];
            for (int i = 0; i < length; i++) {
                setElement(object, i, heap.slots[at++]);
            }
        } else if (object instanceof List) {
            at += 1 + (int) heap.slots[at];
        } else {
            Field[] fields = fieldsOf(object);
            for (int i = 0; i < fields.length; i++) {
                restore(fields[i], object, heap.slots[at], heap.targets[at]);
                at++;
            }
        }
        return at;
    }

    private static void restore(Field field, Object owner, long slot, Object target) {
        if (Modifier.isFinal(field.getModifiers())) {
            return;
        }
        try {
            if (isNumber(field)) {
                set(field, owner, slot);
            } else {
                field.set(owner, target);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long element(Object array, int i) {
        if (array instanceof int[]) {
            return ((int[]) array)[i];
        } else if (array instanceof long[]) {
            return ((long[]) array)[i];
        } else if (array instanceof byte[]) {
            return ((byte[]) array)[i];
        } else if (array instanceof boolean[]) {
            return ((boolean[]) array)[i] ? 1 : 0;
        }
        throw new IllegalStateException("no snapshot knows a " + array.getClass());
    }

    private static void setElement(Object array, int i, long value) {
        if (array instanceof int[]) {
            ((int[]) array)[i] = (int) value;
        } else if (array instanceof long[]) {
            ((long[]) array)[i] = value;
        } else if (array instanceof byte[]) {
            ((byte[]) array)[i] = (byte) value;
        } else {
            ((boolean[]) array)[i] = value != 0;
        }
    }
}
