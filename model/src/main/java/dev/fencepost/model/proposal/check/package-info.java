/** A proposed change of barriers, and checking it: a verdict for every platform, with the evidence for it. */
package dev.fencepost.model.proposal.check;
