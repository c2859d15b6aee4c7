package dev.fencepost.model.c;

import java.util.List;
import java.util.Objects;

/**
 * What a name stands for by {@code #define}.
 *
 * @param name the name
 * @param parameters of one that is used like a function; null of one that is used like a variable
 * @param body what stands in its place
 */
record Macro(String name, List<String> parameters, List<Token> body) {
    Macro {
        Objects.requireNonNull(name, "name");
        body = List.copyOf(body);
    }

    boolean isFunction() {
        return parameters != null;
    }
}
