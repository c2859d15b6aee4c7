package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Sc;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory models with one edge less each: of every union of relations in their sources one part is left out, and of
 * every optional relation the identity. A relation that is added to a model is mutated without anybody's doing.
 */
final class EdgeMutants {
    /** The classes of a model, those first that others need; each is copied together with all that follow. */
    private static final Map<RowGenerator.Flavour, List<String>> CLASSES = Map.of(
            RowGenerator.Flavour.LKMM, List.of("LkmmRelations", "LkmmRaces", "Lkmm"),
            RowGenerator.Flavour.ARMV8, List.of("OrderedModel", "Armv8"),
            RowGenerator.Flavour.TSO, List.of("OrderedModel", "Tso"),
            RowGenerator.Flavour.RISCV, List.of("OrderedModel", "Riscv"));

    private static final Pattern TERMS = Pattern.compile("[\\w.]*\\b(?:w|work|fixed)\\.(union|optional)\\(");
    private static final String PACKAGE = Sc.class.getPackageName();

    private static final AtomicInteger COPIES = new AtomicInteger();

    private final Path folder;
    private final Map<String, String> copies = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();

    private EdgeMutants(Path folder) {
        this.folder = folder;
    }

    /**
     * A model with an edge less.
     *
     * @param edge where it stood, and what it was
     */
    record Mutant(String edge, MemoryModel model) {
        @Override
        public String toString() {
            return edge;
        }
    }

    /** All mutants of the model that the sources in {@code folder} are about. */
    static List<Mutant> of(RowGenerator.Flavour flavour, Path folder) throws IOException {
        EdgeMutants mutants = new EdgeMutants(folder);
        List<String> all = CLASSES.get(flavour);
        for (int i = 0; i < all.size(); i++) {
            mutants.mutate(all.get(i), all.subList(i, all.size()));
        }
        return mutants.compile();
    }

    /** Leaves out each part of {@code mutated} once, in copies of {@code copied}. */
    private void mutate(String mutated, List<String> copied) throws IOException {
        String text = source(mutated);
        Matcher term = TERMS.matcher(text);
        while (term.find()) {
            List<int[]> parts = parts(text, term.end());
            String method = method(text, term.start());
            for (int part = 0; part < parts.size(); part++) {
                int start = parts.get(part)[0];
                int end = parts.get(part)[1];
                String edge = mutated + "." + method + ": "
                        + text.substring(start, end).replaceAll("\\s+", " ").strip();
                if (term.group(1).equals("optional")) {
                    String bare = text.substring(0, term.start()) + "(" + text.substring(term.end());
                    copy(edge + "?", mutated, bare, copied);
                } else {
                    boolean last = part == parts.size() - 1;
                    int from = last ? parts.get(part - 1)[1] : start;
                    int to = last ? end : parts.get(part + 1)[0];
                    copy(edge, mutated, text.substring(0, from) + text.substring(to), copied);
                }
            }
        }
    }

    /** Without comments, in which commas part nothing. */
    private String source(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".java"))
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//[^\n]*", "");
    }

    /** Where the arguments of a call start and end; {@code at} is behind its parenthesis. */
    private static List<int[]> parts(String text, int at) {
        List<int[]> parts = new ArrayList<>();
        int depth = 0;
        int start = at;
        for (int i = at; ; i++) {
            char c = text.charAt(i);
            if (depth == 0 && (c == ',' || c == ')')) {
                parts.add(new int[] {start, i});
                start = i + 1;
                if (c == ')') {
                    return parts;
                }
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
    }

    /** The name of the method that {@code at} stands in. */
    private static String method(String text, int at) {
        Matcher head =
                Pattern.compile("(?m)^    [\\w<>, ]*?(\\w+)\\([^;]*?\\) \\{$").matcher(text.substring(0, at));
        String name = "";
        while (head.find()) {
            name = head.group(1);
        }
        return name;
    }

    private void copy(String edge, String mutated, String text, List<String> copied) throws IOException {
        String suffix = "Without" + COPIES.incrementAndGet();
        Pattern renamed = Pattern.compile("\\b(" + String.join("|", copied) + ")\\b");
        for (String each : copied) {
            String source = each.equals(mutated) ? text : source(each);
            copies.put(each + suffix, renamed.matcher(source).replaceAll("$1" + suffix));
        }
        long before = this.names.stream()
                .filter(name -> name.replaceAll(" #\\d+$", "").equals(edge))
                .count();
        this.names.add(before == 0 ? edge : edge + " #" + (before + 1));
        classes.add(copied.get(copied.size() - 1) + suffix);
    }

    private List<Mutant> compile() throws IOException {
        Map<String, byte[]> compiled = InMemoryCompiler.compile(PACKAGE, copies, Sc.class);
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(Sc.class, MethodHandles.lookup());
            Map<String, Class<?>> defined = new LinkedHashMap<>();
            for (String name : copies.keySet()) {
                defined.put(name, inside.defineClass(compiled.get(name)));
            }
            List<Mutant> mutants = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Object model = defined.get(classes.get(i)).getConstructor().newInstance();
                mutants.add(new Mutant(names.get(i), (MemoryModel) model));
            }
            return mutants;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
