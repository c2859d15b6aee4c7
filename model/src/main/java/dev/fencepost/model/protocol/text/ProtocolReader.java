package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads protocol files. */
public final class ProtocolReader {
    private ProtocolReader() {}

    /**
     * The protocol that a file describes. All that can be wrong with it is found here: it is compiled with every set of
     * its features and its two smallest bounds.
     *
     * @param source the file; without {@code protocol(...)} in it the protocol has the file's name
     * @throws SourceException at the first thing that is not understood
     */
    public static Protocol read(Source source) throws SourceException {
        ProtocolFile file = new ProtocolFile(source);
        if (file.text(Set.of()).scenarios().isEmpty()) {
            throw source.error(source.text().length(), "expected at least one scenario(name) { run(...); ... }");
        }
        for (Set<String> features : subsets(file.header().features())) {
            for (int bound = 1; bound <= file.smallestBounds(); bound++) {
                file.templates(features, bound);
            }
        }
        file.sites();
        if (file.forbidsNothing()) {
            throw source.error(
                    file.text(Set.of()).scenarios().get(0).at(),
                    "nothing is forbidden in this protocol: expected"
                            + " never(condition, CLAUSE, \"what went wrong\") where it would be seen");
        }
        return new FileProtocol(file);
    }

    /**
     * The protocol that a file describes which was read as a whole before, when it was tested: each part is read when
     * it is needed.
     *
     * @throws IllegalStateException now or later, where the file is wrong after all
     */
    public static Protocol trusted(Source source) {
        return new FileProtocol(Unchecked.of(() -> new ProtocolFile(source)));
    }

    private static List<Set<String>> subsets(List<Feature> features) {
        List<Set<String>> subsets = new ArrayList<>(List.of(Set.of()));
        for (Feature feature : features) {
            for (Set<String> smaller : List.copyOf(subsets)) {
                Set<String> larger = new LinkedHashSet<>(smaller);
                larger.add(feature.name());
                subsets.add(larger);
            }
        }
        return subsets;
    }
}
