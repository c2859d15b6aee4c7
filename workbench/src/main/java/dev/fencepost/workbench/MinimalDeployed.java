package dev.fencepost.workbench;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.vring.SplitRingProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The barriers of a ring that is in use, from the table {@code split-barriers.txt}.
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
        Map<BarrierSite, Primitive> barriers,
        Map<BarrierSite, String> sources) {
    private static final String TABLE = "split-barriers.txt";

    /**
     * What is in use of a protocol.
     *
     * @throws BadInput if there is no table of it
     */
    static List<MinimalDeployed> of(Protocol protocol) {
        if (protocol != SplitRingProtocol.INSTANCE) {
            throw new BadInput("--compare knows the split ring only, not the " + protocol.title());
        }
        return all();
    }

    /** All sets of the table, in its order. */
    static List<MinimalDeployed> all() {
        try (InputStream table = MinimalDeployed.class.getResourceAsStream(TABLE)) {
            return read(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + TABLE, e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if a line is none of the three kinds
     */
    static List<MinimalDeployed> read(String table) {
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
                sets.get(sets.size() - 1).add(words);
            } else {
                throw new IllegalArgumentException(TABLE + ": cannot read '" + lines.get(i) + "'");
            }
        }
        return sets;
    }

    private void add(String... words) {
        BarrierSite site = SplitRingProtocol.INSTANCE
                .site(words[0])
                .filter(each -> each.side() == side)
                .orElseThrow(() -> new IllegalArgumentException(TABLE + ": " + name + " has no site " + words[0]));
        Primitive primitive = Primitive.of(words[1])
                .filter(site::accepts)
                .orElseThrow(() ->
                        new IllegalArgumentException(TABLE + ": " + words[1] + " cannot stand at " + site.name()));
        barriers.put(site, primitive);
        sources.put(site, words[2]);
    }
}
