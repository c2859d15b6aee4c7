package dev.fencepost.model.ring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists are never changed, only replaced: those that an action leaves alone are shared by all states. */
public final class RingLists {
    private RingLists() {}

    public static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return Collections.unmodifiableList(longer);
    }

    public static <T> List<T> with(List<T> list, int index, T other) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, other);
        return Collections.unmodifiableList(changed);
    }

    /** Without the elements from {@code from} to before {@code to}. */
    public static <T> List<T> without(List<T> list, int from, int to) {
        List<T> shorter = new ArrayList<>(list);
        shorter.subList(from, to).clear();
        return Collections.unmodifiableList(shorter);
    }
}
