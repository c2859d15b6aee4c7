package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.stress.harness.Program;

/** A second processor of the guest changes the version of its table, if nothing stands against it. */
final class GrantTableVersion implements Program {
    private final GrantHypervisor hypervisor;
    private final int version;
    private boolean done;

    GrantTableVersion(GrantHypervisor hypervisor, int version) {
        this.hypervisor = hypervisor;
        this.version = version;
    }

    @Override
    public int ways(boolean drained) {
        return done ? 0 : 1;
    }

    @Override
    public void run(int way) {
        hypervisor.setVersion(1, version);
        done = true;
    }

    boolean isDone() {
        return done;
    }

    @Override
    public String at() {
        return "changes the version";
    }
}
