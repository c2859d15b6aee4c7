package dev.fencepost.workbench.input;

import dev.fencepost.model.proposal.check.Protocols;
import java.util.Iterator;

/** The names of the protocols, for help texts. */
public final class ProtocolNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Protocols.names().iterator();
    }
}
