package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.spec.Rule;

/**
 * What a file says of a site beside the code.
 *
 * @param shape the litmus shape it is one half of
 * @param rule the clause that breaks without it
 * @param earlier the accesses that must come first
 * @param later the accesses that must come after them
 * @param consequence what breaks without the ordering
 * @param pivot the location that the peer synchronises by, or an empty string
 */
public record SiteNote(Shape shape, Rule rule, String earlier, String later, String consequence, String pivot) {}
