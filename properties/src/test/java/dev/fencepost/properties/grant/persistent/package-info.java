/** Persistent grants: the state machine and its mutants, and histories of the implementation held against it. */
package dev.fencepost.properties.grant.persistent;
