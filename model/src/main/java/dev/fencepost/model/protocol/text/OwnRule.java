package dev.fencepost.model.protocol.text;

import dev.fencepost.model.spec.Rule;

/**
 * A clause that a protocol file declares.
 *
 * @param name in the file
 * @param document where it comes from, with its version
 * @param section of that document
 * @param sentence the rule in one sentence
 */
record OwnRule(String name, String document, String section, String sentence) implements Rule {
    @Override
    public String citation() {
        return document + ", " + section;
    }

    @Override
    public String toString() {
        return name;
    }
}
