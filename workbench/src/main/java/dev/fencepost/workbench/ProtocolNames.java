package dev.fencepost.workbench;

import dev.fencepost.model.proposal.Protocols;
import java.util.Iterator;

/** The names of the protocols, for help texts. */
final class ProtocolNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Protocols.names().iterator();
    }
}
