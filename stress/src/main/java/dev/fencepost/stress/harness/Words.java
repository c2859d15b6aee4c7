package dev.fencepost.stress.harness;

import dev.fencepost.impl.memory.Site;

/** What actors do to memory in words. Written out where it is longer to stay within what Java PathFinder can run. */
public abstract class Words {
    private final String[] actors;

    /** For actors of those names. */
    public Words(String... actors) {
        this.actors = actors;
    }

    /** What stands at a place in memory. */
    public abstract String name(int offset);

    final String load(int actor, int offset, long value) {
        return actors[actor] + ": read " + name(offset) + ": " + value;
    }

    final String store(int actor, int offset, long value) {
        return actors[actor] + ": " + name(offset) + " = " + value;
    }

    final String exchange(int actor, int offset, long found, boolean stores, long value) {
        return actors[actor] + ": read " + name(offset) + ": " + found + (stores ? ", replaced by " + value : ", left");
    }

    final String visible(int actor, int offset, long value) {
        return actors[actor] + "'s stores: visible: " + name(offset) + " = " + value;
    }

    final String fence(int actor, Site site) {
        return actors[actor] + ": fence " + site.name();
    }

    final String says(int actor, String what) {
        return actors[actor] + ": " + what;
    }
}
