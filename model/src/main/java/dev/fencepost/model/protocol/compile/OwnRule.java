package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.spec.Rule;

/**
 * A clause that a protocol file declares.
 *
 * @param name in the file
 * @param document where it comes from, with its version
 * @param section of that document
 * @param sentence the rule in one sentence
 */
public record OwnRule(String name, String document, String section, String sentence) implements Rule {
    /** What C demands of every index. */
    static final Rule BOUNDS = new OwnRule(
            "BOUNDS", "ISO/IEC 9899:2011", "6.5.6 Additive operators", "An index names an element of its array.");

    @Override
    public String citation() {
        return document + ", " + section;
    }

    @Override
    public String toString() {
        return name;
    }
}
