package dev.fencepost.model.proposal.check;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.model.protocol.text.ProtocolReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The protocols that Fencepost brings along: the files of the folder {@code protocols}. Each is read when it is first
 * asked for.
 */
public final class Protocols {
    private static final String FOLDER = "/dev/fencepost/protocols/";
    private static final Map<String, String> FILES = files();
    private static final Map<String, Protocol> READ = new ConcurrentHashMap<>();

    private Protocols() {}

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        text("index")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] words = line.strip().split("\\s+");
                    files.put(words[0], words[1]);
                });
        return files;
    }

    private static String text(String file) {
        try (InputStream in = Protocols.class.getResourceAsStream(FOLDER + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** All of them. */
    public static List<Protocol> all() {
        return names().stream().map(name -> of(name).orElseThrow()).toList();
    }

    /** Their names. */
    public static List<String> names() {
        return List.copyOf(FILES.keySet());
    }

    /** The one of that name, if there is one. */
    public static Optional<Protocol> of(String name) {
        String file = FILES.get(name);
        return file == null
                ? Optional.empty()
                : Optional.of(READ.computeIfAbsent(
                        name, any -> ProtocolReader.trusted(new Source("protocols/" + file, text(file)))));
    }

    /** What stands at the sites of the one of that name in code that people run, if there is a table of it. */
    public static Optional<Deployed> deployed(String name) {
        return table(name).map(text -> {
            Source table = new Source("protocols/" + Deployed.beside(FILES.get(name)), text);
            try {
                return Deployed.read(of(name).orElseThrow(), table);
            } catch (SourceException e) {
                throw new IllegalStateException(e.report(), e);
            }
        });
    }

    /** The tables that have that word somewhere, such as a function's name. */
    public static List<Deployed> deployedWith(String word) {
        // Only a table that has the word is read as a whole, and its protocol with it.
        return names().stream()
                .filter(name -> table(name).filter(text -> text.contains(word)).isPresent())
                .flatMap(name -> deployed(name).stream())
                .toList();
    }

    private static Optional<String> table(String name) {
        String table = Deployed.beside(FILES.get(name));
        return Protocols.class.getResource(FOLDER + table) == null ? Optional.empty() : Optional.of(text(table));
    }

    /** The one that has a site of that name, if there is one: names of sites are unique. */
    public static Optional<Protocol> withSite(String name) {
        // Only a file that has the label is read as a whole.
        Pattern label = Pattern.compile("\\b" + Pattern.quote(name) + "\\s*:");
        return FILES.entrySet().stream()
                .filter(entry -> label.matcher(text(entry.getValue())).find())
                .map(entry -> of(entry.getKey()).orElseThrow())
                .filter(protocol -> protocol.site(name).isPresent())
                .findFirst();
    }

    /** The names of all sites. */
    public static List<String> siteNames() {
        List<String> names = new ArrayList<>();
        all().forEach(protocol ->
                protocol.sites().stream().map(BarrierSite::name).forEach(names::add));
        return names;
    }
}
