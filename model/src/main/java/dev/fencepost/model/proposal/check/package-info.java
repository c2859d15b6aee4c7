/**
 * A proposed change of barriers, and checking it: a verdict for every platform, with the evidence for it; and the
 * smallest plans.
 */
package dev.fencepost.model.proposal.check;
