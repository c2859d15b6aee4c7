package dev.fencepost.workbench.input;

import dev.fencepost.workbench.console.BadInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as words of a command line: {@code grace-period} for {@code GRACE_PERIOD}. */
public final class Named {
    private Named() {}

    /**
     * The constant of that name.
     *
     * @throws BadInput if there is none; it says all that there are
     */
    public static <E extends Enum<E>> E of(String option, String name, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> spelled(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput(option + " " + name + ": expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Named::spelled)
                                .collect(Collectors.joining(", "))));
    }

    /** What {@code --without} leaves out, in the order given. */
    public static <E extends Enum<E>> List<E> without(List<String> names, Class<E> type) {
        return names.stream().map(name -> of("--without", name, type)).toList();
    }

    /** All names of a kind, for help. */
    public static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Named::spelled).toList();
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
