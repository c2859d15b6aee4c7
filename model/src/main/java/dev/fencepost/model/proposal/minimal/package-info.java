/**
 * Every smallest sufficient set of barriers, found as hitting sets over what breaks, each checked again from scratch
 * with all that is one step weaker.
 */
package dev.fencepost.model.proposal.minimal;
