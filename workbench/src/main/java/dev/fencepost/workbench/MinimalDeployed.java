package dev.fencepost.workbench;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.Protocols;
import dev.fencepost.model.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The barriers of one side that is in use, from the table of its protocol: {@code split-barriers.txt} and others.
 *
 * @param name a word
 * @param side whose barriers these are
 * @param title one line
 * @param source where they are from
 * @param barriers for each site of that side
 * @param sources for each site, the function or commit
 */
record MinimalDeployed(
        String name,
        Side side,
        String title,
        String source,
        Map<BarrierSite, Placement> barriers,
        Map<BarrierSite, String> sources) {
    /**
     * What is in use of a protocol, in the order of its table.
     *
     * @throws BadInput if there is no table of it
     */
    static List<MinimalDeployed> of(Protocol protocol) {
        String table = table(protocol);
        if (table == null) {
            throw new BadInput(
                    "--compare knows the barriers of " + known() + " only, not those of the " + protocol.title());
        }
        return read(protocol, table);
    }

    /** The protocols that there are tables of, for a sentence. */
    private static String known() {
        List<String> known = new ArrayList<>();
        for (Protocol protocol : Protocols.all()) {
            if (isKnown(protocol)) {
                known.add("the " + protocol.title() + " ('" + protocol.name() + "')");
            }
        }
        int last = known.size() - 1;
        return String.join(", ", known.subList(0, last)) + " and " + known.get(last);
    }

    /** Whether there is a table of a protocol. */
    static boolean isKnown(Protocol protocol) {
        return MinimalDeployed.class.getResource(resource(protocol)) != null;
    }

    private static String resource(Protocol protocol) {
        return protocol.name() + "-barriers.txt";
    }

    private static String table(Protocol protocol) {
        try (InputStream table = MinimalDeployed.class.getResourceAsStream(resource(protocol))) {
            return table == null ? null : new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource(protocol), e);
        }
    }

    /**
     * Reads a table of a protocol.
     *
     * @throws IllegalArgumentException if a line is none of the three kinds
     */
    static List<MinimalDeployed> read(Protocol protocol, String table) {
        List<MinimalDeployed> sets = new ArrayList<>();
        List<String> lines = table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", lines.get(i).startsWith("set ") ? 4 : 3);
            if (words[0].equals("set") && words.length == 4 && lines.get(i + 1).startsWith("from ")) {
                Side side = Side.valueOf(words[2].toUpperCase(Locale.ROOT));
                String source = lines.get(++i).substring("from ".length());
                sets.add(new MinimalDeployed(
                        words[1], side, words[3], source, new LinkedHashMap<>(), new LinkedHashMap<>()));
            } else if (words.length == 3 && !sets.isEmpty()) {
                sets.get(sets.size() - 1).add(protocol, words);
            } else {
                throw wrong(protocol, "cannot read '" + lines.get(i) + "'");
            }
        }
        return sets;
    }

    private void add(Protocol protocol, String... words) {
        BarrierSite site = protocol.site(words[0])
                .filter(each -> each.side() == side)
                .orElseThrow(() -> wrong(protocol, name + " has no site " + words[0]));
        Placement placement = Primitive.of(words[1])
                .filter(site::accepts)
                .map(Placement::of)
                .orElseThrow(() -> wrong(protocol, words[1] + " cannot stand at " + site.name()));
        barriers.put(site, placement);
        sources.put(site, words[2]);
    }

    private static IllegalArgumentException wrong(Protocol protocol, String what) {
        return new IllegalArgumentException(resource(protocol) + ": " + what);
    }
}
