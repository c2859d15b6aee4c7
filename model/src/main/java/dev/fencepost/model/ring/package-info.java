/**
 * What the virtqueues have in common as state machines: actions, outcomes, bounds, and the machine around both layouts,
 * {@code split} and {@code packed}.
 */
package dev.fencepost.model.ring;
