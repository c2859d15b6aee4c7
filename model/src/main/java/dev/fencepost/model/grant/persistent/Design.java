package dev.fencepost.model.grant.persistent;

/** How a backend finds the mapping of a grant: the two designs of 2012. */
public enum Design {
    /** By the grant reference in the request, in a tree. */
    TREE,
    /** By a handle in its place, marked by the highest bit, whose low bits index a table of references. */
    TABLE
}
