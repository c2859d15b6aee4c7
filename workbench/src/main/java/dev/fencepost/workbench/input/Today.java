package dev.fencepost.workbench.input;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The tables of what stands in code that people run, beside protocol files. */
public final class Today {
    private Today() {}

    /**
     * The table of a protocol, if there is one.
     *
     * @param name by which the protocol was chosen: its name, or a file
     * @throws BadInput if it cannot be read, naming file, line and column
     */
    public static Optional<Deployed> of(String name, Protocol protocol) {
        return ProtocolFiles.isProtocol(name) ? beside(name, protocol) : Protocols.deployed(name);
    }

    private static Optional<Deployed> beside(String file, Protocol protocol) {
        Path table = Path.of(Deployed.beside(file));
        if (!Files.exists(table)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Deployed.read(protocol, new Source(table.toString(), Files.readString(table))));
        } catch (SourceException e) {
            throw new BadInput(e.report(), e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + table + ": " + e.getMessage(), e);
        }
    }

    /**
     * The table of a protocol.
     *
     * @throws BadInput if there is none
     */
    public static Deployed required(String name, Protocol protocol) {
        return of(name, protocol)
                .orElseThrow(() -> new BadInput("nothing is known of what stands today at the sites of the "
                        + protocol.title() + ": there is no table '"
                        + (ProtocolFiles.isProtocol(name) ? Deployed.beside(name) : name + Deployed.EXTENSION) + "'"));
    }
}
