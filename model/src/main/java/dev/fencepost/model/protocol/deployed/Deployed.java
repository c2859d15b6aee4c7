package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of one protocol: what stands at its sites in code that people run.
 *
 * @param protocol whose sites these are
 * @param implementations in the order of the table
 */
public record Deployed(Protocol protocol, List<Implementation> implementations) {
    /** The extension of such a table; the rest of its name is that of the protocol file. */
    public static final String EXTENSION = ".today";

    /** Copies the list. */
    public Deployed {
        implementations = List.copyOf(implementations);
    }

    /**
     * Reads a table.
     *
     * @throws SourceException where it is wrong, with what was expected there
     */
    public static Deployed read(Protocol protocol, Source table) throws SourceException {
        TableNames names = new TableNames(protocol);
        List<Implementation> done = new ArrayList<>();
        ImplementationReader current = null;
        for (Line line : Line.of(table)) {
            if (line.first().keyword().equals("code")) {
                if (current != null) {
                    done.add(current.finish());
                }
                current = new ImplementationReader(names, line);
            } else if (current == null) {
                throw line.error(line.first(), "expected 'code NAME' and a title: whose code is this?");
            } else {
                current.read(line);
            }
        }
        if (current != null) {
            done.add(current.finish());
        }
        return new Deployed(protocol, done);
    }

    /** The name of the table that belongs to a protocol file. */
    public static String beside(String protocolFile) {
        return protocolFile.substring(0, protocolFile.lastIndexOf('.')) + EXTENSION;
    }
}
