package dev.fencepost.properties.machine;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record with one component changed: mutants are written with it. */
public final class Changed {
    private Changed() {}

    /**
     * A copy of {@code original}.
     *
     * @param path names of components, from the record inwards: {@code shared.availIdx}
     * @param value the new value of the last of them
     */
    @SuppressWarnings("unchecked")
    public static <T> T of(T original, String path, Object value) {
        String name = path.replaceFirst("\\..*", "");
        String rest = path.substring(Math.min(path.length(), name.length() + 1));
        RecordComponent[] components = original.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        try {
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getAccessor().invoke(original);
                if (components[i].getName().equals(name)) {
                    values[i] = rest.isEmpty() ? value : of(values[i], rest, value);
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException("no component " + name + " in " + original.getClass());
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = original.getClass().getDeclaredConstructor(types);
            return (T) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
