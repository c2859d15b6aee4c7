/**
 * Exploring one scenario, and the violation that is easiest to read. Nothing here knows of plans that are compared, nor
 * of words.
 */
package dev.fencepost.model.proposal.search;
