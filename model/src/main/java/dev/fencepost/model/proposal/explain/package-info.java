/** A violation in words: what happened, which order was missing, and at which barrier site. */
package dev.fencepost.model.proposal.explain;
