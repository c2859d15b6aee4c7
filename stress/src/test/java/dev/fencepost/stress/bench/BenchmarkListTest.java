package dev.fencepost.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JDK that runs no annotation processor leaves JMH with no benchmarks and says nothing. */
class BenchmarkListTest {
    @Test
    void everyBenchmarkIsRegistered() throws Exception {
        TreeSet<String> registered = new TreeSet<>();
        BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .forEach(entry -> registered.add(entry.getUserClassQName()));
        assertThat(registered).isNotEmpty().containsExactlyElementsOf(written());
    }

    private static TreeSet<String> written() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(file -> file.toString().matches(".*Benchmark\\w*\\.class"))
                    .toList()) {
                Class<?> type = named(classes.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.'));
                if (Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(Benchmark.class))) {
                    names.add(type.getName());
                }
            }
        }
        return names;
    }

    /** Without running what the class does when it is first used. */
    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, Bench.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError("a class file named " + name + " holds another class", gone);
        }
    }
}
