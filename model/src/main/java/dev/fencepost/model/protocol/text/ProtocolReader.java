package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.CReader;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads protocol files. */
public final class ProtocolReader {
    private final Source source;
    private final Map<Set<String>, ProtocolText> texts = new LinkedHashMap<>();
    private final Map<String, FileSite> sites = new LinkedHashMap<>();
    private Header header;

    private ProtocolReader(Source source) {
        this.source = source;
    }

    /**
     * The protocol that a file describes. All that can be wrong with it is found here: it is compiled with every set of
     * its features and its two smallest bounds.
     *
     * @param source the file; without {@code protocol(...)} in it the protocol has the file's name
     * @throws SourceException at the first thing that is not understood
     */
    public static Protocol read(Source source) throws SourceException {
        return new ProtocolReader(source).read();
    }

    private Protocol read() throws SourceException {
        header = new HeaderReader(source, name(source.file())).read(declarations(Set.of()));
        for (Set<String> features : subsets()) {
            texts.put(features, text(features));
        }
        FileProtocol protocol = new FileProtocol(header, texts, sites);
        protocol.compileSmallest();
        return protocol;
    }

    private static String name(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return last.endsWith(".c") ? last.substring(0, last.length() - 2) : last;
    }

    private List<Declaration> declarations(Set<String> features) throws SourceException {
        return new CReader(source, features, Dialect.storage()).declarations();
    }

    private List<Set<String>> subsets() {
        List<Set<String>> subsets = new ArrayList<>(List.of(Set.of()));
        for (Feature feature : header.features()) {
            for (Set<String> smaller : List.copyOf(subsets)) {
                Set<String> larger = new LinkedHashSet<>(smaller);
                larger.add(feature.name());
                subsets.add(larger);
            }
        }
        return subsets;
    }

    private ProtocolText text(Set<String> features) throws SourceException {
        CReader reader = new CReader(source, features, Dialect.storage());
        List<Declaration> declarations = reader.declarations();
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put("driver", Role.DRIVER);
        roles.put("device", Role.DEVICE);
        reader.aliases().forEach((alias, word) -> {
            if (Dialect.SIDES.contains(word)) {
                roles.put(alias, new Role(alias.replace('_', ' '), word.equals("driver") ? Side.DRIVER : Side.DEVICE));
            }
        });
        ProtocolText text = new ProtocolText(source, header, roles, Set.copyOf(features), sites);
        for (Declaration declaration : declarations) {
            text.add(declaration);
        }
        SiteFinder finder = new SiteFinder(source, header, sites, NeverFinder.first(declarations, text, Clause.S3));
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.Function function) {
                finder.find(function, text.role(function).orElse(Role.DRIVER));
            }
        }
        return text;
    }
}
