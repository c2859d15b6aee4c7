package dev.fencepost.properties.argument;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The parameters of a package that are numbers. */
final class Parameters {
    private Parameters() {}

    /**
     * Of all public methods and constructors of the public classes beside {@code one} that do something themselves.
     *
     * @return names as of an {@link Argument}, each once
     */
    static List<String> beside(Class<?> one) throws Exception {
        List<String> names = new ArrayList<>();
        for (Class<?> type : classes(one)) {
            if (!Modifier.isPublic(type.getModifiers()) || type.isInterface() || type.isEnum()) {
                continue;
            }
            Stream.of(type.getDeclaredConstructors()).forEach(each -> add(names, type, "new", each));
            Arrays.stream(type.getDeclaredMethods()).forEach(each -> add(names, type, each.getName(), each));
        }
        return names.stream().distinct().sorted().toList();
    }

    private static void add(List<String> names, Class<?> type, String name, Executable each) {
        if (!Modifier.isPublic(each.getModifiers()) || Modifier.isAbstract(each.getModifiers()) || each.isSynthetic()) {
            return;
        }
        Class<?>[] parameters = each.getParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] == int.class || parameters[i] == long.class || parameters[i] == long[].class) {
                names.add(type.getSimpleName() + "." + name + "#" + i);
            }
        }
    }

    private static List<Class<?>> classes(Class<?> one) throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (Path file : files(one)) {
            String simple = file.getFileName().toString().replace(".class", "");
            classes.add(Class.forName(one.getPackageName() + "." + simple));
        }
        return classes;
    }

    private static List<Path> files(Class<?> one) throws Exception {
        try (Stream<Path> files = Files.list(folder(one))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.toString().endsWith("package-info.class"))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder(Class<?> one) throws URISyntaxException {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        return root.resolve(one.getPackageName().replace('.', '/'));
    }
}
