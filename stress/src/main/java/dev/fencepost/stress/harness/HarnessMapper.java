package dev.fencepost.stress.harness;

import dev.fencepost.impl.grant.persistent.GrantMapper;

/** A hypervisor that counts mappings: each hypercall is a use of something shared. */
public final class HarnessMapper extends GrantMapper implements Cut {
    private static final int CALL = 1;

    private final Steps steps;
    private final Journal journal;
    private final int[] live;

    public HarnessMapper(Steps steps, int references, Journal journal) {
        this.steps = steps;
        this.journal = journal;
        live = new int[references];
        steps.add(this);
    }

    @Override
    public boolean isPossible(int actor, int kind) {
        return true;
    }

    @Override
    public void left(int actor) {}

    @Override
    public void finished(int actor) {}

    @Override
    public int map(int reference) {
        if (steps.isReplay()) {
            return (int) steps.replay();
        }
        steps.stopUnlessFree(this, CALL, false);
        live[reference]++;
        say("maps grant ", reference);
        if (live[reference] > 1) {
            throw new HarnessViolation("grant " + reference + " is mapped twice (B1)");
        }
        steps.made(reference);
        return reference;
    }

    @Override
    public void unmap(int mapping) {
        if (steps.isReplay()) {
            steps.replay();
            return;
        }
        steps.stopUnlessFree(this, CALL, false);
        say("unmaps grant ", mapping);
        if (live[mapping] == 0) {
            throw new HarnessViolation("grant " + mapping + " is unmapped twice (B5)");
        }
        live[mapping]--;
        steps.made(0);
    }

    @Override
    public void flush() {}

    /** The I/O of a request touches its page. */
    public void touch(int mapping) {
        if (steps.isReplay()) {
            steps.replay();
            return;
        }
        steps.stopUnlessFree(this, CALL, false);
        say("uses grant ", mapping);
        if (live[mapping] == 0) {
            throw new HarnessViolation("grant " + mapping + " is used when it is not mapped (B2)");
        }
        steps.made(0);
    }

    /** Whether a grant is mapped. Looked at in the same step as what comes before. */
    public boolean isLive(int reference) {
        return steps.isReplay() || live[reference] != 0;
    }

    /** How many mappings there are. */
    public int live() {
        int all = 0;
        for (int i = 0; i < live.length; i++) {
            all += live[i];
        }
        return all;
    }

    private void say(String what, int reference) {
        if (journal != null) {
            journal.line("  actor " + steps.actor() + " " + what + reference);
        }
    }
}
