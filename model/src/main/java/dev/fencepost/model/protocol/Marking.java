package dev.fencepost.model.protocol;

import dev.fencepost.model.spec.Rule;

/** What the kernel demands of accesses that are not marked, whoever's protocol they are in. */
public enum Marking implements Rule {
    /** No plain access races. */
    PLAIN;

    @Override
    public String citation() {
        return "Linux tools/memory-model, Documentation/access-marking.txt";
    }

    @Override
    public String sentence() {
        return "An access that another one can race with is marked; a compiler may reorder, merge or hoist any other.";
    }
}
