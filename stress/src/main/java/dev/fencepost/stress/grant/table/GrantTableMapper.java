package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.Gntst;
import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Program;
import dev.fencepost.stress.harness.StoreBufferMemory;

/** Another domain maps the frame, reads and writes it, and unmaps it; where it is not lent it gives up. */
final class GrantTableMapper implements Program {
    private static final int WRITTEN = 9;

    private static final int MAP = 0;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int UNMAP = 3;
    private static final int DONE = 4;

    private final StoreBufferMemory memory;
    private final GrantHypervisor hypervisor;
    private final Translations translations;
    private final MapGrant map = new MapGrant();
    private final UnmapGrant[] unmap = {new UnmapGrant()};
    private final int page;
    private int rounds;
    private int at = MAP;
    private int read;

    GrantTableMapper(
            StoreBufferMemory memory,
            GrantHypervisor hypervisor,
            Translations translations,
            GrantTableSetup setup,
            int page) {
        this.memory = memory;
        this.hypervisor = hypervisor;
        this.translations = translations;
        this.page = page;
        rounds = setup.rounds();
    }

    @Override
    public int ways(boolean drained) {
        return at == DONE ? 0 : 1;
    }

    @Override
    public void run(int way) {
        if (at == MAP) {
            map.domain = 0;
            map.ref = GrantTableHarness.REF;
            map.flags = GrantFlags.HOST_MAP;
            map.address = 0;
            hypervisor.map(0, map);
            at = map.status == Gntst.OKAY ? READ : next();
        } else if (at == READ) {
            read = memory.load32(Mode.OPAQUE, page);
            at = WRITE;
        } else if (at == WRITE) {
            memory.store32(Mode.OPAQUE, page, WRITTEN);
            at = UNMAP;
        } else {
            unmap[0].handle = map.handle;
            unmap[0].address = 0;
            hypervisor.unmap(0, unmap, 1);
            read = 0;
            at = next();
        }
    }

    private int next() {
        rounds--;
        return rounds == 0 ? DONE : MAP;
    }

    void check(GrantTableGuest guest) {
        if (read == GrantTableGuest.PRIVATE) {
            throw new HarnessViolation("the frame is read after access to it has ended (G2)");
        }
        boolean uses = at == READ || at == WRITE;
        if (uses && translations.frame(0) != GrantTableHarness.FRAME) {
            throw new HarnessViolation("a frame is mapped that was not lent (G4)");
        }
        if (uses && guest.isOwner()) {
            throw new HarnessViolation("the frame is mapped after access to it has ended (G2)");
        }
        if (at == DONE && (translations.frame(0) != Translations.NONE || hypervisor.freeHandles(0) == 0)) {
            throw new HarnessViolation("a mapping or handle is left (G3)");
        }
    }

    boolean isDone() {
        return at == DONE;
    }

    @Override
    public String at() {
        return at == MAP ? "maps" : at == UNMAP ? "unmaps" : "uses the frame";
    }
}
