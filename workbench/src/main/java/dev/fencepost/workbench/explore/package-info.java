/** {@code fencepost explore}: the state machines, and protocols as state machines. */
package dev.fencepost.workbench.explore;
