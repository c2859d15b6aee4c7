package dev.fencepost.impl.memory;

/**
 * A barrier site: a named place in an algorithm where ordering is needed. Each subject has an enum of its own, such as
 * {@link dev.fencepost.impl.ring.split.SplitSite}. At a call the site is always such a constant, of which nothing is
 * left after inlining.
 */
public interface Site {
    /** The name by which standards, plans and reports call it, such as D1. */
    String name();
}
