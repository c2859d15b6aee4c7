package dev.fencepost.properties.mutants;

import dev.fencepost.impl.memory.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Classes of the implementation and of the tests anew, one of them changed. Everything else, and so the model and its
 * clauses, is shared.
 */
final class MutantLoader extends ClassLoader {
    private static final Path SOURCES = Path.of("..", "impl", "src", "main", "java");
    private static final String IMPL = "dev.fencepost.impl.";
    private static final String TESTS = "dev.fencepost.properties.";

    private final Map<String, byte[]> changed;

    private MutantLoader(Map<String, byte[]> changed) {
        super(MutantLoader.class.getClassLoader());
        this.changed = changed;
    }

    /**
     * Compiles a mutant.
     *
     * @throws IllegalArgumentException if the source does not say what is to be changed exactly once, or cannot be
     *     compiled then
     */
    static MutantLoader of(Mutant mutant) throws IOException {
        String name = IMPL + mutant.type();
        String source = Files.readString(SOURCES.resolve(name.replace('.', '/') + ".java"));
        int at = source.indexOf(mutant.from());
        if (at < 0 || source.indexOf(mutant.from(), at + 1) >= 0) {
            throw new IllegalArgumentException(mutant + ": '" + mutant.from() + "' does not stand in it once");
        }
        return new MutantLoader(compile(name, source.replace(mutant.from(), mutant.to())));
    }

    /** The implementation as it is. */
    static MutantLoader unchanged() {
        return new MutantLoader(Map.of());
    }

    /** A check, on these classes. */
    Runnable check(Class<? extends Runnable> check) throws ReflectiveOperationException {
        return (Runnable) loadClass(check.getName()).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith(IMPL) && !name.startsWith(TESTS)) {
                return known != null ? known : super.loadClass(name, resolve);
            }
            byte[] bytes = changed.containsKey(name) ? changed.get(name) : original(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    // ---- Compiling.

    private static Map<String, byte[]> compile(String name, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        JavaFileManager files = new InMemory(compiler.getStandardFileManager(messages, null, null), classes);
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", implementation());
        boolean compiled = compiler.getTask(null, files, messages, options, null, List.of(new Source(name, source)))
                .call();
        if (!compiled) {
            throw new IllegalArgumentException("the mutant cannot be compiled: " + messages.getDiagnostics());
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((type, out) -> bytes.put(type, out.toByteArray()));
        return bytes;
    }

    private static String implementation() {
        try {
            return Path.of(Mode.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    classes.put(name, out);
                    return out;
                }
            };
        }
    }
}
