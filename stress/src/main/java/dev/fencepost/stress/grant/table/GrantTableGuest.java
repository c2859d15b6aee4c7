package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Program;
import dev.fencepost.stress.harness.StoreBufferMemory;

/**
 * The guest lends a frame once, ends access to it when it is not in use, and then writes something of its own there.
 */
final class GrantTableGuest implements Program {
    /** What it writes to the frame when that is its own again. */
    static final int PRIVATE = 5;

    private static final int LEND = 0;
    private static final int END = 1;
    private static final int LOOK = 2;
    private static final int REUSE = 3;
    private static final int CHECK = 4;
    private static final int DONE = 5;

    private final StoreBufferMemory memory;
    private final GuestGrants grants;
    private final int flags;
    private final int page;
    private final boolean plainEnd;
    private int at = LEND;
    private int tries;
    private boolean overwritten;

    GrantTableGuest(StoreBufferMemory memory, GrantLayout layout, GrantTableSetup setup, int page) {
        this.memory = memory;
        this.grants = new GuestGrants(memory, layout, setup.version());
        this.flags = layout.header(1, GrantTableHarness.REF);
        this.page = page;
        this.plainEnd = setup.plainEnd();
    }

    @Override
    public int ways(boolean drained) {
        return at == DONE ? 0 : 1;
    }

    @Override
    public void run(int way) {
        if (at == LEND) {
            grants.grant(GrantTableHarness.REF, 1, GrantTableHarness.FRAME, false);
            at = END;
        } else if (at == END) {
            at = end() ? REUSE : LOOK;
        } else if (at == LOOK) {
            look();
        } else if (at == REUSE) {
            memory.store32(Mode.OPAQUE, page, PRIVATE);
            at = CHECK;
        } else {
            overwritten = memory.load32(Mode.OPAQUE, page) != PRIVATE;
            at = DONE;
        }
    }

    private boolean end() {
        if (!plainEnd) {
            return grants.end(GrantTableHarness.REF);
        }
        if (grants.query(GrantTableHarness.REF)) {
            return false;
        }
        memory.store16(Mode.OPAQUE, flags, GrantFlags.INVALID);
        return true;
    }

    /** Two more looks, and then it leaves the frame to whoever has it. */
    private void look() {
        tries++;
        boolean over = plainEnd ? end() : grants.end(GrantTableHarness.REF);
        at = over ? REUSE : tries == 2 ? DONE : LOOK;
    }

    /** Whether it has its frame back. */
    boolean isOwner() {
        return at == REUSE || at == CHECK;
    }

    void check() {
        if (overwritten) {
            throw new HarnessViolation("somebody writes to the frame after access to it has ended (G2)");
        }
    }

    boolean isDone() {
        return at == DONE;
    }

    @Override
    public String at() {
        return at == LEND ? "lends" : at == END ? "ends access" : at == LOOK ? "looks again" : "uses the frame";
    }
}
