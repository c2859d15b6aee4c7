package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.protocol.Protocol;
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
        return new Deployed(protocol, new DeployedReader(protocol, table).read());
    }

    /** The name of the table that belongs to a protocol file. */
    public static String beside(String protocolFile) {
        return protocolFile.substring(0, protocolFile.lastIndexOf('.')) + EXTENSION;
    }
}
