package dev.fencepost.model.platform;

import dev.fencepost.model.spec.Rule;

/**
 * What is said of a {@link BarrierSite}, all in one.
 *
 * @param role whose code it stands in
 * @param shape the litmus shape it is one half of
 * @param needs the weakest fence that is enough everywhere: the mandatory one of its kind
 * @param clause the clause that breaks without it
 * @param earlier the accesses that must come first
 * @param later the accesses that must come after them
 * @param consequence what breaks without the ordering
 */
public record Ordering(
        Role role, Shape shape, Primitive needs, Rule clause, String earlier, String later, String consequence) {}
