/** Grant tables: the state machine and its mutants, and histories of the implementation held against it. */
package dev.fencepost.properties.grant.table;
